// SPDX-License-Identifier: Apache-2.0
#include "rules/view.hpp"

#include <utility>

#include "rules/merging.hpp"

namespace lawful::rules {
namespace {

View role_view(const Facts& facts) {
    const auto* organisation = &*facts.organisation;
    return {.facts = facts,
            .person = nullptr,
            .id = {},
            .organisation = organisation,
            .own = {&facts.address, organisation},
            .involved = {&facts.address, organisation},
            .denying = {&facts.address, organisation},
            .voices = {{&facts.address, 0}, {organisation, 0}}};
}

/// One person under several ids: each denies for all of them.
void add_merged(const HolderFacts& holder, View& view) {
    std::vector<Linked> group{{holder.id, &holder.state}};
    for (const auto& one : holder.merged) group.push_back({one.id, &one.state});
    view.voices = voices_for(group, holder.id);
    for (const auto& one : holder.merged) {
        view.denying.push_back(&one.state);
        view.merged.push_back({one.id, &one.state, voices_for(group, one.id)});
    }
}

View holder_view(const Facts& facts, const HolderFacts& holder) {
    View view{.facts = facts,
              .person = &holder.state,
              .id = holder.id,
              .organisation = nullptr,
              .own = {&holder.state},
              .involved = {&holder.state, &facts.address},
              .denying = {},
              .voices = {{&holder.state, 0}}};
    if (holder.organisation) {
        view.organisation = &*holder.organisation;
        view.involved.push_back(view.organisation);
    }
    // The organisation whose mailbox it is may have refused for whoever reads it.
    view.denying = view.involved;
    if (facts.organisation) view.denying.push_back(&*facts.organisation);
    if (!holder.merged.empty()) add_merged(holder, view);
    return view;
}

}  // namespace

std::string_view View::country() const {
    if (person && person->person && !person->person->country.empty()) {
        return person->person->country;
    }
    if (organisation && organisation->organisation) return organisation->organisation->country;
    return {};
}

bool View::is_legal_person() const {
    return !person && organisation && organisation->organisation &&
           organisation->organisation->legal_person;
}

std::vector<View> views_of(const Facts& facts) {
    const auto& address = facts.address.address;
    if (!facts.address_id || !address || address->kind == AddressKind::unassigned ||
        address->medium != medium_of(facts.channel)) {
        return {};
    }
    std::vector<View> views;
    if (address->kind == AddressKind::role) {
        if (!facts.organisation) return {};
        views.push_back(role_view(facts));
    }
    for (const auto& holder : facts.holders) views.push_back(holder_view(facts, holder));
    return views;
}

View unheld(const Facts& facts) {
    std::vector<const SubjectState*> denying{&facts.address};
    if (facts.organisation) denying.push_back(&*facts.organisation);
    return {.facts = facts,
            .person = nullptr,
            .id = {},
            .organisation = nullptr,
            .own = {},
            .involved = {},
            .denying = std::move(denying)};
}

bool rests_on_balance(const View& view) {
    return std::any_of(
        view.involved.begin(), view.involved.end(), [&](const SubjectState* state) {
            return std::any_of(
                state->bases.begin(), state->bases.end(), [&](const BasisFact& fact) {
                    return fact.purpose == view.purpose().id &&
                           (fact.basis == Basis::public_task ||
                            fact.basis == Basis::legitimate_interest);
                });
        });
}

bool is_marketing(const Purpose& purpose) {
    return is_direct_marketing(purpose.content) || purpose.asks_consent;
}

bool allows(const Purpose& purpose, Basis basis) {
    return std::find(purpose.bases.begin(), purpose.bases.end(), basis) != purpose.bases.end();
}

}  // namespace lawful::rules
