// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/gates.hpp"

namespace lawful::rules {
namespace {

using Moment = std::optional<Instant>;

void keep_latest(Moment& latest, Instant instant) {
    if (!latest || instant > *latest) latest = instant;
}

/// The last consent, at first the collection itself. A denial is no contact that prolongs anything:
/// whoever refuses must not thereby be kept longer.
Moment last_contact(const View& view) {
    Moment latest = view.own.front()->added;
    for (const auto* state : view.own) {
        for (const auto& consent : state->consents) keep_latest(latest, consent.occurred);
    }
    return latest;
}

bool has_begun_again(const View& view, const Ended& end) {
    const auto is_newer = [&](const auto& fact) {
        return fact.purpose == view.purpose().id && fact.occurred > end.occurred;
    };
    return std::any_of(view.own.begin(), view.own.end(), [&](const SubjectState* state) {
        if (end.what == RetentionStart::consent_ended) {
            return std::any_of(state->consents.begin(), state->consents.end(), is_newer);
        }
        return std::any_of(state->bases.begin(), state->bases.end(), is_newer);
    });
}

Moment last_end(const View& view, RetentionStart what) {
    Moment latest;
    for (const auto* state : view.own) {
        for (const auto& end : state->ended) {
            const bool matches = end.what == what &&
                                 (end.purpose.empty() || end.purpose == view.purpose().id);
            if (matches && !has_begun_again(view, end)) keep_latest(latest, end.occurred);
        }
    }
    return latest;
}

/// When the rule's clock began; none: it has not. Who still holds the address has not left, and
/// when a request was closed is not recorded.
Moment begin_of(const View& view, RetentionStart from) {
    switch (from) {
        case RetentionStart::created: return view.own.front()->added;
        case RetentionStart::last_contact: return last_contact(view);
        case RetentionStart::last_message: return view.facts.address.address->last_delivered;
        case RetentionStart::consent_ended:
        case RetentionStart::basis_ended: return last_end(view, from);
        case RetentionStart::holder_left:
        case RetentionStart::request_closed: return {};
    }
    return {};
}

}  // namespace

void gate1_retention(const View& view, Answer& answer) {
    if (view.own.empty() || view.own.front()->erased) return;
    for (const auto& rule : view.facts.policy->retention) {
        if (rule.purpose != view.purpose().id || rule.action == RetentionAction::review) continue;
        const auto begin = begin_of(view, rule.from);
        if (!begin) continue;
        const auto end = view.facts.zone->end_after(*begin, rule.period);
        answer.changes_at(end);
        if (end <= view.facts.now) {
            answer.add("G1-6", "E_RETENTION_EXPIRED", Effect::block, {end, {}});
        }
    }
}

}  // namespace lawful::rules
