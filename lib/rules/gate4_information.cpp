// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/gates.hpp"
#include "rules/information.hpp"

namespace lawful::rules {
namespace {

/// To whom the view is of: a message to a reader of before is not theirs.
std::optional<Instant> first_message(const View& view) {
    for (const auto& holder : view.facts.holders) {
        if (&holder.state != view.person) continue;
        return first_message_since(*view.facts.address.address, holder.from, *view.facts.zone);
    }
    return view.facts.address.address->first_delivered;
}

void say_art14(const View& view, const PersonFacts& person, Answer& answer) {
    if (!person.art14_exemption.empty()) {
        if (person.exemption_reasoned) return;
        answer.add("G4-5", "E_ART14_EXEMPTION_UNDOCUMENTED", Effect::block);
    }
    if (was_informed(*view.person, InformationDuty::art14)) return;
    answer.add("G4-3", "E_ART14_FIRST_MESSAGE", Effect::obligation);
    const auto due = art14_due(*view.person, first_message(view), *view.facts.zone).due;
    answer.changes_at(due);
    if (due <= view.facts.now) answer.add("G4-2", "E_ART14_OVERDUE", Effect::breach, {due, {}});
}

/// GDPR 21(4): at the time of the first communication.
void say_right_to_object(const View& view, Answer& answer) {
    if (view.facts.address.address->first_delivered) return;
    if (is_marketing(view.purpose()) || rests_on_balance(view)) {
        answer.add("G4-4", "E_ART21_4", Effect::obligation);
    }
}

/// The day from which people must have been told of the latest substantive change.
std::optional<Day> changed_on(const View& view, Answer& answer) {
    std::optional<Day> latest;
    for (const auto& notice : view.facts.policy->notices) {
        if (notice.purpose != view.purpose().id || !notice.substantive_change ||
            !notice.used_from) {
            continue;
        }
        answer.changes_at(view.facts.zone->start_of(*notice.used_from));
        if (*notice.used_from > view.today()) continue;
        if (!latest || *latest < *notice.used_from) latest = notice.used_from;
    }
    return latest;
}

/// WP260 29-31: who knows an earlier text only must be told actively.
void say_notice_change(const View& view, Answer& answer) {
    const auto changed = changed_on(view, answer);
    if (!changed) return;
    const auto from = view.facts.zone->start_of(*changed);
    const auto& person = *view.person;
    if (person.added >= from) return;
    const auto tells = [&](const auto& fact) {
        return fact.purpose == view.purpose().id && fact.occurred >= from;
    };
    const bool told =
        std::any_of(person.informed.begin(), person.informed.end(), tells) ||
        std::any_of(person.consents.begin(), person.consents.end(),
                    [&](const Consent& consent) { return consent.demonstrable && tells(consent); });
    if (!told) answer.add("G4-6", "W_NOTICE_CHANGE", Effect::warn, {from, {}});
}

}  // namespace

void gate4_information(const View& view, Answer& answer) {
    if (!view.person || !view.person->person) return;
    const auto& person = *view.person->person;
    if (!is_from_subject(person.source)) {
        say_art14(view, person, answer);
    } else if (!was_informed(*view.person, InformationDuty::art13)) {
        answer.add("G4-1", "E_ART13_MISSING", Effect::block);
    }
    say_right_to_object(view, answer);
    say_notice_change(view, answer);
}

}  // namespace lawful::rules
