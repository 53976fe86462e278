// SPDX-License-Identifier: Apache-2.0
#include "rules/gates.hpp"
#include "rules/retention.hpp"

namespace lawful::rules {

void gate1_retention(const View& view, Answer& answer) {
    if (view.own.empty() || view.own.front()->erased) return;
    auto own = view.own;
    for (const auto& member : view.merged) own.push_back(member.state);
    // Whoever is asked about reads the address, or it is a role address: nobody has left.
    const Kept kept{.own = own,
                    .organisation = view.organisation,
                    .last_message = view.facts.address.address->last_delivered};
    for (const auto& rule : view.facts.policy->retention) {
        const bool asked = rule.purpose.empty() || rule.purpose == view.purpose().id;
        if (!asked || rule.category || rule.action == RetentionAction::review) continue;
        if (!speaks_of(rule, kept)) continue;
        const auto end = retention_end(rule, kept, *view.facts.zone);
        if (!end) continue;
        answer.changes_at(*end);
        if (*end <= view.facts.now) answer.add("G1-6", "E_RETENTION_EXPIRED", Effect::block, {*end, {}});
    }
}

}  // namespace lawful::rules
