// SPDX-License-Identifier: Apache-2.0
#include "rules/conditions.hpp"

#include <algorithm>
#include <array>

#include "rules/eea.hpp"
#include "rules/information.hpp"

namespace lawful::rules {
namespace {

bool is_own_contact(const View& view) {
    const bool address_own = is_from_subject(view.facts.address.address->source);
    const bool person_own =
        !view.person || !view.person->person || is_from_subject(view.person->person->source);
    return address_own && person_own;
}

bool is_customer(const View& view) {
    return view.person && view.person->person &&
           view.person->person->source == SourceKind::own_customer;
}

bool declares(const View& view, const SubjectState& state, GroundKind kind, bool evidenced) {
    return std::any_of(state.grounds.begin(), state.grounds.end(), [&](const GroundFact& fact) {
        return fact.kind == kind && (fact.evidenced || !evidenced) &&
               covers(fact.purposes, view.purpose());
    });
}

bool declares(const View& view, GroundKind kind, bool evidenced) {
    const bool of_address = kind == GroundKind::designated || kind == GroundKind::impersonal;
    return std::any_of(view.involved.begin(), view.involved.end(), [&](const SubjectState* state) {
        if (of_address && view.person && state == view.organisation) return false;
        return declares(view, *state, kind, evidenced);
    });
}

bool has_row_ground(const RowContext& context) {
    const auto kind = from_wire_name<GroundKind>(context.row.ground);
    return kind && has_ground(context.view, *kind);
}

bool claims_foreign_soft_opt_in(const View& view) {
    return declares(view, GroundKind::soft_opt_in, false) && !is_own_contact(view);
}

bool is_published(const RowContext& context) {
    return !context.consent &&
           context.view.facts.address.address->source == SourceKind::public_source &&
           !has_ground(context.view, GroundKind::designated);
}

/// RD 4 Apr 2003: name.surname@company reaches a natural person.
bool is_named(const RowContext& context) {
    const auto& view = context.view;
    if (context.consent || !view.person || !view.organisation) return false;
    const auto& body = view.organisation->organisation;
    return (!body || body->legal_person) && !has_ground(view, GroundKind::impersonal);
}

struct Condition {
    std::string_view name;
    bool (*holds)(const RowContext&);
};

using Row = const RowContext&;

constexpr auto conditions = std::to_array<Condition>({
    {"always", [](Row) { return true; }},
    {"no_consent", [](Row c) { return !c.consent; }},
    {"no_consent_nor_ground", [](Row c) { return !c.consent && !has_row_ground(c); }},
    {"no_consent_nor_customer",
     [](Row c) { return !c.consent && !has_row_ground(c) && !is_customer(c.view); }},
    {"consent_used", [](Row c) { return c.consent; }},
    {"ground", [](Row c) { return has_row_ground(c); }},
    {"published", is_published},
    {"named", is_named},
    {"soft_opt_in", [](Row c) { return has_soft_opt_in(c.view, c.denied); }},
    {"soft_opt_in_not_own",
     [](Row c) { return !c.consent && claims_foreign_soft_opt_in(c.view); }},
    {"soft_opt_in_not_needed",
     [](Row c) { return c.consent && claims_foreign_soft_opt_in(c.view); }},
    {"outside_eea", [](Row c) { return is_outside_eea(c.view); }},
    {"denied", [](Row c) { return c.denied; }},
    {"not_denied", [](Row c) { return !c.denied; }},
    {"not_marketing", [](Row c) { return !is_marketing(c.view.purpose()); }},
    {"request_unmailable",
     [](Row c) { return c.blocked && c.view.purpose().asks_consent; }},
});

}  // namespace

bool speaks(const RowContext& context) {
    for (const auto& condition : conditions) {
        if (condition.name == context.row.when) return condition.holds(context);
    }
    return context.row.effect == wire_name(Effect::block);
}

bool is_for_audience(const View& view, std::string_view audience) {
    const bool legal = view.is_legal_person();
    if (audience == "natural") return !legal;
    if (audience == "legal") return legal;
    if (audience == "consumer") return view.person && !view.organisation;
    if (audience == "professional") return !legal && view.organisation;
    return true;
}

bool has_ground(const View& view, GroundKind kind) { return declares(view, kind, true); }

bool has_soft_opt_in(const View& view, bool denied) {
    return !denied && has_ground(view, GroundKind::soft_opt_in) && is_own_contact(view);
}

bool is_outside_eea(const View& view) {
    return !view.country().empty() && !is_eea(view.country()) &&
           has_ground(view, GroundKind::outside_eea);
}

}  // namespace lawful::rules
