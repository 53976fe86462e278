// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "registry/duty_lists.hpp"
#include "registry/looking.hpp"
#include "registry/pages.hpp"
#include "rules/information.hpp"

namespace lawful::registry {
namespace {

/// The first message to the person, at whichever address, while they read it.
std::optional<Instant> first_message_to(const store::ReadTransaction& from, const View& view, RecipientId recipient) {
    const auto& zone = view.policy()->zone;
    std::optional<Instant> first;
    for (const auto& held : from.addresses_of(recipient)) {
        const auto row = from.subject(held.address.bytes);
        if (!row || is_erased(*row)) continue;
        const auto state = rules::decode_state(row->state);
        const auto sent = rules::first_message_since(state.address.value(), held.since, zone);
        if (!sent || (held.until && zone.day_of(*sent) >= *held.until)) continue;
        if (!first || *sent < *first) first = sent;
    }
    return first;
}

/// The last day before that instant, or the day that it falls on.
Day last_day_of(const rules::Art14Due& due, const Zone& zone) {
    const auto before = due.because == InformationTrigger::month ? due.due - std::chrono::milliseconds{1} : due.due;
    return zone.day_of(before);
}

}  // namespace

std::optional<Day> due_limit(const View& view, const DutyFilter& filter) {
    if (!filter.due_within) return filter.due_by;
    const auto within = add(view.policy()->zone.day_of(view.now()), Period{.days = *filter.due_within});
    return std::min(within, filter.due_by.value_or(within));
}

std::vector<OwedInformation> owed_information(const store::ReadTransaction& from, const View& view,
                                              const DutyFilter& filter) {
    const auto& zone = view.policy()->zone;
    const auto limit = due_limit(view, filter);
    std::vector<OwedInformation> owed;
    each_subject(from, SubjectKind::recipient, [&](const auto& id) {
        const auto row = from.subject(id).value();
        if (is_erased(row)) return;
        const auto person = rules::decode_state(row.state);
        if (!rules::owes_art14(person)) return;
        const RecipientId recipient{id};
        const auto due = rules::art14_due(person, first_message_to(from, view, recipient), zone);
        if (!limit || last_day_of(due, zone) <= *limit) owed.push_back({due.due, recipient});
    });
    std::sort(owed.begin(), owed.end(), [](const OwedInformation& a, const OwedInformation& b) {
        return std::tie(a.due, a.recipient) < std::tie(b.due, b.recipient);
    });
    return owed;
}

InformationDue information_due(const Context& context, const store::ReadTransaction& from, const View& view,
                               RecipientId recipient) {
    const auto& zone = view.policy()->zone;
    const auto state = rules::decode_state(from.subject(recipient.bytes).value().state);
    const auto person = show(context, from, recipient).recipient;
    const auto due = rules::art14_due(state, first_message_to(from, view, recipient), zone);
    return {.recipient = recipient,
            .addresses = masked_addresses(context, from, view, recipient),
            .language = person.language,
            .country = person.country,
            .source = person.source.kind,
            .obtained = person.source.obtained,
            .due = last_day_of(due, zone),
            .because = due.because,
            .overdue = due.due <= view.now(),
            .exemption_undocumented = !person.source.art14_exemption.empty()};
}

std::vector<std::string> masked_addresses(const Context& context, const store::ReadTransaction& from,
                                          const View& view, RecipientId recipient) {
    std::vector<std::string> texts;
    for (const auto& held : view.addresses(recipient, view.policy()->zone.day_of(view.now()))) {
        const auto row = from.subject(held.address.bytes);
        if (row && !is_erased(*row)) texts.push_back(masked(context, from, held.address));
    }
    return texts;
}

}  // namespace lawful::registry
