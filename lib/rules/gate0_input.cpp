// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/gates.hpp"

namespace lawful::rules {

bool gate0_purpose(const Facts& facts, Answer& answer) {
    if (facts.purpose) {
        const auto& channels = facts.purpose->channels;
        const auto found = std::find(channels.begin(), channels.end(), facts.channel);
        if (found != channels.end()) return true;
    }
    answer.add("G0-2", "E_PURPOSE_UNREGISTERED", Effect::block);
    return false;
}

void gate0_jurisdiction(const View& view, Answer& answer) {
    if (view.country().empty()) answer.add("G0-3", "W_JURISDICTION_UNKNOWN", Effect::warn);
}

}  // namespace lawful::rules
