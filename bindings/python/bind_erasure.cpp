// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "handle.hpp"
#include "record.hpp"

namespace lawful::python {
namespace {

using Object = const py::object&;
using Told = Retention::Progress;

}  // namespace

void bind_erasure(py::module_& module) {
    record<Erasure>(
        module, "Erasure", "What an erasure did. It proves the act, not that no copy is kept elsewhere.",
        {
            with<&Erasure::tombstone>("tombstone", "the event that names what was destroyed"),
            with<&Erasure::leaves>("leaves", "events destroyed"),
            with<&Erasure::addresses>("addresses", "addresses destroyed with the person"),
            with<&Erasure::suppressed>("suppressed", "entries of the deny list"),
            with<&Erasure::proofs>("proofs", "events kept as proof of consent (GDPR 17(3)(e))"),
            with<&Erasure::tell>("tell", "to whom the data was disclosed: they are told (GDPR 19)"),
        });
    record<KindCount>(module, "KindCount", "How many events of a kind.",
                      {
                          with<&KindCount::kind>("kind"),
                          with<&KindCount::count>("count"),
                      });
    record<AddressErasure>(module, "AddressErasure",
                           "An address of who is erased, and whether it goes with them.",
                           {
                               with<&AddressErasure::address>("address"),
                               hidden(with<&AddressErasure::masked>("masked")),
                               with<&AddressErasure::goes>("goes"),
                               with<&AddressErasure::why>("why", "it stays"),
                           });
    record<Remains>(module, "Remains", "What stays, and on which exception.",
                    {
                        with<&Remains::what>("what"),
                        with<&Remains::article>("article", "GDPR 17(3)(e)"),
                    });
    record<HeldBy>(module, "HeldBy", "What stops an erasure, and since when.",
                   {
                       with<&HeldBy::hold>("hold"),
                       with<&HeldBy::since>("since"),
                   });
    record<ErasurePlan>(
        module, "ErasurePlan", "GDPR 17: what an erasure would do.",
        {
            with<&ErasurePlan::subject>("subject"),
            with<&ErasurePlan::ground>("ground"),
            with<&ErasurePlan::erasure>("erasure", "its counts, and whom to tell; no tombstone yet"),
            with<&ErasurePlan::events>("events", "that go"),
            with<&ErasurePlan::addresses>("addresses"),
            with<&ErasurePlan::remains>("remains"),
            with<&ErasurePlan::suppressed>("suppressed", "purposes that the deny list keeps closed"),
            with<&ErasurePlan::suppressed_everywhere>("suppressed_everywhere", "for every purpose"),
            with<&ErasurePlan::held>("held", "none: it can be done"),
        });
    record<LegalHold>(
        module, "LegalHold", "What is not erased meanwhile.",
        {
            with<&LegalHold::event>("event"),
            with<&LegalHold::subject>("subject", "a person, an organisation, or the registry with a purpose"),
            with<&LegalHold::since>("since"),
            with<&LegalHold::purpose>("purpose"),
            with<&LegalHold::reason>("reason"),
            with<&LegalHold::case_reference>("case_reference"),
        });
    record<RetentionEntry>(
        module, "RetentionEntry", "One thing that a retention rule asks for.",
        {
            need<&RetentionEntry::subject>("subject", "a person, or an address that nobody reads"),
            need<&RetentionEntry::rule>("rule"),
            need<&RetentionEntry::due>("due", "when its period ended"),
            with<&RetentionEntry::held>("held", "a legal hold stops it since then"),
        });
    record<RetentionPlan>(module, "RetentionPlan", "What is due on a day. Ids and times only.",
                          {
                              with<&RetentionPlan::made>("made"),
                              with<&RetentionPlan::on>("on", "the instant it is for"),
                              with<&RetentionPlan::entries>("entries"),
                              with<&RetentionPlan::proofs>("proofs", "proof of consent whose period ended"),
                          });
    record<RetentionRun>(
        module, "RetentionRun", "What carrying out a plan did.",
        {
            with<&RetentionRun::erased>("erased", "people and addresses"),
            with<&RetentionRun::parts>("parts", "purposes and categories of somebody"),
            with<&RetentionRun::restricted>("restricted"),
            with<&RetentionRun::proofs>("proofs", "events whose proof was destroyed"),
            with<&RetentionRun::already>("already", "done before, by a run that was cut short"),
            with<&RetentionRun::held>("held", "left alone: a legal hold"),
            with<&RetentionRun::to_review>("to_review", "for people to look at (RetentionReviewed)"),
        });

    module.def("retention_plan", [](const Handle& registry, Object on, Object progress) {
        const auto day = argument<std::optional<Day>>(on, "on");
        const auto told = argument<Told>(progress, "progress");
        return registry.call([&](Registry& r) { return Retention(r).plan(day, told); });
    });
    module.def("retention_apply", [](const Handle& registry, Object plan, Object progress) {
        const auto what = argument<RetentionPlan>(plan, "plan");
        const auto told = argument<Told>(progress, "progress");
        return registry.call([&](Registry& r) { return Retention(r).apply(what, told); });
    });
    module.def(
        "retention_read_proof", [](const Handle& registry, Object address, Object medium, Object claim) {
            const auto whose = argument<std::string>(address, "address");
            const auto kind = argument<Medium>(medium, "medium");
            const auto why = argument<std::string>(claim, "claim");
            return registry.call([&](Registry& r) { return Retention(r).read_proof(whose, kind, why); });
        });
    module.def("read_retention_plan", [](Object file) {
        return read_retention_plan(argument<std::filesystem::path>(file, "file"));
    });
}

}  // namespace lawful::python
