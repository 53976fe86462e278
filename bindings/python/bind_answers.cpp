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
            with<&Options::resident_bytes>("resident_bytes", "memory for what brief remembers, half of it for lists of all; 0: none"),
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
    record<RecipientRecord>(
        module, "RecipientRecord", "",
        {
            with<&RecipientRecord::id>("id"),
            with<&RecipientRecord::recipient>("recipient"),
            with<&RecipientRecord::addresses>("addresses", "of whoever they are merged with, too"),
            with<&RecipientRecord::merged>("merged", "the same person under other ids"),
        });
    record<MergeCandidate>(module, "MergeCandidate", "",
                           {
                               with<&MergeCandidate::one>("one"),
                               with<&MergeCandidate::other>("other"),
                               with<&MergeCandidate::reason>("reason"),
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
    const auto truth = [](py::handle cls, auto call) {
        cls.attr("__bool__") = py::cpp_function(call, py::is_method(cls), py::name("__bool__"));
    };
    truth(address_decision, [](const AddressDecision& self) { return static_cast<bool>(self.decision); });
    truth(screened, [](const Screened& self) { return static_cast<bool>(self.decision); });
}

}  // namespace lawful::python
