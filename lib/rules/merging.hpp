// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "rules/view.hpp"

/// One person under several ids: linked by `merged`, each with a standing of its own.
namespace lawful::rules {

/// Whoever is merged with `first`, over any number of links, without `first`. `state_of(RecipientId)`
/// gives the standings.
template <class StateOf>
[[nodiscard]] std::vector<MemberFacts> merged_with(RecipientId first, const SubjectState& state,
                                                   StateOf state_of) {
    std::vector<MemberFacts> found;
    const auto follow = [&](const std::vector<MergeFact>& links) {
        for (const auto& link : links) {
            const bool known = link.with == first ||
                               std::any_of(found.begin(), found.end(),
                                           [&](const auto& one) { return one.id == link.with; });
            if (!known) found.push_back({link.with, state_of(link.with)});
        }
    };
    follow(state.merges);
    // NOLINTNEXTLINE(modernize-loop-convert): it grows meanwhile.
    for (std::size_t i = 0; i < found.size(); ++i) follow(std::vector(found[i].state.merges));
    return found;
}

struct Linked {
    RecipientId id;
    const SubjectState* state = nullptr;
};

/// The event that made one person of two of a group; none: nothing did.
[[nodiscard]] std::optional<EventIndex> merged_by(std::span<const Linked> group, RecipientId one,
                                                  RecipientId other);

/// Consents that may lift what `denier` denied: its own, and those that anybody of the group gave after
/// they were one. Nobody's consent from before a merge lifts another's denial.
[[nodiscard]] std::vector<Voice> voices_for(std::span<const Linked> group, RecipientId denier);

/// A standing with the consents of `voices` and no others: for a denial that only they lift.
[[nodiscard]] SubjectState with_consents(const SubjectState& denying, std::span<const Voice> voices);

}  // namespace lawful::rules
