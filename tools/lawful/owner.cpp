// SPDX-License-Identifier: Apache-2.0
#include "owner.hpp"

#include <algorithm>

#include <lawful/error.hpp>

namespace lawful::tool {
namespace {

/// Under every id.
void add_person(const Registry& registry, RecipientId who, std::vector<Subject>& subjects) {
    const auto add = [&](const Subject& person) {
        if (std::find(subjects.begin(), subjects.end(), person) == subjects.end()) subjects.push_back(person);
    };
    add(who);
    for (const auto& other : registry.show(who).merged) add(other);
}

}  // namespace

std::vector<Subject> subjects_of(const Registry& registry, const Target& target, Medium medium) {
    std::vector<Subject> subjects;
    if (const auto* person = std::get_if<RecipientId>(&target)) {
        add_person(registry, *person, subjects);
        return subjects;
    }
    if (const auto* organisation = std::get_if<OrganisationId>(&target)) return {*organisation};
    const auto address = find_address(registry, target, medium);
    if (!address) throw Error(ErrorCode::unknown_id, "no such address in this registry");
    subjects.emplace_back(*address);
    for (const auto& holding : registry.show(*address).holders) {
        add_person(registry, holding.recipient, subjects);
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
