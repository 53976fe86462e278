// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"

#include <lawful/events.hpp>

/// What all events of one subject add up to: the fold's result, and all that the rules read of it.
/// It holds ids, codes and times; no name, no address, no free text.
namespace lawful::rules {

/// `erased`: all of a purpose was erased. `expired`: its retention ended, and it is kept without use.
enum class DenialKind : std::uint8_t { refused = 1, withdrawn, erased, expired };

/// All refusals, or all withdrawals, of one scope. The latest event time and the latest index may
/// come from different events: a consent must be later than both.
struct Denial {
    DenialKind kind = DenialKind::refused;
    std::optional<std::string> purpose;
    std::optional<Channel> channel;
    Instant occurred{};
    EventIndex index = 0;
    EventIndex first = 0;             ///< the earliest of them: no basis declared after it replaces consent

    bool operator==(const Denial&) const = default;
};

struct Objection {
    ObjectionKind kind = ObjectionKind::direct_marketing;
    std::optional<std::string> purpose;
    std::optional<Channel> channel;
    Instant occurred{};
    EventIndex index = 0;
    std::optional<ObjectionOutcome> outcome;

    bool operator==(const Objection&) const = default;
};

struct Consent {
    std::string purpose;
    Channel channel = Channel::email;
    std::vector<AddressId> addresses;
    Instant occurred{};
    EventIndex index = 0;
    bool renewed = false;
    bool imported = false;
    bool demonstrable = false;        ///< who, when, how and which text are on file (GDPR 7(1))
    bool specific = true;
    bool explicit_consent = false;
    ConsentMethod method = ConsentMethod::unknown;
    GivenBy given_by = GivenBy::subject;
    std::optional<Instant> confirmed;
    std::optional<EventIndex> invalidated;

    bool operator==(const Consent&) const = default;
};

struct Request {
    std::string purpose;
    Channel channel = Channel::email;
    Instant occurred{};
    EventIndex index = 0;

    bool operator==(const Request&) const = default;
};

struct BasisFact {
    std::string purpose;
    Basis basis = Basis::legitimate_interest;
    bool provision = false;           ///< the law is cited
    bool assessment = false;          ///< the balancing test is on file
    std::optional<Day> assessed_on;
    bool contract = false;
    Instant occurred{};
    EventIndex index = 0;

    bool operator==(const BasisFact&) const = default;
};

struct GroundFact {
    GroundKind kind = GroundKind::soft_opt_in;
    std::vector<std::string> purposes;  ///< none: every purpose
    bool evidenced = false;             ///< the evidence its kind asks for is on file
    Instant occurred{};
    EventIndex index = 0;

    bool operator==(const GroundFact&) const = default;
};

struct Restriction {
    RestrictionGround ground = RestrictionGround::accuracy;
    Instant occurred{};
    EventIndex index = 0;

    bool operator==(const Restriction&) const = default;
};

struct InformedFact {
    InformationDuty duty = InformationDuty::art14;
    std::string purpose;
    std::optional<NoticeRef> notice;
    Instant occurred{};
    EventIndex index = 0;

    bool operator==(const InformedFact&) const = default;
};

/// The end of a consent, a basis or a holding, for retention (GDPR 5(1)(e)).
struct Ended {
    RetentionStart what = RetentionStart::consent_ended;
    std::string purpose;              ///< empty: any
    Instant occurred{};

    bool operator==(const Ended&) const = default;
};

/// A legal hold that was not released.
struct HoldFact {
    std::string purpose;              ///< of a hold on the registry
    Instant occurred{};
    EventIndex index = 0;

    bool operator==(const HoldFact&) const = default;
};

/// A part was erased: answers of before can no longer be known.
struct ErasedPart {
    std::string purpose;              ///< empty: of every purpose
    Instant occurred{};
    EventIndex tombstone = 0;

    bool operator==(const ErasedPart&) const = default;
};

/// Somebody looked whether it is still needed.
struct ReviewFact {
    std::string purpose;
    Instant occurred{};

    bool operator==(const ReviewFact&) const = default;
};

/// The same person under another id.
struct MergeFact {
    RecipientId with;
    Instant occurred{};
    EventIndex index = 0;

    bool operator==(const MergeFact&) const = default;
};

/// A request of a person for a right of theirs (GDPR 12 to 22), open or closed.
struct RightsFact {
    RequestType type = RequestType::access;
    Day received{};
    std::optional<Day> asked;         ///< for proof of identity
    std::optional<Day> verified;
    std::optional<Day> extended;      ///< when the person was told
    std::optional<Day> closed;
    std::optional<RequestOutcome> outcome;
    EventIndex index = 0;

    bool operator==(const RightsFact&) const = default;
};

struct PersonFacts {
    std::string country;
    std::optional<OrganisationId> organisation;
    SourceKind source = SourceKind::third_party;
    Day obtained{};
    std::string collected_for;
    std::string art14_exemption;
    bool exemption_reasoned = false;
    bool age_recorded = false;
    std::optional<Day> born;          ///< never in the stored form: read from the sealed profile
    bool under_guardianship = false;
    bool employee = false;

    bool operator==(const PersonFacts&) const = default;
};

struct OrganisationFacts {
    std::string country;
    bool legal_person = true;
    bool public_authority = false;
    std::string sector;

    bool operator==(const OrganisationFacts&) const = default;
};

/// A message reserved and not yet reported.
struct OpenRelease {
    EventIndex index = 0;
    std::string purpose;
    Channel channel = Channel::email;
    std::vector<std::string> fulfilled;

    bool operator==(const OpenRelease&) const = default;
};

struct AddressFacts {
    Medium medium = Medium::email;
    AddressKind kind = AddressKind::personal;
    std::optional<OrganisationId> organisation;
    SourceKind source = SourceKind::subject;
    std::vector<OpenRelease> open_releases;
    std::optional<Instant> first_delivered;
    std::optional<Instant> last_delivered;

    bool operator==(const AddressFacts&) const = default;
};

struct SubjectState {
    std::optional<PersonFacts> person;
    std::optional<OrganisationFacts> organisation;
    std::optional<AddressFacts> address;
    Instant added{};                  ///< when the subject came to be known
    std::vector<Denial> denials;
    std::vector<Objection> objections;
    std::vector<Consent> consents;
    std::vector<Request> requests;
    std::vector<BasisFact> bases;
    std::vector<GroundFact> grounds;
    std::vector<Restriction> restrictions;
    std::vector<InformedFact> informed;
    std::vector<Ended> ended;
    std::vector<HoldFact> holds;
    std::vector<ErasedPart> parts;
    std::vector<ReviewFact> reviews;
    std::vector<MergeFact> merges;    ///< those not undone
    std::vector<RightsFact> rights;
    std::optional<Instant> disclosed; ///< to somebody else, for the first time (GDPR 14(3)(c))
    std::optional<EventIndex> erased; ///< the tombstone

    bool operator==(const SubjectState&) const = default;
};

/// The fold's step: pure, and the only way a state changes.
void apply(SubjectState& state, EventIndex index, const Event& event);

/// Stored form (packed), and its strict inverse. `born` is left out.
[[nodiscard]] Bytes encode_state(const SubjectState& state);
[[nodiscard]] SubjectState decode_state(ByteView bytes);

/// True when the proof that GDPR 7(1) asks for is in the event: who, when, how, and which text.
[[nodiscard]] bool is_demonstrable(const ConsentGiven& consent);

}  // namespace lawful::rules
