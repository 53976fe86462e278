// SPDX-License-Identifier: Apache-2.0
#include "rules/holdings.hpp"

namespace lawful::rules {
namespace {

using model::Holding;

/// Of this person's holdings of the address: the one whose first day is the best of those that fit.
template <class Fits, class Better>
Holding* best(std::vector<Holding>& holdings, RecipientId who, AddressId address, Fits fits,
              Better better) {
    Holding* found = nullptr;
    for (auto& one : holdings) {
        if (one.recipient != who || one.address != address || !fits(one)) continue;
        if (found == nullptr || better(one.since, found->since)) found = &one;
    }
    return found;
}

}  // namespace

Holding* apply_holding(std::vector<Holding>& holdings, EventIndex index, const Event& event) {
    const RecipientId who{event.subject.id};
    if (const auto* added = std::get_if<HolderAdded>(&event.body)) {
        const auto later = [&](const Holding& one) {
            return added->from < one.since && one.until != one.since;
        };
        if (auto* held = best(holdings, who, added->address, later, std::less<>())) {
            held->since = added->from;
            held->changed = index;
            return held;
        }
        holdings.push_back({added->address, who, added->from, {}, index, index});
        return &holdings.back();
    }
    if (const auto* ended = std::get_if<HolderEnded>(&event.body)) {
        const auto began = [&](const Holding& one) { return one.since <= ended->until; };
        auto* held = best(holdings, who, ended->address, began, std::greater_equal<>());
        if (held == nullptr) return nullptr;
        held->until = ended->until;
        held->changed = index;
        return held;
    }
    return nullptr;
}

std::optional<Day> next_change(std::span<const Holding> holdings, Day after) {
    std::optional<Day> next;
    for (const auto& one : holdings) {
        if (one.until == one.since) continue;
        for (const auto& day : {std::optional(one.since), one.until}) {
            if (day && *day > after && (!next || *day < *next)) next = day;
        }
    }
    return next;
}

std::vector<Holding> present(std::vector<Holding> holdings, Day day) {
    std::erase_if(holdings, [&](const Holding& one) {
        return day < one.since || (one.until && *one.until <= day);
    });
    return holdings;
}

}  // namespace lawful::rules
