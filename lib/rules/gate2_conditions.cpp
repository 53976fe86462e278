// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/gates.hpp"

namespace lawful::rules {
namespace {

/// GDPR 9(2): its own condition, or consent that is explicit (9(2)(a)).
bool may_reveal(const Purpose& purpose, const ConsentFinding& consent) {
    const auto& condition = purpose.art9_condition;
    if (!condition.empty() && condition != "9(2)(a)") return true;
    return consent.valid && consent.valid->explicit_consent;
}

/// GDPR 6(4): consent, or law, or a purpose that the policy calls compatible.
bool is_compatible(const View& view, const Findings& findings) {
    if (!view.person || !view.person->person) return true;
    const auto& collected = view.person->person->collected_for;
    const auto& compatible = view.purpose().compatible_with;
    const bool by_law = std::any_of(
        findings.bases.begin(), findings.bases.end(), [](Basis basis) {
            return basis == Basis::legal_obligation || basis == Basis::public_task;
        });
    return collected.empty() || collected == view.purpose().id || findings.consent.valid ||
           by_law ||
           std::find(compatible.begin(), compatible.end(), collected) != compatible.end();
}

}  // namespace

void gate2_conditions(const View& view, const Findings& findings, Answer& answer) {
    const auto& purpose = view.purpose();
    if (purpose.special_category && !may_reveal(purpose, findings.consent)) {
        answer.add("G2-16", "E_SPECIAL_CATEGORY", Effect::block);
    }
    if (purpose.criminal_data && purpose.art10_authorisation.empty()) {
        answer.add("G2-17", "E_CRIMINAL_DATA", Effect::block);
    }
    if (!is_compatible(view, findings)) {
        answer.add("G2-22", "E_PURPOSE_INCOMPATIBLE", Effect::block);
    }
}

}  // namespace lawful::rules
