// SPDX-License-Identifier: Apache-2.0
#include "rules/view.hpp"

#include <utility>

namespace lawful::rules {
namespace {

View role_view(const Facts& facts) {
    const auto* organisation = &*facts.organisation;
    return {.facts = facts,
            .person = nullptr,
            .organisation = organisation,
            .own = {&facts.address, organisation},
            .involved = {&facts.address, organisation},
            .denying = {&facts.address, organisation}};
}

View holder_view(const Facts& facts, const HolderFacts& holder) {
    View view{.facts = facts,
              .person = &holder.state,
              .organisation = nullptr,
              .own = {&holder.state},
              .involved = {&holder.state, &facts.address},
              .denying = {}};
    if (holder.organisation) {
        view.organisation = &*holder.organisation;
        view.involved.push_back(view.organisation);
    }
    // The organisation whose mailbox it is may have refused for whoever reads it.
    view.denying = view.involved;
    if (facts.organisation) view.denying.push_back(&*facts.organisation);
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
