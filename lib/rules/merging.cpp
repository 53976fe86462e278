// SPDX-License-Identifier: Apache-2.0
#include "rules/merging.hpp"

#include <map>

namespace lawful::rules {

/// Of several ways from one to the other, the one that was whole first.
std::optional<EventIndex> merged_by(std::span<const Linked> group, RecipientId one, RecipientId other) {
    std::map<RecipientId, EventIndex> since{{one, 0}};
    for (bool grows = true; grows;) {
        grows = false;
        for (const auto& member : group) {
            const auto here = since.find(member.id);
            if (here == since.end()) continue;
            for (const auto& link : member.state->merges) {
                const auto whole = std::max(here->second, link.index);
                const auto [there, fresh] = since.try_emplace(link.with, whole);
                if (!fresh && there->second <= whole) continue;
                there->second = whole;
                grows = true;
            }
        }
    }
    const auto found = since.find(other);
    return found == since.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Voice> voices_for(std::span<const Linked> group, RecipientId denier) {
    std::vector<Voice> voices;
    for (const auto& member : group) {
        if (member.id == denier) {
            voices.push_back({member.state, 0});
        } else if (const auto merged = merged_by(group, denier, member.id)) {
            voices.push_back({member.state, *merged + 1});
        }
    }
    return voices;
}

SubjectState with_consents(const SubjectState& denying, std::span<const Voice> voices) {
    auto state = denying;
    state.consents.clear();
    for (const auto& voice : voices) {
        for (const auto& consent : voice.state->consents) {
            if (consent.index >= voice.from) state.consents.push_back(consent);
        }
    }
    return state;
}

}  // namespace lawful::rules
