// SPDX-License-Identifier: Apache-2.0
#include "registry/holds.hpp"

#include "registry/audit_selection.hpp"

namespace lawful::registry {
namespace {

void keep_oldest(std::optional<rules::HoldFact>& oldest, const rules::HoldFact& hold) {
    if (!oldest || hold.index < oldest->index) oldest = hold;
}

}  // namespace

Holds::Holds(const Context& context, const View& view) : view_(view) {
    if (const auto registry = view.state(context.id())) of_registry_ = registry->holds;
}

std::optional<rules::HoldFact> Holds::on(const Subject& subject, const rules::SubjectState& state) const {
    std::optional<rules::HoldFact> oldest;
    for (const auto& hold : state.holds) keep_oldest(oldest, hold);
    const auto organisation = state.person    ? state.person->organisation
                              : state.address ? state.address->organisation
                                              : std::nullopt;
    if (organisation) {
        const auto employer = view_.state(*organisation).value();
        for (const auto& hold : employer.holds) keep_oldest(oldest, hold);
    }
    for (const auto& hold : of_registry_) {
        if (is_recorded_for(view_, subject, state, hold.purpose)) keep_oldest(oldest, hold);
    }
    return oldest;
}

}  // namespace lawful::registry
