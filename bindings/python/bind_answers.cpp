// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "record.hpp"

namespace lawful::python {

void bind_answers(py::module_& module) {
    record<Options>(
        module, "Options", "How to create or open a registry.",
        {
            with<&Options::clock>("clock", "default: the system's"),
            with<&Options::random>("random", "default: the system's"),
            with<&Options::read_only>("read_only"),
            with<&Options::busy_timeout>("busy_timeout", "wait for another process's write"),
            with<&Options::exclusive>("exclusive", "this process alone: faster, and others are told busy"),
            with<&Options::accept_wal_loss>("accept_wal_loss",
                                            "open although the end of the log is damaged, and lose it"),
            with<&Options::base_vfs>("base_vfs", "the SQLite VFS under the vault; empty: the system's"),
        });
    auto address_decision =
        record<AddressDecision>(module, "AddressDecision", "An address of a person and the answer for it.",
                                {
                                    with<&AddressDecision::address>("address"),
                                    hidden(with<&AddressDecision::masked>(
                                        "masked", "j…@example.org: enough to recognise, not to send")),
                                    with<&AddressDecision::decision>("decision"),
                                });
    auto screened = record<Screened>(
        module, "Screened", "One item of screen or release over given addresses, in input order.",
        {
            hidden(with<&Screened::input>("input", "as given")),
            with<&Screened::address>("address", "unknown and invalid addresses have none"),
            with<&Screened::decision>("decision"),
        });
    record<Release>(module, "Release", "A message reserved for sending. Report it with delivered or failed.",
                    {
                        with<&Release::id>("id"),
                        with<&Release::address>("address"),
                        hidden(with<&Release::text>("text", "the readable address")),
                        hidden(with<&Release::name>("name", "of a single holder")),
                        with<&Release::language>("language"),
                        with<&Release::organisation>("organisation"),
                        with<&Release::decision>("decision"),
                    });
    record<Releases>(module, "Releases", "What release let go and what it refused, in input order.",
                     {
                         with<&Releases::released>("released"),
                         with<&Releases::refused>("refused"),
                     });
    record<Holding>(module, "Holding", "Who reads an address, and from when until when.",
                    {
                        with<&Holding::recipient>("recipient"),
                        with<&Holding::address>("address"),
                        with<&Holding::from>("from_"),
                        with<&Holding::until>("until", "exclusive"),
                    });
    record<AddressRecord>(module, "AddressRecord",
                          "Everything the registry has on one address or person, readable.",
                          {
                              with<&AddressRecord::id>("id"),
                              with<&AddressRecord::address>("address"),
                              with<&AddressRecord::holders>("holders"),
                          });
    record<RecipientRecord>(module, "RecipientRecord", "",
                            {
                                with<&RecipientRecord::id>("id"),
                                with<&RecipientRecord::recipient>("recipient"),
                                with<&RecipientRecord::addresses>("addresses"),
                            });
    record<OrganisationRecord>(module, "OrganisationRecord", "",
                               {
                                   with<&OrganisationRecord::id>("id"),
                                   with<&OrganisationRecord::organisation>("organisation"),
                               });
    record<StoreReport>(module, "StoreReport", "What check_store found. Clean when both are empty.",
                        {
                            with<&StoreReport::events>("events"),
                            with<&StoreReport::subjects>("subjects"),
                            with<&StoreReport::faults>("faults", "one line each, no personal data"),
                        });
    record<CredentialSlot>(
        module, "CredentialSlot", "What opens the file. Either does, where there are both.",
        {
            with<&CredentialSlot::kind>("kind"),
            with<&CredentialSlot::id>("id", "of a key: key_id of it; of a passphrase: random"),
        });
    record<KeyStatus>(
        module, "KeyStatus", "Which keys are in force; never a key.",
        {
            with<&KeyStatus::credentials>("credentials"),
            with<&KeyStatus::epoch>("epoch", "of the registry key"),
            with<&KeyStatus::rotating>("rotating", "begun and not finished: call rotate_keys again"),
        });
    record<Erasure>(
        module, "Erasure", "What an erasure did. It proves the act, not that no copy is kept elsewhere.",
        {
            with<&Erasure::tombstone>("tombstone", "the event that names what was destroyed"),
            with<&Erasure::leaves>("leaves", "events destroyed"),
            with<&Erasure::addresses>("addresses", "addresses destroyed with the person"),
            with<&Erasure::suppressed>("suppressed", "entries of the deny list"),
            with<&Erasure::tell>("tell", "to whom the data was disclosed: they are told (GDPR 19)"),
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
    const auto truth = [](py::handle cls, auto call) {
        cls.attr("__bool__") = py::cpp_function(call, py::is_method(cls), py::name("__bool__"));
    };
    truth(address_decision, [](const AddressDecision& self) { return static_cast<bool>(self.decision); });
    truth(screened, [](const Screened& self) { return static_cast<bool>(self.decision); });
}

}  // namespace lawful::python
