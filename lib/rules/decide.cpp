// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/gates.hpp"
#include "rules/rule_table.hpp"

namespace lawful::rules {
namespace {

void ask(const View& view, Answer& answer) {
    Findings findings;
    findings.denied = gate1_stops(view, answer);
    // Of somebody erased nothing else is known.
    if (view.person && view.person->erased) return;
    gate0_jurisdiction(view, answer);
    findings.consent = gate2_consent(view, answer);
    findings.bases = gate2_basis(view, findings, answer);
    if (!findings.bases.empty()) answer.rests_on(findings.bases.front());
    gate2_conditions(view, findings, answer);
    gate3_channel(view, findings, answer);
    gate4_information(view, answer);
}

/// GDPR 7(3): the withdrawal that came between the question and the dispatch.
void say_withdrawn_at_dispatch(Decision& decision) {
    const auto withdrawn =
        std::find_if(decision.reasons.begin(), decision.reasons.end(), [](const Reason& reason) {
            return reason.rule == "G1-7" && reason.code == "E_CONSENT_WITHDRAWN";
        });
    if (withdrawn == decision.reasons.end()) return;
    Reason said = *withdrawn;
    said.rule = "G2-9";
    said.article = article_of(said.rule, said.code);
    const auto place = std::find_if(
        decision.reasons.begin(), decision.reasons.end(), [&](const Reason& reason) {
            return rule_order(reason.rule) > rule_order(said.rule);
        });
    decision.reasons.insert(place, std::move(said));
}

bool is_among(std::string_view code, std::span<const std::string> fulfilled) {
    return std::find(fulfilled.begin(), fulfilled.end(), code) != fulfilled.end();
}

}  // namespace

Decision decide(const Facts& facts) {
    Answer answer(facts.now);
    if (!gate0_purpose(facts, answer)) return answer.decision();
    if (facts.journal_lost) answer.add_journal_lost();
    if (facts.holders_change) answer.changes_at(*facts.holders_change);
    const auto views = views_of(facts);
    if (views.empty()) {
        gate1_stops(unheld(facts), answer);
        answer.add("G1-8", "E_UNKNOWN_ADDRESS", Effect::block);
        return answer.decision();
    }
    for (const auto& view : views) ask(view, answer);
    gate5_message(facts, answer);
    return answer.decision();
}

Decision decide_release(const Facts& facts, std::span<const std::string> fulfilled) {
    auto decision = decide(facts);
    say_withdrawn_at_dispatch(decision);
    for (const auto& obligation : decision.obligations) {
        if (is_among(obligation.code, fulfilled)) continue;
        for (auto& reason : decision.reasons) {
            if (reason.effect != Effect::obligation || reason.code != obligation.code) continue;
            reason.effect = obligation.blocking ? Effect::block : Effect::warn;
            if (obligation.blocking) decision.verdict = Verdict::deny;
        }
    }
    return decision;
}

Decision invalid_address() {
    Answer answer({});
    answer.add("G0-1", "E_ADDR_INVALID", Effect::block);
    return answer.decision();
}

}  // namespace lawful::rules
