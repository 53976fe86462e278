// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "record.hpp"

namespace lawful::python {
namespace {

std::vector<Field> consent_fields() {
    return {
        need<&ConsentGiven::purpose>("purpose"),
        with<&ConsentGiven::channel>("channel"),
        with<&ConsentGiven::addresses>("addresses", "the addresses it reaches"),
        with<&ConsentGiven::notice>("notice"),
        with<&ConsentGiven::notice_sha256>("notice_sha256",
                                           "filled in by the registry from the declared notice"),
        with<&ConsentGiven::method>("method"),
        with<&ConsentGiven::given_by>("given_by"),
        with<&ConsentGiven::evidence>("evidence", "where the proof is kept"),
        with<&ConsentGiven::explicit_consent>("explicit_consent", "GDPR 9(2)(a)"),
        with<&ConsentGiven::specific>("specific", "its own control, the controller named (recital 43)"),
    };
}

}  // namespace

void bind_events(py::module_& module) {
    record<AddressChanged>(module, "AddressChanged",
                           "The text cannot change: another text is another address.",
                           {
                               with<&AddressChanged::kind>("kind"),
                               with<&AddressChanged::organisation>("organisation"),
                               with<&AddressChanged::source>("source"),
                           });
    record<HolderAdded>(module, "HolderAdded",
                        "Subject: the person who reads the address, from a day on. Said of a day before a "
                        "holding of theirs, it brings that one's first day forward.",
                        {
                            need<&HolderAdded::address>("address"),
                            need<&HolderAdded::from>("from_"),
                        });
    record<HolderEnded>(module, "HolderEnded",
                        "Subject: the person who reads it no longer; the day is the first without.",
                        {
                            need<&HolderEnded::address>("address"),
                            need<&HolderEnded::until>("until"),
                        });
    record<ConsentRequested>(module, "ConsentRequested",
                             "Subject: a person, a role address or its organisation.",
                             {
                                 need<&ConsentRequested::purpose>("purpose"),
                                 with<&ConsentRequested::channel>("channel"),
                             });
    record<ConsentGiven>(module, "ConsentGiven",
                         "Who, when, how, and which text (GDPR 7(1), EDPB 05/2020 par. 108). Without notice, "
                         "method or evidence it is recorded, and does not allow.",
                         consent_fields());
    record<ConsentRenewed, ConsentGiven>(
        module, "ConsentRenewed", "Given again, with the same proof as a first time (EDPB 05/2020 par. 110).",
        consent_fields());
    record<ConsentConfirmed>(module, "ConsentConfirmed", "The second half of a double opt-in.",
                             {
                                 need<&ConsentConfirmed::purpose>("purpose"),
                                 with<&ConsentConfirmed::channel>("channel"),
                                 with<&ConsentConfirmed::addresses>("addresses"),
                                 with<&ConsentConfirmed::evidence>("evidence"),
                             });
    record<ConsentRefused>(module, "ConsentRefused",
                           "The denials: no purpose means every purpose, no channel every channel. Subject: "
                           "a person, an address or an organisation.",
                           {
                               with<&ConsentRefused::purpose>("purpose"),
                               with<&ConsentRefused::channel>("channel"),
                           });
    record<ConsentWithdrawn>(module, "ConsentWithdrawn", "GDPR 7(3).",
                             {
                                 with<&ConsentWithdrawn::purpose>("purpose"),
                                 with<&ConsentWithdrawn::channel>("channel"),
                             });
    record<ConsentInvalidated>(module, "ConsentInvalidated",
                               "Found not to be consent after all; names the event.",
                               {
                                   need<&ConsentInvalidated::consent>("consent"),
                                   with<&ConsentInvalidated::reason>("reason"),
                               });
    record<Objected>(module, "Objected", "GDPR 21(1), 21(2). A denial, with the same scope.",
                     {
                         with<&Objected::purpose>("purpose"),
                         with<&Objected::channel>("channel"),
                         need<&Objected::kind>("kind"),
                     });
    record<ObjectionResolved>(module, "ObjectionResolved",
                              "Only an objection under 21(1) can end otherwise than by the person.",
                              {
                                  need<&ObjectionResolved::objection>("objection"),
                                  need<&ObjectionResolved::outcome>("outcome"),
                                  with<&ObjectionResolved::grounds>("grounds"),
                              });
    record<Restricted>(module, "Restricted", "GDPR 18(1).",
                       {
                           need<&Restricted::ground>("ground"),
                       });
    record<RestrictionLifted>(module, "RestrictionLifted", "GDPR 18(3): the person is told before.",
                              {
                                  need<&RestrictionLifted::informed_on>("informed_on"),
                                  with<&RestrictionLifted::reason>("reason"),
                              });
    record<BasisDeclared>(
        module, "BasisDeclared",
        "Subject: a person or an organisation (GDPR 6(1)(b) to (f)). A contract of an organisation is a "
        "basis for its role addresses only: its people are no party to it.",
        {
            need<&BasisDeclared::purpose>("purpose"),
            need<&BasisDeclared::basis>("basis"),
            with<&BasisDeclared::provision>("provision", "(c), (e): the law (GDPR 6(3))"),
            with<&BasisDeclared::assessment>("assessment", "(f): reference of the balancing test"),
            with<&BasisDeclared::assessed_on>("assessed_on", "(f): its date"),
            with<&BasisDeclared::contract>("contract", "(b): reference of the contract"),
        });
    record<BasisEnded>(module, "BasisEnded", "",
                       {
                           need<&BasisEnded::purpose>("purpose"),
                           need<&BasisEnded::basis>("basis"),
                       });
    record<GroundDeclared>(
        module, "GroundDeclared",
        "Subject: an address, a person or an organisation. No purpose means every purpose.",
        {
            need<&GroundDeclared::kind>("kind"),
            with<&GroundDeclared::purposes>("purposes"),
            with<&GroundDeclared::url>("url", "designated: where it was published"),
            with<&GroundDeclared::captured>("captured", "and when seen"),
            with<&GroundDeclared::quote>("quote", "and what it said"),
            with<&GroundDeclared::evidence>("evidence", "anything else: the sale, the collection form"),
            with<&GroundDeclared::opt_out_at_collection>("opt_out_at_collection",
                                                         "soft opt-in: offered then"),
            with<&GroundDeclared::own_similar>("own_similar",
                                               "soft opt-in: own similar product or fundraising"),
            with<&GroundDeclared::in_sale>("in_sale", "soft opt-in: in the context of a sale or donation"),
        });
    record<GroundEnded>(module, "GroundEnded", "",
                        {
                            need<&GroundEnded::kind>("kind"),
                        });
    record<Informed>(module, "Informed", "A notice was given (GDPR 13, 14; 18(3)).",
                     {
                         need<&Informed::duty>("duty"),
                         with<&Informed::notice>("notice"),
                         with<&Informed::purpose>("purpose", "whose notice"),
                         with<&Informed::how>("how"),
                     });
    record<Released>(module, "Released",
                     "Subject: the address. Reserved for sending; fulfilled are obligation codes.",
                     {
                         need<&Released::purpose>("purpose"),
                         with<&Released::channel>("channel"),
                         with<&Released::fulfilled>("fulfilled"),
                     });
    record<Delivered>(module, "Delivered", "",
                      {
                          need<&Delivered::release>("release"),
                      });
    record<Failed>(module, "Failed", "",
                   {
                       need<&Failed::release>("release"),
                       with<&Failed::permanent>("permanent"),
                   });
    record<Disclosed>(module, "Disclosed",
                      "Subject: a person whose data was given to somebody else, who is told of an erasure "
                      "(GDPR 15(1)(c), 19).",
                      {
                          need<&Disclosed::to>("to", "to whom"),
                          with<&Disclosed::categories>("categories", "which data"),
                          with<&Disclosed::purpose>("purpose", "a declared one, or none"),
                      });
    record<CopyGiven>(
        module, "CopyGiven",
        "Subject: a person who was given their own copy (GDPR 15(3), 20); recorded by Copies::access.",
        {
            with<&CopyGiven::files>("files", "their names"),
        });
    record<LegalHoldPlaced>(module, "LegalHoldPlaced",
                            "What is held is not erased (GDPR 17(3), 18(2)). Subject: a person, an "
                            "organisation with all of its people, or the registry with a purpose: everybody "
                            "of whom it holds something for that purpose. Reason and case name nobody.",
                            {
                                with<&LegalHoldPlaced::purpose>("purpose", "of a hold on the registry"),
                                need<&LegalHoldPlaced::reason>("reason"),
                                with<&LegalHoldPlaced::case_reference>("case_reference"),
                            });
    record<LegalHoldReleased>(module, "LegalHoldReleased", "",
                              {
                                  need<&LegalHoldReleased::hold>("hold"),
                                  with<&LegalHoldReleased::reason>("reason"),
                              });
    record<PartErased>(module, "PartErased",
                       "Subject: a person or an address of which a part was erased; follows from the "
                       "tombstone. Of a purpose it is a denial for it, which fresh consent ends.",
                       {
                           with<&PartErased::purpose>("purpose"),
                           with<&PartErased::category>("category"),
                           need<&PartErased::tombstone>("tombstone"),
                       });
    record<RetentionRestricted>(module, "RetentionRestricted",
                                "Subject: a person or an address that nothing is sent to any longer, though "
                                "it is kept. No purpose means every purpose.",
                                {
                                    with<&RetentionRestricted::purpose>("purpose"),
                                });
    record<RetentionReviewed>(
        module, "RetentionReviewed",
        "Somebody looked whether the data is still needed: rules of action review begin anew.",
        {
            with<&RetentionReviewed::purpose>("purpose", "empty: those without one"),
            with<&RetentionReviewed::reason>("reason", "why it is kept"),
        });
    record<Merged>(module, "Merged",
                   "Subject: a person who is the same as with; recorded of both by Registry::merge.",
                   {
                       need<&Merged::with>("with_"),
                   });
    record<MergeUndone>(
        module, "MergeUndone",
        "It was a mistake; names the subject's own Merged. Recorded of both by Registry::unmerge.",
        {
            need<&MergeUndone::merge>("merge"),
        });
    record<Event>(module, "Event", "One thing that happened, as recorded.",
                  {
                      need<&Event::subject>("subject"),
                      need<&Event::occurred>("occurred"),
                      need<&Event::recorded>("recorded", "never runs backwards"),
                      with<&Event::origin>("origin"),
                      with<&Event::cause>("cause", "linked: the event this one follows from"),
                      need<&Event::body>("body"),
                  });
    record<RecordedEvent>(module, "RecordedEvent", "An event and its place in the ledger.",
                          {
                              need<&RecordedEvent::index>("index"),
                              need<&RecordedEvent::event>("event"),
                          });
    record<Happened>(module, "Happened", "What happened, to be recorded with others.",
                     {
                         need<&Happened::subject>("subject"),
                         need<&Happened::body>("body"),
                         with<&Happened::occurred>("occurred", "none: now"),
                     });
    module.def("kind_of", [](const py::object& body) { return kind_of(argument<EventBody>(body, "body")); });
}

}  // namespace lawful::python
