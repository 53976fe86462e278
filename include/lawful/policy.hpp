// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <lawful/terms.hpp>
#include <lawful/time.hpp>

namespace lawful {

/// GDPR 4(7): who runs the registry and answers for it.
struct Controller {
    std::string name{};
    std::string postal_address{};
    std::string country{};            ///< ISO 3166-1 alpha-2
    std::string time_zone{};          ///< IANA name
    bool public_authority = false;    ///< GDPR 6(1) second subparagraph, recital 43
    std::string data_protection_officer{};  ///< contact, may be empty
    std::string stop_address{};       ///< where a stop request can be sent (ePD 13(4), Tw 11.7(7))

    bool operator==(const Controller&) const = default;
};

/// A text for people in one language (BCP 47).
struct LocalText {
    std::string language{};
    std::string text{};

    bool operator==(const LocalText&) const = default;
};

/// How to withdraw, compared with how to consent (GDPR 7(3)); read by lint only.
struct WithdrawalPath {
    std::int64_t steps = 1;
    std::int64_t consent_steps = 1;
    bool login = false;
    bool payment = false;
    bool same_channel = true;

    bool operator==(const WithdrawalPath&) const = default;
};

/// The unsubscribe handler (RFC 8058 3.1); read by lint only.
struct UnsubscribeHandler {
    bool login = false;
    bool get_changes_state = false;
    bool redirect = false;
    bool cookie = false;

    bool operator==(const UnsubscribeHandler&) const = default;
};

/// Why one writes. Declared before use (GDPR 5(1)(b)).
struct Purpose {
    std::string id{};                 ///< lower-case letters, digits and hyphens
    std::vector<LocalText> titles{};
    ContentClass content = ContentClass::commercial;
    std::vector<Basis> bases{};       ///< allowed bases; at least one
    std::vector<Channel> channels{};  ///< at least one
    std::optional<Period> validity{};         ///< consent ends at the end of its last day
    std::optional<Period> refresh_interval{};   ///< consent older than this wants renewal
    bool double_opt_in = false;       ///< consent over an electronic form counts once confirmed
    bool special_category = false;    ///< GDPR 9(1)
    std::string art9_condition{};     ///< e.g. `9(2)(h)`; empty: explicit consent is asked for
    bool criminal_data = false;       ///< GDPR 10
    std::string art10_authorisation{};  ///< the law that authorises it
    bool information_society_service = false;  ///< offered directly to a child (GDPR 8)
    bool help_service = false;        ///< free direct help or advice (UAVG 5(5))
    bool within_public_task = true;   ///< performance of the authority's tasks (GDPR 6(1))
    bool asks_consent = false;        ///< the message asks for marketing consent
    bool consent_conditional = false; ///< a service depends on this consent (GDPR 7(4)): lint
    std::string art18_exception{};    ///< GDPR 18(2): legal_claims, protect_person, public_interest
    std::optional<Day> scope_changed{}; ///< consent of before this day no longer covers the purpose
    std::vector<std::string> compatible_with{};  ///< collection purposes this one fits (GDPR 6(4))
    WithdrawalPath withdrawal{};
    UnsubscribeHandler unsubscribe{};

    bool operator==(const Purpose&) const = default;
};

/// The exact text shown, in one language and version (27560 `privacy_notice`).
struct Notice {
    std::string purpose{};
    std::string language{};
    std::string version{};
    std::string sha256{};             ///< of the text, 64 hexadecimal digits
    std::optional<Day> used_from{};
    std::vector<InformationDuty> covers{};  ///< `art13`, `art14` where the text is also that notice
    bool substantive_change = false;  ///< WP260 29-31: people must be told actively

    bool operator==(const Notice&) const = default;
};

/// Names one notice of one purpose.
struct NoticeRef {
    std::string language{};
    std::string version{};

    bool operator==(const NoticeRef&) const = default;
};

/// A basis that rests on an organisation, by its name (GDPR 6(1)(b), (c), (e), (f)).
struct OrganisationBasis {
    std::string organisation{};
    std::string purpose{};
    Basis basis = Basis::public_task;
    std::string provision{};          ///< Union or Member State law (GDPR 6(3))
    std::string assessment{};         ///< legitimate interest: the assessment's reference
    std::optional<Day> assessed_on{};
    std::string contract{};

    bool operator==(const OrganisationBasis&) const = default;
};

/// GDPR 5(1)(e).
enum class RetentionStart : std::uint8_t {
    created = 1, last_contact, last_message, consent_ended, basis_ended, holder_left, request_closed
};
LAWFUL_TERMS(RetentionStart, "created", "last_contact", "last_message", "consent_ended",
             "basis_ended", "holder_left", "request_closed");

enum class RetentionAction : std::uint8_t { review = 1, restriction, erase_purpose, erase_person, erase_category };
LAWFUL_TERMS(RetentionAction, "review", "restrict", "erase_purpose", "erase_person", "erase_category");

/// From which event, how long, and what happens then: for a purpose, a category of data, or the person.
struct RetentionRule {
    std::string purpose{};            ///< empty: whatever the purpose
    RetentionStart from = RetentionStart::created;
    Period period{};
    RetentionAction action = RetentionAction::review;
    std::optional<DataCategory> category{};  ///< what `erase_category` erases: messages, requests, disclosures
    std::string sector{};             ///< only people of organisations of that sector
    std::optional<SourceKind> source{};   ///< only people whose data came from there
    std::optional<Period> proof_kept{};   ///< how long proof of consent outlives an erasure (GDPR 17(3)(e))

    bool operator==(const RetentionRule&) const = default;
};

enum class LocalPartCase : std::uint8_t { fold = 1, strict };
LAWFUL_TERMS(LocalPartCase, "fold", "strict");

/// Everything that is decided by people before the first message: `lawful.toml`.
struct Policy {
    Controller controller{};
    LocalPartCase local_part_case = LocalPartCase::fold;
    std::vector<Purpose> purposes{};
    std::vector<Notice> notices{};
    std::vector<OrganisationBasis> organisation_bases{};
    std::vector<RetentionRule> retention{};

    bool operator==(const Policy&) const = default;
};

/// A notice's text, to be stored beside the policy.
struct NoticeText {
    std::string sha256{};
    std::string text{};
};

/// A policy as read from disk, with the notice texts it names.
struct PolicyFile {
    Policy policy{};
    std::vector<NoticeText> texts{};
};

/// Reads `lawful.toml` and the notice files beside it. Throws `invalid_policy` with line and column.
[[nodiscard]] PolicyFile read_policy(const std::filesystem::path& file);

/// What no lawyer would pass. A `blocking` finding stops `apply`.
struct LintFinding {
    std::string code{};
    std::string article{};
    std::string where{};              ///< e.g. `purposes.partner-newsletter`
    std::string message{};
    bool blocking = false;
};

/// Rules of stage `policy lint` over a policy.
[[nodiscard]] std::vector<LintFinding> lint(const Policy& policy);

/// What `apply` did, or would do.
struct PolicyChange {
    bool changed = false;
    std::vector<std::string> differences{};   ///< one line each, for people
    std::vector<LintFinding> findings{};
};

}  // namespace lawful
