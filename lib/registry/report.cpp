// SPDX-License-Identifier: Apache-2.0
#include "registry/report.hpp"

#include <algorithm>
#include <set>

#include "model/canonical.hpp"
#include "registry/pages.hpp"
#include "registry/question.hpp"
#include "registry/view.hpp"
#include "rules/rights.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

constexpr std::uint64_t progress_step = 1'024;

class Reporter {
public:
    Reporter(const Context& context, const store::ReadTransaction& from, const Progress& progress)
        : context_(context), from_(from), progress_(progress), view_(context, from, std::nullopt),
          policy_(view_.policy()) {}

    exchange::ReportFacts facts(EventCounts events) {
        facts_.months = std::move(events.months);
        for (auto& [key, count] : events.erasures) facts_.erasures.push_back(std::move(count));
        facts_.controller = policy_->policy.controller;
        facts_.purposes = policy_->policy.purposes;
        facts_.made = view_.now();
        const auto ledger = from_.ledger();
        facts_.size = ledger.size;
        facts_.root = to_base64(ledger.root);
        for (const auto kind : {SubjectKind::organisation, SubjectKind::recipient, SubjectKind::address}) {
            count_subjects(kind);
        }
        for (const auto& purpose : facts_.purposes) {
            questions_ += purpose.channels.size();
        }
        for (const auto& purpose : facts_.purposes) {
            for (const auto channel : purpose.channels) count_answers(purpose.id, channel);
        }
        return std::move(facts_);
    }

private:
    void count_subjects(SubjectKind kind) {
        each_subject(from_, kind, [&](const auto& id) { count_subject(from_.subject(id).value()); });
    }

    void count_subject(const store::SubjectRow& row) {
        const bool erased = is_erased(row);
        switch (row.subject.kind) {
            case SubjectKind::organisation: ++facts_.organisations; break;
            case SubjectKind::recipient: ++(erased ? facts_.erased_people : facts_.recipients); break;
            default: ++(erased ? facts_.erased_addresses : facts_.addresses);
        }
        if (erased) return;
        const auto state = rules::decode_state(row.state);
        for (const auto& consent : state.consents) {
            auto& proofs = facts_.proofs[consent.purpose];
            ++(consent.invalidated     ? proofs.invalidated
               : !consent.demonstrable ? proofs.unproven
               : consent.imported      ? proofs.imported
                                       : proofs.demonstrable);
        }
        facts_.requests.restrictions += state.restrictions.size();
        for (const auto& objection : state.objections) count_objection(objection);
        for (const auto& request : state.rights) count_request(request);
    }

    void count_request(const rules::RightsFact& request) {
        auto& requests = facts_.requests;
        if (request.closed) {
            ++requests.closed;
            if (request.outcome == RequestOutcome::refused) ++requests.refused;
            return;
        }
        ++requests.open[request.type];
        const auto due = rules::request_due(request, policy_->policy.controller.country);
        if (!due) ++requests.awaiting_identity;
        else count_due(*due, requests.open_overdue, requests.open_next_due);
    }

    void count_due(Day due, std::uint64_t& overdue, std::optional<Day>& next) const {
        if (due < policy_->zone.day_of(view_.now())) ++overdue;
        else if (!next || due < *next) next = due;
    }

    void count_objection(const rules::Objection& objection) {
        if (objection.kind != ObjectionKind::own_situation || objection.outcome) return;
        auto& requests = facts_.requests;
        ++requests.objections;
        const auto received = policy_->zone.day_of(objection.occurred);
        const auto due = request_deadlines(received, policy_->policy.controller.country).due_1m;
        count_due(due, requests.overdue, requests.next_due);
    }

    void count_answers(const std::string& purpose, Channel channel) {
        const Question question(context_, view_, purpose, channel);
        exchange::StandingCounts counts{.purpose = purpose, .channel = channel, .reasons = {}};
        std::uint64_t asked = 0;
        each_address(from_, medium_of(channel), [&](const auto& id) {
            count_answer(question.answer(id), counts);
            if (++asked % progress_step == 0) tell_progress(asked);
        });
        facts_.standings.push_back(std::move(counts));
        tell_progress(0);
    }

    /// Of a question it is only known that no more than all addresses are asked about.
    void tell_progress(std::uint64_t asked) const {
        if (!progress_) return;
        const auto most = static_cast<double>(std::max<std::uint64_t>(1, facts_.addresses + facts_.erased_addresses));
        const auto done = (static_cast<double>(facts_.standings.size()) + static_cast<double>(asked) / most) /
                          static_cast<double>(questions_);
        progress_(facts_.size + static_cast<std::uint64_t>(done * static_cast<double>(facts_.size)), 2 * facts_.size);
    }

    static void count_answer(const Decision& decision, exchange::StandingCounts& counts) {
        switch (decision.verdict) {
            case Verdict::allow: ++counts.allow; break;
            case Verdict::allow_with_obligations: ++counts.with_obligations; break;
            case Verdict::deny: ++counts.deny; break;
        }
        std::set<std::pair<std::string, std::string>> spoken;  // by several holders: one address all the same
        for (const auto& reason : decision.reasons) {
            if (reason.effect != Effect::block && reason.effect != Effect::warn && reason.effect != Effect::breach) {
                continue;
            }
            if (spoken.emplace(reason.code, reason.article).second) ++counts.reasons[{reason.code, reason.article}];
        }
    }

    const Context& context_;
    const store::ReadTransaction& from_;
    const Progress& progress_;
    View view_;
    PolicyPointer policy_;
    std::size_t questions_ = 0;
    exchange::ReportFacts facts_;
};

}  // namespace

const std::string& EventCounts::day_of(Instant recorded) {
    const auto day = std::chrono::floor<std::chrono::days>(recorded);
    if (last_ != day) day_ = to_string(recorded).substr(0, 10);
    last_ = day;
    return day_;
}

std::string EventCounts::add(Instant recorded, std::string_view m) {
    static const auto tombstone = kind_of(Erased{});
    auto kind = model::kind_in(m);
    add_kind(recorded, kind);
    if (kind == tombstone) add_tombstone(recorded, std::get<Erased>(model::parse_event(m).body));
    return kind;
}

void EventCounts::add_kind(Instant recorded, const std::string& kind) {
    ++months[day_of(recorded).substr(0, 7)][kind];
}

void EventCounts::add_tombstone(Instant recorded, const Erased& erased) {
    const auto& day = day_of(recorded);
    const std::string ground(wire_name(erased.ground));
    auto& count = erasures[{day, ground}];
    count = {ground, day, count.tombstones + 1, count.leaves + erased.leaves.size()};
}

EventCounts count_events(const Context& context, const store::ReadTransaction& from, const Progress& progress) {
    EventCounts counts;
    const auto size = from.ledger().size;
    context.learn_epochs(from, from.ledger().key_epoch);
    from.each_event(0, [&](store::EventRow&& row) {
        if (row.m) {
            const auto key = context.subject_key(from.subject(row.subject).value());
            counts.add(row.recorded, as_text(context.open_commitment(row, key).m));
        } else {
            counts.add_erased(row.recorded);
        }
        if (progress && row.position % progress_step == 0) progress(row.position, 2 * size);
    });
    return counts;
}

exchange::ReportFacts report_facts(const Context& context, const store::ReadTransaction& from, EventCounts events,
                                   const Progress& progress) {
    return Reporter(context, from, progress).facts(std::move(events));
}

}  // namespace lawful::registry
