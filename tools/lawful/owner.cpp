// SPDX-License-Identifier: Apache-2.0
#include "owner.hpp"

#include <algorithm>

#include <lawful/error.hpp>

namespace lawful::tool {

std::vector<Subject> subjects_of(const Registry& registry, const Target& target, Medium medium) {
    if (const auto* person = std::get_if<RecipientId>(&target)) return {*person};
    if (const auto* organisation = std::get_if<OrganisationId>(&target)) return {*organisation};
    const auto address = find_address(registry, target, medium);
    if (!address) throw Error(ErrorCode::unknown_id, "no such address in this registry");
    std::vector<Subject> subjects{*address};
    for (const auto& holding : registry.show(*address).holders) {
        const Subject person = holding.recipient;
        if (std::find(subjects.begin(), subjects.end(), person) == subjects.end()) {
            subjects.push_back(person);
        }
    }
    return subjects;
}

Subject owner_of(const Registry& registry, const Target& target, Medium medium, EventIndex event) {
    for (const auto& subject : subjects_of(registry, target, medium)) {
        const auto events = registry.events(subject);
        if (std::any_of(events.begin(), events.end(),
                        [event](const RecordedEvent& own) { return own.index == event; })) {
            return subject;
        }
    }
    throw Error(ErrorCode::unknown_id, "no such event of this address or of who reads it");
}

}  // namespace lawful::tool
