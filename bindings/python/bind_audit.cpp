// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "record.hpp"
#include "streams.hpp"

namespace lawful::python {

void bind_audit(py::module_& module) {
    record<AuditSelection>(
        module, "AuditSelection",
        "Which events an audit bundle opens; without any restriction all of them. Events of the registry "
        "itself (policies, tombstones, signing keys) are in every bundle.",
        {
            with<&AuditSelection::purpose>("purpose", "that speak of it, or of every purpose"),
            with<&AuditSelection::from>("from_", "recorded then or later"),
            with<&AuditSelection::to>("to", "recorded before"),
            hidden(
                with<&AuditSelection::recipient>("recipient", "an address: its own events and its holders'")),
            with<&AuditSelection::medium>("medium", "of recipient"),
            with<&AuditSelection::older>("older", "checkpoints that a selection is to be consistent with"),
        });
    record<AuditExport>(
        module, "AuditExport", "",
        {
            with<&AuditExport::complete>("complete", "a full bundle"),
            with<&AuditExport::size>("size", "of the ledger"),
            with<&AuditExport::events>("events", "opened"),
            with<&AuditExport::erased>("erased", "leaves whose events are gone, of the whole ledger"),
        });
    record<ExplainedReason>(
        module, "ExplainedReason", "A reason, and the event behind it with its place in the ledger.",
        {
            with<&ExplainedReason::reason>("reason"),
            with<&ExplainedReason::words>("words", "what it means, for a data protection officer"),
            with<&ExplainedReason::event>("event", "none: a rule of law alone, or the event was erased"),
            with<&ExplainedReason::event_words>("event_words"),
            with<&ExplainedReason::proof>("proof", "C2SP tlog-proof of the event's leaf"),
        });
    record<Explanation>(module, "Explanation", "An answer with everything that it rests on.",
                        {
                            with<&Explanation::purpose>("purpose"),
                            with<&Explanation::channel>("channel"),
                            with<&Explanation::asked>("asked", "the instant that it is the answer of"),
                            with<&Explanation::address>("address", "none: nobody knows the address"),
                            with<&Explanation::decision>("decision"),
                            with<&Explanation::words>("words"),
                            with<&Explanation::reasons>("reasons", "in the decision's order"),
                            with<&Explanation::checkpoint>("checkpoint", "what the proofs lead to"),
                        });
    record<AuditOptions>(
        module, "AuditOptions", "",
        {
            with<&AuditOptions::checkpoints>(
                "checkpoints",
                "Older checkpoints that the auditor kept; the bundle must be consistent with each."),
            with<&AuditOptions::verifier_keys>(
                "verifier_keys",
                "Keys of the ledger known from elsewhere (C2SP signed-note); without any, the bundle's own."),
            with<&AuditOptions::progress>("progress",
                                          "Told now and then how many leaves of how many are done."),
            with<&AuditOptions::on_leaf>("on_leaf",
                                         "Told at the end the state of every leaf, in order; in a partial "
                                         "bundle of those it is about."),
        });
    record<ErasureCount>(module, "ErasureCount", "What was erased on one ground on one day (GDPR 17(1)).",
                         {
                             with<&ErasureCount::ground>("ground"),
                             with<&ErasureCount::day>("day"),
                             with<&ErasureCount::tombstones>("tombstones"),
                             with<&ErasureCount::leaves>("leaves"),
                         });
    auto report = record<AuditReport>(
        module, "AuditReport", "",
        {
            with<&AuditReport::complete>("complete", "a full bundle; a partial one claims no completeness"),
            with<&AuditReport::origin>("origin", "of the ledger, as its checkpoint says"),
            with<&AuditReport::size>("size", "of the ledger"),
            with<&AuditReport::root>("root", "base64"),
            with<&AuditReport::signed_by>("signed_by", "the verifier key; empty when no signature held"),
            with<&AuditReport::signer_known>("signer_known", "that key was given in the options"),
            with<&AuditReport::older_checkpoints>("older_checkpoints", "found consistent"),
            with<&AuditReport::verified>("verified"),
            with<&AuditReport::erased>("erased"),
            with<&AuditReport::not_disclosed>("not_disclosed"),
            with<&AuditReport::missing>("missing"),
            with<&AuditReport::tampered>("tampered"),
            with<&AuditReport::erasures>("erasures", "by day, then ground"),
            with<&AuditReport::has_answer>("has_answer", "the bundle proves one answer"),
            with<&AuditReport::answer>("answer", "its verdict, decided again from the events"),
            with<&AuditReport::faults>("faults", "what is wrong and where; the first hundred"),
            with<&AuditReport::fault_count>("fault_count"),
        });
    report.def_property_readonly("ok", &AuditReport::ok, "bool. Nothing is wrong.");
    report.attr("__bool__") = py::cpp_function(&AuditReport::ok, py::is_method(report), py::name("__bool__"));

    module.def("inspect_audit", [](const py::object& folder, const py::object& options) {
        const auto where = argument<std::filesystem::path>(folder, "folder");
        const auto how = argument<AuditOptions>(options, "options");
        const py::gil_scoped_release release;
        return inspect_audit(where, how);
    });
    module.def("verify_audit", [](const py::object& folder, const py::object& options) {
        const auto where = argument<std::filesystem::path>(folder, "folder");
        const auto how = argument<AuditOptions>(options, "options");
        const py::gil_scoped_release release;
        return verify_audit(where, how);
    });
    module.def("inspect_streams", [](const py::object& paths, const py::object& open, const py::object& options) {
        const auto streams = streams_of(argument<std::vector<std::string>>(paths, "paths"), open);
        const auto how = argument<AuditOptions>(options, "options");
        const py::gil_scoped_release release;
        return inspect_audit(streams, how);
    });
    module.def("verify_streams", [](const py::object& paths, const py::object& open, const py::object& options) {
        const auto streams = streams_of(argument<std::vector<std::string>>(paths, "paths"), open);
        const auto how = argument<AuditOptions>(options, "options");
        const py::gil_scoped_release release;
        return verify_audit(streams, how);
    });
    module.def("timestamp_request", [](const py::object& checkpoint) {
        return py::bytes(timestamp_request(argument<std::string>(checkpoint, "checkpoint")));
    });
    module.def("check_timestamp",
               [](const py::object& checkpoint, const py::bytes& reply, const py::object& roots) {
                   return check_timestamp(argument<std::string>(checkpoint, "checkpoint"), std::string(reply),
                                          argument<std::string>(roots, "roots"));
               });
}

}  // namespace lawful::python
