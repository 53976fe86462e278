// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/conditions.hpp"

namespace lawful::rules {
namespace {

/// The rows where a country has none of its own, and the strict default.
constexpr std::string_view union_profile = "EU";
/// No country's rows, only those that speak everywhere.
constexpr std::string_view no_profile = "";

std::string_view profile_of(const Facts& facts, std::string_view country) {
    const bool own = std::any_of(facts.rows->begin(), facts.rows->end(), [&](const auto& row) {
        return !country.empty() && row.country == country;
    });
    return own ? country : union_profile;
}

/// The recipient's country and the sender's: both must allow (G0-4).
std::vector<std::string_view> profiles_of(const View& view, Answer& answer) {
    const auto country = view.country();
    const auto& facts = view.facts;
    const bool outside = is_outside_eea(view);
    auto theirs = profile_of(facts, country);
    auto ours = profile_of(facts, facts.policy->controller.country);
    if (!country.empty() && theirs != ours && is_marketing(view.purpose())) {
        answer.add("G0-4", "W_TWO_JURISDICTIONS", Effect::warn);
    }
    if (outside) theirs = no_profile;
    if (outside && ours == union_profile) ours = no_profile;
    if (theirs == ours) return {theirs};
    return {theirs, ours};
}

bool is_in_force(const NationalRow& row, const Facts& facts, Answer* answer) {
    for (const auto& day : {row.valid_from, row.valid_to}) {
        if (day && answer) answer->changes_at(facts.zone->start_of(*day));
    }
    const Day today = facts.zone->day_of(facts.now);
    return (!row.valid_from || *row.valid_from <= today) &&
           (!row.valid_to || today < *row.valid_to);
}

bool is_for(const NationalRow& row, const View& view) {
    return std::find(row.channels.begin(), row.channels.end(), view.facts.channel) !=
               row.channels.end() &&
           is_for_audience(view, row.audience);
}

Effect effect_of(const NationalRow& row) {
    return from_wire_name<Effect>(row.effect).value_or(Effect::block);
}

bool is_lifted(const NationalRow& row, const std::vector<const NationalRow*>& spoken) {
    return std::any_of(spoken.begin(), spoken.end(), [&](const NationalRow* other) {
        const auto& lifts = other->lifts;
        return effect_of(*other) == Effect::allow &&
               std::find(lifts.begin(), lifts.end(), row.id) != lifts.end();
    });
}

/// What one profile's rows say. True when one of them still blocks.
bool say_profile(const View& view, const Findings& findings, std::string_view profile,
                 bool blocked, Answer& answer) {
    std::vector<const NationalRow*> spoken;
    for (const auto& row : *view.facts.rows) {
        if (row.country != profile && !row.country.empty()) continue;
        if (!is_for(row, view) || !is_in_force(row, view.facts, &answer)) continue;
        const RowContext context{.view = view,
                                 .row = row,
                                 .denied = findings.denied,
                                 .consent = findings.consent.valid != nullptr,
                                 .blocked = blocked};
        if (speaks(context)) spoken.push_back(&row);
    }
    bool blocks = false;
    for (const auto* row : spoken) {
        auto effect = effect_of(*row);
        if (effect == Effect::block && is_lifted(*row, spoken)) effect = Effect::info;
        blocks |= effect == Effect::block;
        answer.add(*row, effect);
    }
    return blocks;
}

/// ePD 13 speaks of marketing only: of anything else, the rows that say so.
void say_not_marketing(const View& view, const Findings& findings,
                       const std::vector<std::string_view>& profiles, Answer& answer) {
    for (const auto& row : *view.facts.rows) {
        const bool here = row.country.empty() || std::find(profiles.begin(), profiles.end(),
                                                           row.country) != profiles.end();
        if (row.when != "not_marketing" || !here || !is_for(row, view) ||
            !is_in_force(row, view.facts, &answer)) {
            continue;
        }
        const RowContext context{.view = view, .row = row, .denied = findings.denied};
        if (speaks(context)) answer.add(row, effect_of(row));
    }
}

}  // namespace

void gate3_channel(const View& view, const Findings& findings, Answer& answer) {
    if (view.facts.channel == Channel::post && is_marketing(view.purpose())) return;
    const auto profiles = profiles_of(view, answer);
    if (!is_marketing(view.purpose())) {
        return say_not_marketing(view, findings, profiles, answer);
    }
    bool blocked = false;
    for (const auto profile : profiles) {
        blocked |= say_profile(view, findings, profile, false, answer);
    }
    // EU-5 asks whether the others blocked; what they say twice counts once.
    if (blocked && view.purpose().asks_consent) {
        for (const auto profile : profiles) say_profile(view, findings, profile, true, answer);
    }
}

bool gate3_soft_opt_in(const View& view, bool denied) {
    if (!is_marketing(view.purpose()) || !has_soft_opt_in(view, denied)) return false;
    return std::any_of(view.facts.rows->begin(), view.facts.rows->end(), [&](const auto& row) {
        return row.when == "soft_opt_in" && row.country.empty() && is_for(row, view) &&
               is_in_force(row, view.facts, nullptr) &&
               std::find(row.lifts.begin(), row.lifts.end(), "G2-1") != row.lifts.end();
    });
}

}  // namespace lawful::rules
