// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "rules/consent_check.hpp"
#include "rules/denials.hpp"
#include "rules/gates.hpp"

namespace lawful::rules {
namespace {

/// What ended consent itself: refusals and withdrawals that this consent (none: no consent) is not
/// later than, and those that stand.
std::vector<Failure> supersessions(const View& view, const Consent* consent) {
    std::vector<Failure> found;
    for (const auto* state : view.denying) {
        const auto lifter = lifter_of(view, *state);
        for (const auto& denial : state->denials) {
            if (!covers(denial, view.facts)) continue;
            const bool older = consent && !is_later(*consent, denial);
            if (older || !lifter.lifts(denial)) {
                found.push_back({"G2-3", consent_code_of(denial.kind), behind(denial)});
            }
        }
    }
    return found;
}

/// A consent from before an objection does not come back when a later one ends the objection.
bool is_overtaken(const View& view, const Consent& consent) {
    return std::any_of(view.denying.begin(), view.denying.end(), [&](const SubjectState* state) {
        const auto lifter = lifter_of(view, *state);
        return std::any_of(state->objections.begin(), state->objections.end(),
                           [&](const Objection& objection) {
                               return concerns(objection, view.facts) &&
                                      !is_later(consent, objection) && lifter.lifts(objection);
                           });
    });
}

/// Of one person under several ids, whichever gave it.
std::vector<const SubjectState*> giving(const View& view) {
    auto states = view.own;
    for (const auto& member : view.merged) states.push_back(member.state);
    return states;
}

struct Candidate {
    const Consent* consent;
    std::vector<Failure> failures;
};

bool wants_explicit(const Purpose& purpose) {
    return purpose.special_category &&
           (purpose.art9_condition.empty() || purpose.art9_condition == "9(2)(a)");
}

/// The order of preference: valid, explicit where that is asked for, fewest faults, latest. The
/// method stands before the index, or the order of a list's rows would choose.
bool is_better(const Candidate& a, const Candidate& b, const Purpose& purpose) {
    const auto rank = [&](const Candidate& candidate) {
        const auto& consent = *candidate.consent;
        return std::tuple(candidate.failures.empty(), !consent.invalidated.has_value(),
                          wants_explicit(purpose) && consent.explicit_consent,
                          -static_cast<std::ptrdiff_t>(candidate.failures.size()),
                          consent.occurred, consent.method, consent.index);
    };
    return rank(a) > rank(b);
}

std::vector<Candidate> candidates_of(const View& view) {
    std::vector<Candidate> candidates;
    for (const auto* state : giving(view)) {
        for (const auto& consent : state->consents) {
            if (consent.purpose != view.purpose().id || consent.channel != view.facts.channel ||
                !names(consent, asked_address(view.facts)) || is_overtaken(view, consent)) {
                continue;
            }
            auto failures = faults_of(view, consent);
            auto superseded = supersessions(view, &consent);
            failures.insert(failures.end(), superseded.begin(), superseded.end());
            candidates.push_back({&consent, std::move(failures)});
        }
    }
    return candidates;
}

template <class Recorded>
const Recorded* latest_for(const View& view, std::vector<Recorded> SubjectState::*list) {
    const Recorded* latest = nullptr;
    for (const auto* state : giving(view)) {
        for (const auto& item : state->*list) {
            if (item.purpose == view.purpose().id && (!latest || latest->index < item.index)) {
                latest = &item;
            }
        }
    }
    return latest;
}

/// Nothing was given for this address: was it refused, asked for, or neither?
std::vector<Failure> nothing_given(const View& view, const Request* request) {
    auto failures = supersessions(view, nullptr);
    if (!failures.empty()) return failures;
    if (request && request->channel == view.facts.channel) {
        return {{"G2-3", "E_CONSENT_REQUESTED", behind(*request)}};
    }
    return {{"G2-3", "E_CONSENT_NONE", {}}};
}

}  // namespace

ConsentFinding gate2_consent(const View& view, Answer& answer) {
    ConsentFinding finding;
    const auto* request = latest_for(view, &SubjectState::requests);
    finding.recorded = request || latest_for(view, &SubjectState::consents);

    auto candidates = candidates_of(view);
    if (candidates.empty()) {
        finding.failures = nothing_given(view, request);
        return finding;
    }
    const auto best = std::min_element(
        candidates.begin(), candidates.end(),
        [&](const Candidate& a, const Candidate& b) { return is_better(a, b, view.purpose()); });
    if (best->failures.empty()) {
        finding.valid = best->consent;
        note_changes(view, *best->consent, answer);
        return finding;
    }
    for (const auto& candidate : candidates) {
        note_changes(view, *candidate.consent, answer);
    }
    finding.failures = std::move(best->failures);
    return finding;
}

}  // namespace lawful::rules
