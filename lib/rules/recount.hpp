// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "rules/facts.hpp"

/// Decides again from events alone, as an auditor does who has no registry.
namespace lawful::rules {

/// Somebody erased since, whose holding of an address is all that is left.
struct ErasedHolder {
    AddressId address{};
    RecipientId recipient{};
    Day from{};
    std::optional<Day> until{};

    bool operator==(const ErasedHolder&) const = default;
};

/// An entry of the deny list that matches another address of a person who is merged with others.
struct MergedSuppression {
    RecipientId recipient{};
    EventIndex event = 0;

    bool operator==(const MergedSuppression&) const = default;
};

/// What was asked, and what the registry found by keyed hashes: events do not tell it.
struct Asked {
    std::string purpose{};
    Channel channel = Channel::email;
    Instant at{};
    std::uint64_t size = 0;                   ///< events known then
    std::optional<AddressId> address{};       ///< none: nobody knows the address
    std::vector<AddressId> related{};         ///< other spellings of it
    std::vector<EventIndex> suppressions{};   ///< entries of the deny list that match it
    std::optional<std::vector<MergedSuppression>> merged_suppressions{};
    std::vector<ErasedHolder> erased_holders{};
    std::optional<EventIndex> erased{};       ///< as in `Facts`
    bool journal_lost = false;

    bool operator==(const Asked&) const = default;
};

/// The answer, with its `ledger_size`. `events` are in order; those of everybody concerned, and the
/// registry's. Pure. Throws `invalid_record` when something the answer needs is not among them.
[[nodiscard]] Decision decide_again(std::span<const RecordedEvent> events, const Asked& asked);

}  // namespace lawful::rules
