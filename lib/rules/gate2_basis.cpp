// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/ageing.hpp"
#include "rules/denials.hpp"
#include "rules/gates.hpp"

namespace lawful::rules {
namespace {

/// GDPR 6(1)(a), and what EDPB 05/2020 asks of consent in use.
void say_consent(const View& view, const Consent& consent, Answer& answer) {
    answer.add("G2-2", "A_CONSENT", Effect::pass, behind(consent));
    const bool employee = view.person && view.person->person && view.person->person->employee;
    if (view.facts.policy->controller.public_authority || employee) {
        answer.add("G2-8", "W_CONSENT_IMBALANCE", Effect::warn);
    }
    const auto due = refresh_due(consent, view.purpose(), *view.facts.zone);
    if (!due) return;
    answer.changes_at(*due);
    if (*due <= view.facts.now) {
        answer.add("G2-12", "W_CONSENT_REFRESH_DUE", Effect::warn, {*due, consent.index});
    }
}

/// A basis that is not consent, with whose it is.
struct Declared {
    const BasisFact* fact;
    const SubjectState* owner;
};

std::vector<Declared> declared_bases(const View& view) {
    std::vector<Declared> found;
    for (const auto* state : view.involved) {
        if (view.person && state == &view.facts.address) continue;
        for (const auto& fact : state->bases) {
            if (fact.purpose == view.purpose().id && fact.basis != Basis::consent &&
                allows(view.purpose(), fact.basis)) {
                found.push_back({&fact, state});
            }
        }
    }
    return found;
}

/// EDPB 05/2020: no swapping of bases. Once consent was refused or withdrawn for the purpose, what
/// is declared later cannot replace it; nor can what was there before, when later consent ran out.
bool is_swap(const View& view, const BasisFact& basis) {
    return std::any_of(view.denying.begin(), view.denying.end(), [&](const SubjectState* state) {
        const auto lifter = lifter_of(view, *state);
        return std::any_of(state->denials.begin(), state->denials.end(), [&](const Denial& denial) {
            const bool concerned = !denial.purpose || *denial.purpose == view.purpose().id;
            return concerned && (basis.index > denial.first || lifter.lifts(denial));
        });
    });
}

void check_interest(const View& view, const BasisFact& fact, std::vector<Failure>& failures,
                    Answer& answer) {
    const auto origin = behind(fact);
    if (view.facts.policy->controller.public_authority && view.purpose().within_public_task) {
        failures.push_back({"G2-18", "E_LI_PUBLIC_AUTHORITY", origin});
    }
    if (fact.assessed_on) answer.changes_at(view.facts.zone->start_of(*fact.assessed_on));
    if (!fact.assessment || !fact.assessed_on || *fact.assessed_on > view.today()) {
        failures.push_back({"G2-19", "E_LIA_MISSING", origin});
    }
    if (is_swap(view, fact)) failures.push_back({"G2-13", "E_BASIS_SWAP", origin});
}

std::vector<Failure> examine(const View& view, const Declared& declared, Answer& answer) {
    const auto& fact = *declared.fact;
    std::vector<Failure> failures;
    const auto expect = [&](bool holds, std::string_view rule, std::string_view code) {
        if (!holds) failures.push_back({rule, code, behind(fact)});
    };
    switch (fact.basis) {
        case Basis::consent: break;
        case Basis::contract: {
            // A contract of an organisation has its people as no party.
            const bool party = !view.person || declared.owner == view.person;
            expect(party && fact.contract, "G2-21", "E_BASIS_UNSUITABLE");
            break;
        }
        case Basis::legal_obligation:
        case Basis::public_task:
            expect(fact.provision, "G2-20", "E_NO_LEGAL_PROVISION");
            break;
        case Basis::vital_interest: expect(false, "G2-21", "E_BASIS_UNSUITABLE"); break;
        case Basis::legitimate_interest: check_interest(view, fact, failures, answer); break;
    }
    return failures;
}

void append(std::vector<Failure>& all, const std::vector<Failure>& more) {
    all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

std::vector<Basis> gate2_basis(const View& view, const Findings& findings, Answer& answer) {
    std::vector<Basis> bases;
    std::vector<Failure> failures;
    const bool by_consent = allows(view.purpose(), Basis::consent);
    if (by_consent && findings.consent.valid) {
        say_consent(view, *findings.consent.valid, answer);
        bases.push_back(Basis::consent);
    } else if (by_consent) {
        append(failures, findings.consent.failures);
    }
    const auto declared = declared_bases(view);
    for (const auto& candidate : declared) {
        const auto faults = examine(view, candidate, answer);
        append(failures, faults);
        if (!faults.empty()) continue;
        answer.add_basis(candidate.fact->basis, behind(*candidate.fact));
        bases.push_back(candidate.fact->basis);
    }
    if (declared.empty() && !(by_consent && findings.consent.recorded)) {
        failures.push_back({"G2-1", "E_NO_BASIS", {}});
    }
    const bool passes = !bases.empty() || gate3_soft_opt_in(view, findings.denied);
    for (const auto& [rule, code, origin] : failures) {
        answer.add(rule, code, passes ? Effect::info : Effect::block, origin);
    }
    return bases;
}

}  // namespace lawful::rules
