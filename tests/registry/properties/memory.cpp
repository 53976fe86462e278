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
    People people{who};
    const auto add = [&](lawful::RecipientId one) {
        if (std::find(people.begin(), people.end(), one) == people.end()) people.push_back(one);
    };
    for (std::size_t i = 0; i < people.size(); ++i) {
        for (const auto& link : links_) {
            if (link.step >= before) continue;
            if (link.one == people[i]) add(link.other);
            else if (link.other == people[i]) add(link.one);
        }
    }
    return people;
}

bool Memory::has_said_no(lawful::RecipientId who, std::size_t address, std::size_t purpose) const {
    return std::any_of(nos_.begin(), nos_.end(), [&](const No& no) {
        return no.who == who && no.purposes.contains(purpose) && !came_back(who, no.step, address, purpose);
    });
}

bool Memory::came_back(lawful::RecipientId denier, Step after, std::size_t address, std::size_t purpose) const {
    return std::any_of(yeses_.begin(), yeses_.end(), [&](const Yes& yes) {
        if (yes.step <= after || yes.address != address || yes.purpose != purpose) return false;
        const auto people = group(denier, yes.step);
        return std::find(people.begin(), people.end(), yes.who) != people.end();
    });
}

}  // namespace properties
