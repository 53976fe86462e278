// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/denials.hpp"
#include "rules/gates.hpp"

namespace lawful::rules {
namespace {

void say(const View& view, const Objection& objection, Answer& answer) {
    const auto origin = behind(objection);
    if (objection.kind == ObjectionKind::direct_marketing && is_marketing(view.purpose())) {
        return answer.add("G1-1", "E_OBJECTED_DM", Effect::block, origin);
    }
    answer.add("G1-7", "E_OBJECTED", Effect::block, origin);
    const bool open = objection.kind == ObjectionKind::own_situation && !objection.outcome;
    if (open && rests_on_balance(view)) {
        answer.add("G1-3", "E_OBJECTION_PENDING", Effect::block, origin);
    }
}

/// The denials of one state, as far as the lifter has not ended them.
bool say_denials(const View& view, const SubjectState& state, const Lifter& lifter,
                 Answer& answer) {
    bool denied = false;
    for (const auto& denial : state.denials) {
        if (!covers(denial, view.facts) || lifter.lifts(denial)) continue;
        answer.add(rule_of(denial.kind), code_of(denial.kind), Effect::block, behind(denial));
        denied = true;
    }
    for (const auto& objection : state.objections) {
        if (!concerns(objection, view.facts) || lifter.lifts(objection)) continue;
        say(view, objection, answer);
        denied = true;
    }
    return denied;
}

/// GDPR 21(3), C-129/21: only fresh consent brings a suppressed address back.
bool say_suppressions(const View& view, Answer& answer) {
    bool denied = false;
    for (const auto& entry : view.facts.suppressions) {
        const auto lifter = lifter_of(view, entry);
        if (!lifter || !covers(entry.purposes, view.purpose()) || lifter->lifts(entry)) continue;
        answer.add("G1-2", "E_SUPPRESSED", Effect::block, behind(entry));
        denied = true;
    }
    return denied;
}

/// GDPR 18(2): the subject's consent, legal claims, another person's rights, the public interest.
void say_restrictions(const View& view, Answer& answer) {
    if (!view.purpose().art18_exception.empty()) return;
    for (const auto* state : view.denying) {
        const auto lifter = lifter_of(view, *state);
        for (const auto& restriction : state->restrictions) {
            if (lifter.lifts(restriction)) continue;
            answer.add("G1-4", "E_RESTRICTED", Effect::block, behind(restriction));
        }
    }
}

/// A rule that counts from what was said of any purpose.
bool counts_others(const View& view) {
    const auto& rules = view.facts.policy->retention;
    return std::any_of(rules.begin(), rules.end(), [&](const RetentionRule& rule) {
        if (rule.action == RetentionAction::review) return false;
        return rule.purpose.empty() || (rule.purpose == view.purpose().id && rule.from == RetentionStart::last_contact);
    });
}

/// What was known of it then is gone.
void say_erased_parts(const View& view, const SubjectState& state, Answer& answer) {
    for (const auto& part : state.parts) {
        const bool asked = part.purpose.empty() || part.purpose == view.purpose().id || counts_others(view);
        if (!asked || part.occurred <= view.facts.now) continue;
        answer.add("G1-5", "E_ERASED", Effect::block, {{}, part.tombstone});
    }
}

void say_erasures(const View& view, Answer& answer) {
    for (const auto* state : view.denying) {
        if (state->erased) answer.add("G1-5", "E_ERASED", Effect::block, {{}, state->erased});
        say_erased_parts(view, *state, answer);
    }
    for (const auto& related : view.facts.related) say_erased_parts(view, related.state, answer);
    if (const auto& event = view.facts.erased) answer.add("G1-5", "E_ERASED", Effect::block, {{}, event});
}

}  // namespace

bool gate1_stops(const View& view, Answer& answer) {
    bool denied = say_suppressions(view, answer);
    for (const auto* state : view.denying) {
        denied |= say_denials(view, *state, lifter_of(view, *state), answer);
    }
    for (const auto& related : view.facts.related) {
        const Voice own[] = {{&related.state, 0}};
        const Lifter theirs{view.facts, own, related.addresses};
        denied |= say_denials(view, related.state, theirs, answer);
    }
    say_restrictions(view, answer);
    say_erasures(view, answer);
    gate1_retention(view, answer);
    return denied;
}

}  // namespace lawful::rules
