// SPDX-License-Identifier: Apache-2.0
#include "rules/information.hpp"

#include <algorithm>

namespace lawful::rules {

bool is_from_subject(SourceKind source) {
    return source == SourceKind::subject || source == SourceKind::own_customer;
}

bool was_informed(const SubjectState& person, InformationDuty duty) {
    return std::any_of(person.informed.begin(), person.informed.end(),
                       [&](const InformedFact& fact) { return fact.duty == duty; });
}

Art14Due art14_due(const SubjectState& person, const std::optional<Instant>& first_message, const Zone& zone) {
    const auto& facts = person.person.value();
    const auto obtained = facts.obtained.ok() ? zone.start_of(facts.obtained) : person.added;
    Art14Due due{zone.end_after(obtained, {.years = 0, .months = 1, .days = 0}), InformationTrigger::month};
    if (first_message && *first_message < due.due) due = {*first_message, InformationTrigger::first_message};
    if (person.disclosed && *person.disclosed < due.due) {
        due = {*person.disclosed, InformationTrigger::first_disclosure};
    }
    return due;
}

bool owes_art14(const SubjectState& person) {
    if (!person.person || is_from_subject(person.person->source)) return false;
    if (was_informed(person, InformationDuty::art14)) return false;
    return person.person->art14_exemption.empty() || !person.person->exemption_reasoned;
}

std::optional<Instant> first_message_since(const AddressFacts& address, Day since, const Zone& zone) {
    const auto is_theirs = [&](const std::optional<Instant>& sent) { return sent && zone.day_of(*sent) >= since; };
    if (is_theirs(address.first_delivered)) return address.first_delivered;
    if (is_theirs(address.last_delivered)) return zone.start_of(since);
    return std::nullopt;
}

}  // namespace lawful::rules
