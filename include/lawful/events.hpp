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
#include <lawful/registry_events.hpp>
#include <lawful/rights.hpp>
#include <lawful/terms.hpp>
#include <lawful/time.hpp>

/// Everything that can happen. One struct a kind; `Registry::record` takes them.
namespace lawful {

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

// ---- one person under two ids --------------------------------------------------------------------

/// Subject: a person who is the same as `with`; recorded of both by `Registry::merge`.
struct Merged {
    RecipientId with{};

    bool operator==(const Merged&) const = default;
};

/// It was a mistake; names the subject's own `Merged`. Recorded of both by `Registry::unmerge`.
struct MergeUndone {
    EventIndex merge = 0;

    bool operator==(const MergeUndone&) const = default;
};

// ---- disclosure, copies and legal holds ---------------------------------------------------------

/// Subject: a person whose data was given to somebody else, who is told of an erasure (GDPR 15(1)(c), 19).
struct Disclosed {
    std::string to{};                 ///< to whom
    std::vector<std::string> categories{};  ///< which data
    std::string purpose{};            ///< a declared one, or none

    bool operator==(const Disclosed&) const = default;
};

/// Subject: a person who was given their own copy (GDPR 15(3), 20); recorded by `Copies::access`.
struct CopyGiven {
    std::vector<std::string> files{};   ///< their names

    bool operator==(const CopyGiven&) const = default;
};

/// What is held is not erased (GDPR 17(3), 18(2)). Subject: a person, an organisation with all of its
/// people, or the registry with a purpose: everybody of whom it holds something for that purpose. Reason and
/// case name nobody.
struct LegalHoldPlaced {
    std::string purpose{};            ///< of a hold on the registry
    std::string reason{};
    std::string case_reference{};

    bool operator==(const LegalHoldPlaced&) const = default;
};

struct LegalHoldReleased {
    EventIndex hold = 0;
    std::string reason{};

    bool operator==(const LegalHoldReleased&) const = default;
};

// ---- retention (GDPR 5(1)(e), 17) ---------------------------------------------------------------

/// Subject: a person or an address of which a part was erased; follows from the tombstone. Of a purpose it
/// is a denial for it, which fresh consent ends.
struct PartErased {
    std::string purpose{};
    std::optional<DataCategory> category{};
    EventIndex tombstone = 0;

    bool operator==(const PartErased&) const = default;
};

/// Subject: a person or an address that nothing is sent to any longer, though it is kept. No purpose means
/// every purpose.
struct RetentionRestricted {
    std::optional<std::string> purpose{};

    bool operator==(const RetentionRestricted&) const = default;
};

/// Somebody looked whether the data is still needed: rules of action `review` begin anew.
struct RetentionReviewed {
    std::string purpose{};            ///< empty: those without one
    std::string reason{};             ///< why it is kept

    bool operator==(const RetentionReviewed&) const = default;
};

using EventBody =
    std::variant<RegistryCreated, PolicyApplied, RowsAdopted, ClockHeld, Suppressed,
                 OrganisationAdded, OrganisationChanged, RecipientAdded, RecipientChanged,
                 AddressAdded, AddressChanged, HolderAdded, HolderEnded, ConsentRequested,
                 ConsentGiven, ConsentRenewed, ConsentConfirmed, ConsentRefused, ConsentWithdrawn,
                 ConsentInvalidated, Objected, ObjectionResolved, Restricted, RestrictionLifted,
                 BasisDeclared, BasisEnded, GroundDeclared, GroundEnded, Informed, Released,
                 Delivered, Failed, KeysRotated, Erased, JournalLossAccepted, RegistryRestored,
                 SigningKeyAnnounced, Disclosed, CopyGiven, LegalHoldPlaced, LegalHoldReleased,
                 ProofRead, ProofDestroyed, PartErased, RetentionRestricted, RetentionReviewed,
                 Merged, MergeUndone,
                 RequestOpened, RequestIdentityAsked, RequestIdentityVerified, RequestExtended,
                 RequestRefused, RequestClosed>;

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

/// What happened, to be recorded with others.
struct Happened {
    Subject subject{};
    EventBody body{};
    std::optional<Instant> occurred{};   ///< none: now
};

/// An event and its place in the ledger.
struct RecordedEvent {
    EventIndex index = 0;
    Event event{};
};

/// The kind's wire name: `consent_given`.
[[nodiscard]] std::string_view kind_of(const EventBody& body);

}  // namespace lawful
