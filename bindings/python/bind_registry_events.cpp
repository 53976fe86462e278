// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "record.hpp"

namespace lawful::python {

void bind_registry_events(py::module_& module) {
    record<RegistryCreated>(module, "RegistryCreated", "",
                            {
                                with<&RegistryCreated::format>("format"),
                            });
    record<PolicyApplied>(module, "PolicyApplied", "",
                          {
                              need<&PolicyApplied::policy>("policy"),
                          });
    record<NationalRow>(
        module, "NationalRow", "One dated rule of gate 3 (see lib/rules/national_rows.cpp), as recorded.",
        {
            with<&NationalRow::id>("id", "NL-1"),
            with<&NationalRow::country>(
                "country", "ISO 3166-1 alpha-2; EU: where no national profile is; empty: everywhere"),
            with<&NationalRow::when>("when", "name of the condition"),
            with<&NationalRow::ground>("ground", "wire name of the ground the condition reads, or empty"),
            with<&NationalRow::audience>("audience", "any, natural, legal, consumer, professional"),
            with<&NationalRow::channels>("channels"),
            with<&NationalRow::effect>("effect", "wire name"),
            with<&NationalRow::code>("code"),
            with<&NationalRow::lifts>("lifts", "row ids"),
            with<&NationalRow::article>("article"),
            with<&NationalRow::valid_from>("valid_from"),
            with<&NationalRow::valid_to>("valid_to", "exclusive"),
        });
    record<RowsAdopted>(module, "RowsAdopted", "",
                        {
                            with<&RowsAdopted::version>("version"),
                            with<&RowsAdopted::rows>("rows"),
                        });
    record<ClockHeld>(module, "ClockHeld", "The clock ran backwards; recording time was held.",
                      {
                          with<&ClockHeld::wall>("wall"),
                      });
    record<Suppressed>(
        module, "Suppressed",
        "GDPR 21(3): a keyed hash that keeps an address from coming back. No purposes means all.",
        {
            with<&Suppressed::loose_key>("loose_key", "base64 of the keyed hash"),
            with<&Suppressed::epoch>("epoch"),
            with<&Suppressed::reason>("reason"),
            with<&Suppressed::purposes>("purposes"),
        });
    record<KeysRotated>(module, "KeysRotated", "New keys seal and hash from here on.",
                        {
                            with<&KeysRotated::epoch>("epoch"),
                        });
    record<Erased>(module, "Erased",
                   "GDPR 17: the tombstone. What it names can no longer be read by anyone; the leaves stay.",
                   {
                       with<&Erased::subject>("subject", "whom: a person or an address"),
                       with<&Erased::leaves>("leaves", "the destroyed events, in the ledger's order"),
                       with<&Erased::ground>("ground"),
                       with<&Erased::purpose>("purpose", "only what was recorded for it; absent: everything"),
                       with<&Erased::category>("category", "only that; absent: everything"),
                   });
    record<ProofRead>(module, "ProofRead",
                      "What was kept of an erased consent was read, for a legal claim (GDPR 17(3)(e)).",
                      {
                          with<&ProofRead::leaves>("leaves"),
                          need<&ProofRead::claim>("claim", "which; names nobody"),
                      });
    record<ProofDestroyed>(module, "ProofDestroyed",
                           "Proof of consent whose period ended can no longer be read.",
                           {
                               with<&ProofDestroyed::expired>("expired"),
                               with<&ProofDestroyed::leaves>("leaves"),
                           });
    record<JournalLossAccepted>(module, "JournalLossAccepted",
                                "The controller accepts that denials may be missing; a new journal begins.",
                                {
                                    with<&JournalLossAccepted::journal>("journal", "id of the new journal"),
                                });
    record<RegistryRestored>(module, "RegistryRestored", "This file comes from a backup.",
                             {
                                 with<&RegistryRestored::size>("size", "the backup's events"),
                                 with<&RegistryRestored::root>("root", "and its ledger's root, base64"),
                             });
    record<SigningKeyAnnounced>(module, "SigningKeyAnnounced",
                                "The key that signs checkpoints from here on, as others know it. A later one "
                                "is signed by the one before it, which is destroyed.",
                                {
                                    with<&SigningKeyAnnounced::key>("key", "a C2SP signed-note verifier key"),
                                    with<&SigningKeyAnnounced::signature>(
                                        "signature", "by the key before it, base64; the first has none"),
                                });
}

}  // namespace lawful::python
