// SPDX-License-Identifier: Apache-2.0
#include "registry/properties/memory.hpp"

#include <algorithm>

namespace properties {

void Memory::unmerge(lawful::RecipientId one, lawful::RecipientId other) {
    std::erase_if(links_, [&](const Link& link) {
        return (link.one == one && link.other == other) || (link.one == other && link.other == one);
    });
}

Memory::People Memory::group(lawful::RecipientId who, Step before) const {
    People members{who};
    const auto add = [&](lawful::RecipientId one) {
        if (std::find(members.begin(), members.end(), one) == members.end()) members.push_back(one);
    };
    for (std::size_t i = 0; i < members.size(); ++i) {
        for (const auto& link : links_) {
            if (link.step >= before) continue;
            if (link.one == members[i]) add(link.other);
            else if (link.other == members[i]) add(link.one);
        }
    }
    return members;
}

bool Memory::is_denied_by(const People& some, std::size_t address, std::size_t purpose) const {
    return std::any_of(some.begin(), some.end(),
                       [&](const auto& who) { return has_said_no(who, address, purpose); });
}

bool Memory::has_said_no(lawful::RecipientId who, std::size_t address, std::size_t purpose) const {
    return std::any_of(nos_.begin(), nos_.end(), [&](const No& no) {
        return no.who == who && no.purposes.contains(purpose) && !came_back(who, no.step, address, purpose);
    });
}

bool Memory::came_back(lawful::RecipientId denier, Step after, std::size_t address, std::size_t purpose) const {
    return std::any_of(yeses_.begin(), yeses_.end(), [&](const Yes& yes) {
        if (yes.step <= after || yes.address != address || yes.purpose != purpose) return false;
        const auto members = group(denier, yes.step);
        return std::find(members.begin(), members.end(), yes.who) != members.end();
    });
}

}  // namespace properties
