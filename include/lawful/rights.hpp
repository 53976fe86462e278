// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lawful/id.hpp>
#include <lawful/records.hpp>
#include <lawful/terms.hpp>
#include <lawful/time.hpp>

/// What people ask for and are told (GDPR 12 to 22), and until when.
namespace lawful {

// ---- deadlines ----------------------------------------------------------------------------------

/// By Regulation (EEC, Euratom) 1182/71: the day of receipt does not count (art. 3(1)); a month ends on
/// the day with the same number, or on the last one (3(2)(c)); an end on a Saturday, Sunday or public
/// holiday is that of the next working day (3(4)). The calendar days are the safe targets, the others
/// the last lawful ones.
struct Deadlines {
    Day calendar_1m{};
    Day due_1m{};
    Day calendar_3m{};
    Day due_3m_if_extended{};         ///< three months from receipt, with a reason
    Day extension_notice_due{};       ///< the person is told of an extension by then

    bool operator==(const Deadlines&) const = default;
};

/// `country`: of the controller, ISO 3166-1 alpha-2. Where no holidays are on file weekends alone
/// count, which is never too late. Throws `invalid_text` for a day that is none.
[[nodiscard]] Deadlines request_deadlines(Day received, std::string_view country);

/// Nationwide, in NL (Algemene termijnenwet 3), BE (KB 18 April 1974), DE (the nine of every Land) and
/// FR (Code du travail L3133-1); false elsewhere. Those that fall on a Sunday every year are left out.
[[nodiscard]] bool is_public_holiday(Day day, std::string_view country);

// ---- requests: events of a person, or of an address that nobody is known to read --------------------
// A day is in the controller's time zone, never to come; left out, it is today.

/// GDPR 15, 16, 17, 18, 20, 21, 22, and 13 or 14.
enum class RequestType : std::uint8_t {
    access = 1, rectification, erasure, restriction, portability, objection, automated_decision, information
};
LAWFUL_TERMS(RequestType, "access", "rectification", "erasure", "restriction", "portability", "objection",
             "automated_decision", "information");

/// How it came in.
enum class RequestRoute : std::uint8_t { web_form = 1, email, post, phone, in_person, other };
LAWFUL_TERMS(RequestRoute, "web_form", "email", "post", "phone", "in_person", "other");

/// `refused` is said by `RequestRefused` alone; `withdrawn` is the person's own word.
enum class RequestOutcome : std::uint8_t { fulfilled = 1, partly_fulfilled, withdrawn, refused };
LAWFUL_TERMS(RequestOutcome, "fulfilled", "partly_fulfilled", "withdrawn", "refused");

/// One that objects is an objection from the day of receipt: an `Objected` is recorded with it (GDPR 21),
/// and nothing that happens to the request ends that.
struct RequestOpened {
    RequestType type = RequestType::access;
    Day received{};
    RequestRoute how = RequestRoute::other;
    std::string reference{};          ///< the controller's own; names nobody
    std::optional<std::string> purpose{};  ///< of an objection; none: every purpose
    std::optional<Channel> channel{};      ///< of an objection; none: every channel
    std::optional<ObjectionKind> kind{};   ///< of an objection

    bool operator==(const RequestOpened&) const = default;
};

/// GDPR 12(6): asked for proof of identity. The clock stands still until the person gave it.
struct RequestIdentityAsked {
    EventIndex request = 0;
    Day on{};
    std::string how{};                ///< what was asked for

    bool operator==(const RequestIdentityAsked&) const = default;
};

struct RequestIdentityVerified {
    EventIndex request = 0;
    Day on{};
    std::string how{};                ///< how it was established

    bool operator==(const RequestIdentityVerified&) const = default;
};

/// GDPR 12(3): two months more, when the person was told within the first.
struct RequestExtended {
    EventIndex request = 0;
    Day told_on{};
    std::string reason{};

    bool operator==(const RequestExtended&) const = default;
};

/// GDPR 12(4): no action is taken, and the person is told why and what can be done about it.
struct RequestRefused {
    EventIndex request = 0;
    std::string reason{};
    std::string complaint{};          ///< with which supervisory authority
    std::string remedy{};             ///< at which court
    Day told_on{};

    bool operator==(const RequestRefused&) const = default;
};

struct RequestClosed {
    EventIndex request = 0;
    RequestOutcome outcome = RequestOutcome::fulfilled;
    Day on{};

    bool operator==(const RequestClosed&) const = default;
};

// ---- what the controller must do, and by when ------------------------------------------------------

/// A request and where it stands.
struct RightsRequest {
    EventIndex request = 0;           ///< the event that opened it
    Subject subject{};
    RequestType type = RequestType::access;
    Day received{};
    RequestRoute how = RequestRoute::other;
    std::string reference{};
    std::optional<Day> identity_asked{};
    std::optional<Day> identity_verified{};
    std::optional<Day> extended{};    ///< when the person was told
    std::optional<Day> closed{};
    std::optional<RequestOutcome> outcome{};
    std::optional<Day> due{};         ///< the last lawful day; none while proof of identity is awaited
    bool overdue = false;             ///< open after that day, or closed after it
};

/// GDPR 14(3)(a) to (c): what came first.
enum class InformationTrigger : std::uint8_t { month = 1, first_message, first_disclosure };
LAWFUL_TERMS(InformationTrigger, "month", "first_message", "first_disclosure");

/// Somebody whose data came from elsewhere and who was not told (GDPR 14).
struct InformationDue {
    RecipientId recipient{};
    std::vector<std::string> addresses{};  ///< masked
    std::string language{};
    std::string country{};
    SourceKind source = SourceKind::third_party;
    Day obtained{};
    Day due{};                        ///< the last lawful day
    InformationTrigger because = InformationTrigger::month;
    bool overdue = false;
    bool exemption_undocumented = false;  ///< 14(5) is claimed, and no reason is on file
};

/// A consent whose time is nearly over, or is.
struct AgeingConsent {
    Subject subject{};                ///< a person, a role address or an organisation
    EventIndex consent = 0;
    std::string purpose{};
    Channel channel = Channel::email;
    Day given{};
    std::optional<Day> last_day{};    ///< the last on which it counts, by the purpose's validity
    std::optional<Day> refresh_by{};  ///< wants renewal after it, by the refresh interval
    bool expired = false;
    bool refresh_due = false;
};

/// Who of the registry a breach touches: whoever fits all that is given; without anything everybody.
struct BreachSelection {
    std::optional<OrganisationId> organisation{};  ///< its people, and its addresses without a reader
    std::string purpose{};            ///< something is recorded of them for it, or for every purpose
    std::optional<Instant> since{};   ///< something was recorded of them, or of an address of theirs, since
};

struct AffectedPerson {
    RecipientId recipient{};
    std::vector<std::string> addresses{};  ///< masked
    std::vector<DataCategory> categories{};
    std::string country{};            ///< the person's, or the organisation's; empty: unknown
    std::string language{};
};

struct AffectedCounts {
    std::uint64_t people = 0;
    std::uint64_t addresses = 0;      ///< of these people, shared ones once for each
    std::uint64_t unread_addresses = 0;   ///< that nobody is known to read: role addresses and others
    std::map<DataCategory, std::uint64_t> categories{};  ///< people
    std::map<std::string, std::uint64_t> countries{};    ///< people
};

/// Which duties a list has.
struct DutyFilter {
    std::optional<Day> due_by{};      ///< open, and due by then
    std::optional<std::int32_t> due_within{};  ///< the same: within so many days from today
    bool closed = false;              ///< closed requests too
};

struct Releases;
class Registry;

/// Lists of duties, each from one state of the registry. Every member throws `policy_missing` and what
/// reading throws. Who was erased is left out.
class Duties {
public:
    /// The registry must outlive this.
    explicit Duties(Registry& registry) : registry_(&registry) {}

    /// GDPR 12(3): what is due first comes first, then what waits for proof of identity.
    void requests(const std::function<void(const RightsRequest&)>& each, const DutyFilter& filter = {}) const;

    /// GDPR 14(3): who must still be told where their data came from; what is due first comes first.
    void information(const std::function<void(const InformationDue&)>& each, const DutyFilter& filter = {}) const;

    /// The same people, one readable address each, released for a notice of that purpose, whose content is
    /// `legal_notice` (else `invalid_record`). Reported delivered, it counts as given. Who has one released and
    /// not reported is passed over. Where the purpose rests on a legal obligation that is declared: GDPR 14.
    [[nodiscard]] Releases release_notices(std::string_view purpose, Channel channel,
                                           const std::vector<std::string>& fulfilled, const DutyFilter& filter = {});

    /// Consents that expire, or want renewal, within so many days; what has, too.
    void ageing(const std::function<void(const AgeingConsent&)>& each, std::int32_t within_days) const;

    /// GDPR 33(3)(a), 34: whom a breach touches, in flat memory. Throws `unknown_purpose`, `unknown_id`.
    AffectedCounts affected(const BreachSelection& selection,
                            const std::function<void(const AffectedPerson&)>& each) const;

private:
    Registry* registry_;
};

}  // namespace lawful
