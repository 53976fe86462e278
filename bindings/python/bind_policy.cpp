// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "record.hpp"

namespace lawful::python {

void bind_policy(py::module_& module) {
    record<Controller>(
        module, "Controller", "GDPR 4(7): who runs the registry and answers for it.",
        {
            need<&Controller::name>("name"),
            with<&Controller::postal_address>("postal_address"),
            need<&Controller::country>("country", "ISO 3166-1 alpha-2"),
            need<&Controller::time_zone>("time_zone", "IANA name"),
            with<&Controller::public_authority>("public_authority",
                                                "GDPR 6(1) second subparagraph, recital 43"),
            with<&Controller::data_protection_officer>("data_protection_officer", "contact, may be empty"),
            with<&Controller::stop_address>("stop_address",
                                            "where a stop request can be sent (ePD 13(4), Tw 11.7(7))"),
        });
    record<LocalText>(module, "LocalText", "A text for people in one language (BCP 47).",
                      {
                          need<&LocalText::language>("language"),
                          need<&LocalText::text>("text"),
                      });
    record<WithdrawalPath>(module, "WithdrawalPath",
                           "How to withdraw, compared with how to consent (GDPR 7(3)); read by lint only.",
                           {
                               with<&WithdrawalPath::steps>("steps"),
                               with<&WithdrawalPath::consent_steps>("consent_steps"),
                               with<&WithdrawalPath::login>("login"),
                               with<&WithdrawalPath::payment>("payment"),
                               with<&WithdrawalPath::same_channel>("same_channel"),
                           });
    record<UnsubscribeHandler>(module, "UnsubscribeHandler",
                               "The unsubscribe handler (RFC 8058 3.1); read by lint only.",
                               {
                                   with<&UnsubscribeHandler::login>("login"),
                                   with<&UnsubscribeHandler::get_changes_state>("get_changes_state"),
                                   with<&UnsubscribeHandler::redirect>("redirect"),
                                   with<&UnsubscribeHandler::cookie>("cookie"),
                               });
    record<Purpose>(
        module, "Purpose", "Why one writes. Declared before use (GDPR 5(1)(b)).",
        {
            need<&Purpose::id>("id", "lower-case letters, digits and hyphens"),
            with<&Purpose::titles>("titles"),
            need<&Purpose::content>("content"),
            need<&Purpose::bases>("bases", "allowed bases; at least one"),
            need<&Purpose::channels>("channels", "at least one"),
            with<&Purpose::validity>("validity", "consent ends at the end of its last day"),
            with<&Purpose::refresh_interval>("refresh_interval", "consent older than this wants renewal"),
            with<&Purpose::double_opt_in>("double_opt_in",
                                          "consent over an electronic form counts once confirmed"),
            with<&Purpose::special_category>("special_category", "GDPR 9(1)"),
            with<&Purpose::art9_condition>("art9_condition",
                                           "e.g. 9(2)(h); empty: explicit consent is asked for"),
            with<&Purpose::criminal_data>("criminal_data", "GDPR 10"),
            with<&Purpose::art10_authorisation>("art10_authorisation", "the law that authorises it"),
            with<&Purpose::information_society_service>("information_society_service",
                                                        "offered directly to a child (GDPR 8)"),
            with<&Purpose::help_service>("help_service", "free direct help or advice (UAVG 5(5))"),
            with<&Purpose::within_public_task>("within_public_task",
                                               "performance of the authority's tasks (GDPR 6(1))"),
            with<&Purpose::asks_consent>("asks_consent", "the message asks for marketing consent"),
            with<&Purpose::consent_conditional>("consent_conditional",
                                                "a service depends on this consent (GDPR 7(4)): lint"),
            with<&Purpose::art18_exception>("art18_exception",
                                            "GDPR 18(2): legal_claims, protect_person, public_interest"),
            with<&Purpose::scope_changed>("scope_changed",
                                          "consent of before this day no longer covers the purpose"),
            with<&Purpose::compatible_with>("compatible_with",
                                            "collection purposes this one fits (GDPR 6(4))"),
            with<&Purpose::withdrawal>("withdrawal"),
            with<&Purpose::unsubscribe>("unsubscribe"),
        });
    record<Notice>(module, "Notice",
                   "The exact text shown, in one language and version (27560 privacy_notice).",
                   {
                       need<&Notice::purpose>("purpose"),
                       need<&Notice::language>("language"),
                       need<&Notice::version>("version"),
                       need<&Notice::sha256>("sha256", "of the text, 64 hexadecimal digits"),
                       with<&Notice::used_from>("used_from"),
                       with<&Notice::covers>("covers", "art13, art14 where the text is also that notice"),
                       with<&Notice::substantive_change>("substantive_change",
                                                         "WP260 29-31: people must be told actively"),
                   });
    record<NoticeRef>(module, "NoticeRef", "Names one notice of one purpose.",
                      {
                          need<&NoticeRef::language>("language"),
                          need<&NoticeRef::version>("version"),
                      });
    record<OrganisationBasis>(
        module, "OrganisationBasis",
        "A basis that rests on an organisation, by its name (GDPR 6(1)(b), (c), (e), (f)).",
        {
            need<&OrganisationBasis::organisation>("organisation"),
            need<&OrganisationBasis::purpose>("purpose"),
            need<&OrganisationBasis::basis>("basis"),
            with<&OrganisationBasis::provision>("provision", "Union or Member State law (GDPR 6(3))"),
            with<&OrganisationBasis::assessment>("assessment",
                                                 "legitimate interest: the assessment's reference"),
            with<&OrganisationBasis::assessed_on>("assessed_on"),
            with<&OrganisationBasis::contract>("contract"),
        });
    record<RetentionRule>(
        module, "RetentionRule",
        "From which event, how long, and what happens then: for a purpose, a category of data, or the "
        "person.",
        {
            need<&RetentionRule::purpose>("purpose", "empty: whatever the purpose"),
            need<&RetentionRule::from>("from_"),
            need<&RetentionRule::period>("period"),
            need<&RetentionRule::action>("action"),
            with<&RetentionRule::category>("category", "what erase_category erases"),
            with<&RetentionRule::sector>("sector", "only people of organisations of that sector"),
            with<&RetentionRule::source>("source", "only people whose data came from there"),
            with<&RetentionRule::proof_kept>("proof_kept",
                                             "how long proof of consent outlives an erasure (GDPR 17(3)(e))"),
        });
    record<Policy>(module, "Policy",
                   "Everything that is decided by people before the first message: lawful.toml.",
                   {
                       need<&Policy::controller>("controller"),
                       with<&Policy::local_part_case>("local_part_case"),
                       with<&Policy::purposes>("purposes"),
                       with<&Policy::notices>("notices"),
                       with<&Policy::organisation_bases>("organisation_bases"),
                       with<&Policy::retention>("retention"),
                   });
    record<NoticeText>(module, "NoticeText", "A notice's text, to be stored beside the policy.",
                       {
                           need<&NoticeText::sha256>("sha256"),
                           need<&NoticeText::text>("text"),
                       });
    record<PolicyFile>(module, "PolicyFile", "A policy as read from disk, with the notice texts it names.",
                       {
                           need<&PolicyFile::policy>("policy"),
                           with<&PolicyFile::texts>("texts"),
                       });
    record<LintFinding>(module, "LintFinding", "What no lawyer would pass. A blocking finding stops apply.",
                        {
                            need<&LintFinding::code>("code"),
                            with<&LintFinding::article>("article"),
                            with<&LintFinding::where>("where", "e.g. purposes.partner-newsletter"),
                            with<&LintFinding::message>("message"),
                            with<&LintFinding::blocking>("blocking"),
                        });
    record<PolicyChange>(module, "PolicyChange", "What apply did, or would do.",
                         {
                             with<&PolicyChange::changed>("changed"),
                             with<&PolicyChange::differences>("differences", "one line each, for people"),
                             with<&PolicyChange::findings>("findings"),
                         });
    module.def("read_policy", [](const py::object& file) {
        return read_policy(argument<std::filesystem::path>(file, "file"));
    });
    module.def("lint", [](const py::object& policy) { return lint(argument<Policy>(policy, "policy")); });
}

}  // namespace lawful::python
