// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/zone.hpp"
#include "rules/state.hpp"

#include <lawful/decision.hpp>
#include <lawful/policy.hpp>

/// Between SQL and law: everything a decision reads, and nothing else.
namespace lawful::rules {

/// The same person as a holder, under another id.
struct MemberFacts {
    RecipientId id;
    SubjectState state;
};

/// A present holder of the asked address, with the organisation they work for.
struct HolderFacts {
    RecipientId id;
    Day from{};
    SubjectState state;
    std::optional<SubjectState> organisation;
    std::vector<MemberFacts> merged{};
};

/// Somebody else whose denial counts: a present holder, or the address itself, of an address with
/// the same loose key. Only their own consent, naming one of `addresses`, lifts their denial.
struct RelatedFacts {
    SubjectState state;
    std::vector<AddressId> addresses;
};

/// A matching entry of the deny list.
struct SuppressionFact {
    std::vector<std::string> purposes;  ///< none: all
    Instant occurred{};
    EventIndex index = 0;
    std::optional<RecipientId> of{};  ///< of another address of that person, who is merged with a holder
};

struct Facts {
    Instant now{};                      ///< the instant asked about
    const Policy* policy = nullptr;
    const Purpose* purpose = nullptr;
    const Zone* zone = nullptr;         ///< of the controller
    const std::vector<NationalRow>* rows = nullptr;
    Channel channel = Channel::email;

    std::optional<AddressId> address_id;  ///< none: nothing is recorded for the address
    SubjectState address;
    std::optional<SubjectState> organisation;  ///< of a role address
    std::vector<HolderFacts> holders;     ///< present ones only
    std::vector<RelatedFacts> related;
    std::vector<SuppressionFact> suppressions;
    std::optional<EventIndex> erased;     ///< somebody's facts of then were destroyed by that event
    bool journal_lost = false;            ///< denials may be missing (GDPR 5(2))
    std::optional<Instant> holders_change;  ///< when a recorded day changes who holds the address
};

/// The answer, without `ledger_size`. Pure.
[[nodiscard]] Decision decide(const Facts& facts);

/// The answer for an address that is none (RFC 5321, E.164): an item of its own in `screen`.
[[nodiscard]] Decision invalid_address();

/// The answer at dispatch: obligations not in `fulfilled` block. Pure.
[[nodiscard]] Decision decide_release(const Facts& facts, std::span<const std::string> fulfilled);

}  // namespace lawful::rules
