// SPDX-License-Identifier: Apache-2.0
#include "rules/retention.hpp"

#include <algorithm>
#include <set>

#include "rules/rights.hpp"

namespace lawful::rules {
namespace {

using Moment = std::optional<Instant>;

void keep_latest(Moment& latest, const Moment& instant) {
    if (instant && (!latest || *instant > *latest)) latest = instant;
}

/// One rule over one subject.
struct Clock {
    const RetentionRule& rule;
    const Kept& kept;

    [[nodiscard]] bool is_of_rule(const std::string& purpose) const {
        return rule.purpose.empty() || purpose == rule.purpose;
    }

    /// Of a consent or a basis for the rule's purpose.
    template <class Take>
    void each_ground(Take take) const {
        for (const auto* state : kept.own) {
            for (const auto& consent : state->consents) {
                if (is_of_rule(consent.purpose)) take(consent.occurred, RetentionStart::consent_ended);
            }
            for (const auto& basis : state->bases) {
                if (is_of_rule(basis.purpose)) take(basis.occurred, RetentionStart::basis_ended);
            }
        }
    }

    /// Of one person under several ids the last, so that nobody goes before their time.
    [[nodiscard]] Moment added() const {
        Moment latest = kept.own.front()->added;
        for (const auto* state : kept.own) {
            if (state->person) keep_latest(latest, state->added);
        }
        return latest;
    }

    /// The last consent, at first the collection itself. A denial is no contact that prolongs anything:
    /// whoever refuses must not thereby be kept longer.
    [[nodiscard]] Moment last_contact() const {
        Moment latest = added();
        for (const auto* state : kept.own) {
            for (const auto& consent : state->consents) keep_latest(latest, consent.occurred);
        }
        return latest;
    }

    [[nodiscard]] bool has_begun_again(const Ended& end) const {
        bool again = false;
        each_ground([&](Instant occurred, RetentionStart what) {
            again = again || (end.what == what && occurred > end.occurred);
        });
        return again;
    }

    /// A consent or a basis that did not end.
    [[nodiscard]] bool lasts(RetentionStart what) const {
        bool lasting = false;
        for (const auto* state : kept.own) {
            if (what == RetentionStart::basis_ended) lasting = lasting || !state->bases.empty();
            if (what != RetentionStart::consent_ended) continue;
            for (const auto& consent : state->consents) lasting = lasting || !has_ended(*state, consent);
        }
        return lasting;
    }

    static bool has_ended(const SubjectState& state, const Consent& consent) {
        return std::any_of(state.ended.begin(), state.ended.end(), [&](const Ended& end) {
            return end.what == RetentionStart::consent_ended && end.purpose == consent.purpose &&
                   end.occurred >= consent.occurred;
        });
    }

    [[nodiscard]] Moment last_end(RetentionStart what) const {
        Moment latest;
        if (rule.purpose.empty() && lasts(what)) return latest;
        for (const auto* state : kept.own) {
            for (const auto& end : state->ended) {
                const bool matches = end.what == what && (end.purpose.empty() || is_of_rule(end.purpose));
                if (matches && !has_begun_again(end)) keep_latest(latest, end.occurred);
            }
        }
        return latest;
    }

    [[nodiscard]] Moment begin() const {
        switch (rule.from) {
            case RetentionStart::created: return added();
            case RetentionStart::last_contact: return last_contact();
            case RetentionStart::last_message: return kept.last_message;
            case RetentionStart::consent_ended:
            case RetentionStart::basis_ended:
            case RetentionStart::request_closed: return last_end(rule.from);
            case RetentionStart::holder_left: return kept.left;
        }
        return {};
    }

    /// When the purpose, or everything, was last erased or restricted.
    [[nodiscard]] Moment done() const {
        Moment latest;
        for (const auto& denial : kept.own.front()->denials) {
            const bool by_retention = denial.kind == DenialKind::erased || denial.kind == DenialKind::expired;
            const bool covers = !denial.purpose || *denial.purpose == rule.purpose;
            if (by_retention && covers) keep_latest(latest, denial.occurred);
        }
        return latest;
    }

    /// What came after `since` begins the rule anew: the first of it for `created`.
    [[nodiscard]] Moment begin_after(Instant since) const {
        Moment first;
        each_ground([&](Instant occurred, RetentionStart) {
            if (occurred > since && (!first || occurred < *first)) first = occurred;
        });
        if (!first || rule.from == RetentionStart::created) return first;
        const auto again = begin();
        return again && *again > since ? again : Moment{};
    }

    [[nodiscard]] Moment reviewed() const {
        Moment latest;
        for (const auto* state : kept.own) {
            for (const auto& review : state->reviews) {
                if (review.purpose == rule.purpose) keep_latest(latest, review.occurred);
            }
        }
        return latest;
    }
};

/// Something is left that the rule's category names.
bool has_any(DataCategory category, const Kept& kept) {
    const auto& state = *kept.own.front();
    switch (category) {
        case DataCategory::messages: return state.address && state.address->last_delivered;
        case DataCategory::disclosures: return state.disclosed.has_value();
        case DataCategory::requests:
            if (std::any_of(state.rights.begin(), state.rights.end(), [](const auto& one) { return !one.closed; })) return false;
            return std::any_of(state.ended.begin(), state.ended.end(), [](const Ended& end) {
                return end.what == RetentionStart::request_closed;
            });
        default: return false;
    }
}

/// An instant that a period ending by `on` began before: no month is shorter.
Instant latest_begin(const Period& period, Instant on) {
    const std::chrono::days shortest{period.years * 365 + period.months * 28 + period.days};
    return on - shortest + std::chrono::days{1};
}

/// Whether an event goes with a part.
struct Taken {
    const std::string& purpose;
    const std::optional<DataCategory>& category;
    std::set<EventIndex> before;      ///< those that go

    [[nodiscard]] bool is_whole() const { return !category; }
    [[nodiscard]] bool is_message() const { return is_whole() || category == DataCategory::messages; }

    bool operator()(const ConsentRequested& body) const { return is_of(body.purpose); }
    bool operator()(const ConsentGiven& body) const { return is_of(body.purpose); }
    bool operator()(const ConsentRenewed& body) const { return is_of(body.purpose); }
    bool operator()(const ConsentConfirmed& body) const { return is_of(body.purpose); }
    bool operator()(const ConsentRefused& body) const { return is_of(body.purpose); }
    bool operator()(const ConsentWithdrawn& body) const { return is_of(body.purpose); }
    bool operator()(const ConsentInvalidated& body) const { return is_whole() && before.contains(body.consent); }
    bool operator()(const BasisDeclared& body) const { return is_of(body.purpose); }
    bool operator()(const BasisEnded& body) const { return is_of(body.purpose); }
    bool operator()(const GroundDeclared& body) const {
        return is_whole() && body.purposes.size() == 1 && body.purposes.front() == purpose;
    }
    bool operator()(const Disclosed&) const { return category == DataCategory::disclosures; }
    bool operator()(const Released& body) const {
        return is_message() && (purpose.empty() || body.purpose == purpose);
    }
    template <RequestEvent Body>
    bool operator()(const Body&) const {
        return category == DataCategory::requests;
    }
    bool operator()(const Delivered& body) const { return before.contains(body.release); }
    bool operator()(const Failed& body) const { return before.contains(body.release); }
    template <class Body>
    bool operator()(const Body&) const {
        return false;
    }

    [[nodiscard]] bool is_of(const std::optional<std::string>& named) const { return is_whole() && named == purpose; }
};

}  // namespace

bool speaks_of(const RetentionRule& rule, const Kept& kept) {
    const auto& state = *kept.own.front();
    if (rule.source) {
        const auto source = state.person    ? std::optional(state.person->source)
                            : state.address ? std::optional(state.address->source)
                                            : std::nullopt;
        if (source != rule.source) return false;
    }
    if (rule.sector.empty()) return true;
    return kept.organisation != nullptr && kept.organisation->organisation &&
           kept.organisation->organisation->sector == rule.sector;
}

std::optional<Instant> retention_end(const RetentionRule& rule, const Kept& kept, const Zone& zone) {
    const Clock clock{rule, kept};
    if (rule.category && !has_any(*rule.category, kept)) return {};
    auto begin = clock.begin();
    if (rule.action == RetentionAction::review) {
        if (begin) keep_latest(begin, clock.reviewed());
    } else if (const auto done = clock.done(); done && !rule.category && rule.action != RetentionAction::erase_person) {
        begin = clock.begin_after(*done);
    }
    if (!begin) return {};
    return zone.end_after(*begin, rule.period);
}

std::optional<Period> proof_period(const Policy& policy, const std::string& purpose) {
    std::optional<Period> longest;
    const auto length = [](const Period& period) { return add(Day{std::chrono::year{2000} / 1 / 1}, period); };
    for (const auto& rule : policy.retention) {
        if (!rule.proof_kept || (!rule.purpose.empty() && rule.purpose != purpose)) continue;
        if (!longest || length(*rule.proof_kept) > length(*longest)) longest = rule.proof_kept;
    }
    return longest;
}

DueFilter::DueFilter(const Policy& policy, Instant on) {
    const auto note = [](std::optional<Instant>& latest, Instant instant) {
        if (!latest || instant > *latest) latest = instant;
    };
    for (const auto& rule : policy.retention) {
        const auto before = latest_begin(rule.period, on);
        switch (rule.from) {
            case RetentionStart::created:
            case RetentionStart::last_contact: note(added_, before); break;
            case RetentionStart::last_message: note(message_, before); break;
            default: ended_.push_back(rule.from);
        }
    }
}

bool DueFilter::may_be_due(const SubjectState& state) const {
    return (added_ && state.added <= *added_) || has_old_message(state) ||
           std::any_of(state.ended.begin(), state.ended.end(), [&](const Ended& ended) {
               return std::find(ended_.begin(), ended_.end(), ended.what) != ended_.end();
           });
}

bool DueFilter::has_old_message(const SubjectState& state) const {
    return message_ && state.address && state.address->last_delivered && *state.address->last_delivered <= *message_;
}

std::vector<EventIndex> events_of(std::span<const RecordedEvent> events, const std::string& purpose,
                                  const std::optional<DataCategory>& category) {
    Taken taken{purpose, category, {}};
    for (const auto& [index, event] : events) {
        if (std::visit(taken, event.body)) taken.before.insert(index);
    }
    return {taken.before.begin(), taken.before.end()};
}

}  // namespace lawful::rules
