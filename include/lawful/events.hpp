// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <lawful/id.hpp>
#include <lawful/policy.hpp>
#include <lawful/records.hpp>
#include <lawful/terms.hpp>
#include <lawful/time.hpp>

/// Everything that can happen. One struct a kind; `Registry::record` takes them.
namespace lawful {

/// Whose event it is.
enum class SubjectKind : std::uint8_t { registry = 1, organisation, recipient, address };
LAWFUL_TERMS(SubjectKind, "registry", "organisation", "recipient", "address");

struct Subject {
    SubjectKind kind = SubjectKind::registry;
    std::array<std::uint8_t, 16> id{};

    Subject() = default;
    Subject(RegistryId registry) : kind(SubjectKind::registry), id(registry.bytes) {}
    Subject(OrganisationId organisation) : kind(SubjectKind::organisation), id(organisation.bytes) {}
    Subject(RecipientId recipient) : kind(SubjectKind::recipient), id(recipient.bytes) {}
    Subject(AddressId address) : kind(SubjectKind::address), id(address.bytes) {}

    // NOLINTNEXTLINE(modernize-use-nullptr): as for Id.
    auto operator<=>(const Subject&) const = default;
};

// ---- who there is -------------------------------------------------------------------------------

struct OrganisationAdded : Organisation { bool operator==(const OrganisationAdded&) const = default; };
struct OrganisationChanged : Organisation { bool operator==(const OrganisationChanged&) const = default; };
struct RecipientAdded : Recipient { bool operator==(const RecipientAdded&) const = default; };
struct RecipientChanged : Recipient { bool operator==(const RecipientChanged&) const = default; };
struct AddressAdded : Address { bool operator==(const AddressAdded&) const = default; };

/// The text cannot change: another text is another address.
struct AddressChanged {
    AddressKind kind = AddressKind::personal;
    std::optional<OrganisationId> organisation{};
    SourceKind source = SourceKind::subject;

    bool operator==(const AddressChanged&) const = default;
};

/// Subject: the person who reads the address, from a day on. Said of a day before a holding of theirs,
/// it brings that one's first day forward.
struct HolderAdded {
    AddressId address{};
    Day from{};

    bool operator==(const HolderAdded&) const = default;
};

/// Subject: the person who reads it no longer; the day is the first without.
struct HolderEnded {
    AddressId address{};
    Day until{};

    bool operator==(const HolderEnded&) const = default;
};

// ---- consent (GDPR 6(1)(a), 7) ------------------------------------------------------------------

/// Subject: a person, a role address or its organisation.
struct ConsentRequested {
    std::string purpose{};
    Channel channel = Channel::email;

    bool operator==(const ConsentRequested&) const = default;
};

/// Who, when, how, and which text (GDPR 7(1), EDPB 05/2020 par. 108). Without notice, method or
/// evidence it is recorded, and does not allow.
struct ConsentGiven {
    std::string purpose{};
    Channel channel = Channel::email;
    std::vector<AddressId> addresses{};  ///< the addresses it reaches
    std::optional<NoticeRef> notice{};
    std::string notice_sha256{};       ///< filled in by the registry from the declared notice
    ConsentMethod method = ConsentMethod::unknown;
    GivenBy given_by = GivenBy::subject;
    std::string evidence{};            ///< where the proof is kept
    bool explicit_consent = false;     ///< GDPR 9(2)(a)
    bool specific = true;              ///< its own control, the controller named (recital 43)

    bool operator==(const ConsentGiven&) const = default;
};

/// Given again, with the same proof as a first time (EDPB 05/2020 par. 110).
struct ConsentRenewed : ConsentGiven { bool operator==(const ConsentRenewed&) const = default; };

/// The second half of a double opt-in.
struct ConsentConfirmed {
    std::string purpose{};
    Channel channel = Channel::email;
    std::vector<AddressId> addresses{};
    std::string evidence{};

    bool operator==(const ConsentConfirmed&) const = default;
};

/// The denials: no purpose means every purpose, no channel every channel. Subject: a person, an
/// address or an organisation.
struct ConsentRefused {
    std::optional<std::string> purpose{};
    std::optional<Channel> channel{};

    bool operator==(const ConsentRefused&) const = default;
};

/// GDPR 7(3).
struct ConsentWithdrawn {
    std::optional<std::string> purpose{};
    std::optional<Channel> channel{};

    bool operator==(const ConsentWithdrawn&) const = default;
};

/// Found not to be consent after all; names the event.
struct ConsentInvalidated {
    EventIndex consent = 0;
    std::string reason{};

    bool operator==(const ConsentInvalidated&) const = default;
};

// ---- objection and restriction (GDPR 21, 18) ----------------------------------------------------

/// GDPR 21(1), 21(2). A denial, with the same scope.
struct Objected {
    std::optional<std::string> purpose{};
    std::optional<Channel> channel{};
    ObjectionKind kind = ObjectionKind::direct_marketing;

    bool operator==(const Objected&) const = default;
};

/// Only an objection under 21(1) can end otherwise than by the person.
struct ObjectionResolved {
    EventIndex objection = 0;
    ObjectionOutcome outcome = ObjectionOutcome::upheld;
    std::string grounds{};

    bool operator==(const ObjectionResolved&) const = default;
};

/// GDPR 18(1).
struct Restricted {
    RestrictionGround ground = RestrictionGround::accuracy;

    bool operator==(const Restricted&) const = default;
};

/// GDPR 18(3): the person is told before.
struct RestrictionLifted {
    Day informed_on{};
    std::string reason{};

    bool operator==(const RestrictionLifted&) const = default;
};

// ---- other bases, grounds and information -------------------------------------------------------

/// Subject: a person or an organisation (GDPR 6(1)(b) to (f)). A contract of an organisation is a
/// basis for its role addresses only: its people are no party to it.
struct BasisDeclared {
    std::string purpose{};
    Basis basis = Basis::legitimate_interest;
    std::string provision{};          ///< (c), (e): the law (GDPR 6(3))
    std::string assessment{};         ///< (f): reference of the balancing test
    std::optional<Day> assessed_on{};   ///< (f): its date
    std::string contract{};           ///< (b): reference of the contract

    bool operator==(const BasisDeclared&) const = default;
};

struct BasisEnded {
    std::string purpose{};
    Basis basis = Basis::legitimate_interest;

    bool operator==(const BasisEnded&) const = default;
};

/// Subject: an address, a person or an organisation. No purpose means every purpose.
struct GroundDeclared {
    GroundKind kind = GroundKind::soft_opt_in;
    std::vector<std::string> purposes{};
    std::string url{};                ///< `designated`: where it was published
    std::optional<Instant> captured{};  ///< and when seen
    std::string quote{};              ///< and what it said
    std::string evidence{};           ///< anything else: the sale, the collection form
    bool opt_out_at_collection = false;  ///< soft opt-in: offered then
    bool own_similar = false;            ///< soft opt-in: own similar product or fundraising
    bool in_sale = false;                ///< soft opt-in: in the context of a sale or donation

    bool operator==(const GroundDeclared&) const = default;
};

struct GroundEnded {
    GroundKind kind = GroundKind::soft_opt_in;

    bool operator==(const GroundEnded&) const = default;
};

/// A notice was given (GDPR 13, 14; 18(3)).
struct Informed {
    InformationDuty duty = InformationDuty::art14;
    std::optional<NoticeRef> notice{};
    std::string purpose{};            ///< whose notice
    std::string how{};

    bool operator==(const Informed&) const = default;
};

// ---- messages -----------------------------------------------------------------------------------

/// Subject: the address. Reserved for sending; `fulfilled` are obligation codes.
struct Released {
    std::string purpose{};
    Channel channel = Channel::email;
    std::vector<std::string> fulfilled{};

    bool operator==(const Released&) const = default;
};

struct Delivered {
    EventIndex release = 0;

    bool operator==(const Delivered&) const = default;
};

struct Failed {
    EventIndex release = 0;
    bool permanent = false;

    bool operator==(const Failed&) const = default;
};

// ---- the registry itself ------------------------------------------------------------------------

struct RegistryCreated {
    std::int64_t format = 1;

    bool operator==(const RegistryCreated&) const = default;
};

struct PolicyApplied {
    Policy policy{};

    bool operator==(const PolicyApplied&) const = default;
};

/// One dated rule of gate 3 (see lib/rules/national_rows.cpp), as recorded.
struct NationalRow {
    std::string id{};                 ///< `NL-1`
    std::string country{};            ///< ISO 3166-1 alpha-2; `EU`: where no national profile is;
                                      ///< empty: everywhere
    std::string when{};               ///< name of the condition
    std::string ground{};             ///< wire name of the ground the condition reads, or empty
    std::string audience{};           ///< any, natural, legal, consumer, professional
    std::vector<Channel> channels{};
    std::string effect{};             ///< wire name
    std::string code{};
    std::vector<std::string> lifts{};   ///< row ids
    std::string article{};
    std::optional<Day> valid_from{};
    std::optional<Day> valid_to{};    ///< exclusive

    bool operator==(const NationalRow&) const = default;
};

struct RowsAdopted {
    std::string version{};
    std::vector<NationalRow> rows{};

    bool operator==(const RowsAdopted&) const = default;
};

/// The clock ran backwards; recording time was held.
struct ClockHeld {
    Instant wall{};

    bool operator==(const ClockHeld&) const = default;
};

/// GDPR 21(3): a keyed hash that keeps an address from coming back. No purposes means all.
struct Suppressed {
    std::string loose_key{};          ///< base64 of the keyed hash
    std::int64_t epoch = 1;
    SuppressionReason reason = SuppressionReason::objection;
    std::vector<std::string> purposes{};

    bool operator==(const Suppressed&) const = default;
};

/// New keys seal and hash from here on.
struct KeysRotated {
    std::int64_t epoch = 0;

    bool operator==(const KeysRotated&) const = default;
};

/// GDPR 17: the tombstone. What it names can no longer be read by anyone; the leaves stay.
struct Erased {
    Subject subject{};                ///< whom: a person or an address
    std::vector<EventIndex> leaves{};   ///< the destroyed events, in the ledger's order
    ErasureGround ground = ErasureGround::unnecessary;

    bool operator==(const Erased&) const = default;
};

/// The controller accepts that denials may be missing; a new journal begins.
struct JournalLossAccepted {
    std::string journal{};            ///< id of the new journal

    bool operator==(const JournalLossAccepted&) const = default;
};

/// This file comes from a backup.
struct RegistryRestored {
    std::int64_t size = 0;            ///< the backup's events
    std::string root{};               ///< and its ledger's root, base64

    bool operator==(const RegistryRestored&) const = default;
};

/// The key that signs checkpoints from here on, as others know it. A later one is signed by the one
/// before it, which is destroyed.
struct SigningKeyAnnounced {
    std::string key{};                ///< a C2SP signed-note verifier key
    std::optional<std::string> signature{};  ///< by the key before it, base64; the first has none

    bool operator==(const SigningKeyAnnounced&) const = default;
};

using EventBody =
    std::variant<RegistryCreated, PolicyApplied, RowsAdopted, ClockHeld, Suppressed,
                 OrganisationAdded, OrganisationChanged, RecipientAdded, RecipientChanged,
                 AddressAdded, AddressChanged, HolderAdded, HolderEnded, ConsentRequested,
                 ConsentGiven, ConsentRenewed, ConsentConfirmed, ConsentRefused, ConsentWithdrawn,
                 ConsentInvalidated, Objected, ObjectionResolved, Restricted, RestrictionLifted,
                 BasisDeclared, BasisEnded, GroundDeclared, GroundEnded, Informed, Released,
                 Delivered, Failed, KeysRotated, Erased, JournalLossAccepted, RegistryRestored,
                 SigningKeyAnnounced>;

/// One thing that happened, as recorded.
struct Event {
    Subject subject{};
    Instant occurred{};
    Instant recorded{};               ///< never runs backwards
    Origin origin = Origin::direct;
    std::optional<EventIndex> cause{};  ///< `linked`: the event this one follows from
    EventBody body{};

    bool operator==(const Event&) const = default;
};

/// An event and its place in the ledger.
struct RecordedEvent {
    EventIndex index = 0;
    Event event{};
};

/// The kind's wire name: `consent_given`.
[[nodiscard]] std::string_view kind_of(const EventBody& body);

}  // namespace lawful
