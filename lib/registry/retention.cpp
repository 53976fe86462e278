// SPDX-License-Identifier: Apache-2.0
#include "registry/retention.hpp"

#include <algorithm>

#include "registry/erase.hpp"
#include "registry/merge.hpp"
#include "registry/proofs.hpp"

namespace lawful::registry {
namespace {

void keep_latest(std::optional<Instant>& latest, const std::optional<Instant>& instant) {
    if (instant && (!latest || *instant > *latest)) latest = instant;
}

}  // namespace

RetentionLook::RetentionLook(const Context& context, const store::ReadTransaction& from, const View& view,
                             Instant on)
    : from_(from), view_(view), on_(on), policy_(view.policy()), holds_(context, view) {
    for (const auto& rule : policy_->policy.retention) {
        wants_messages_ = wants_messages_ || rule.from == RetentionStart::last_message;
        wants_holdings_ = wants_holdings_ || rule.from == RetentionStart::holder_left;
    }
}

std::vector<RetentionEntry> RetentionLook::due(const store::SubjectRow& row) {
    if (is_erased(row)) return {};
    const auto state = rules::decode_state(row.state);
    if (row.subject.kind == SubjectKind::recipient) return due_of_person(row.subject, state);
    const rules::SubjectState* const own[] = {&state};
    const rules::Kept kept{.own = own,
                           .organisation = organisation_of(state),
                           .last_message = state.address->last_delivered};
    auto entries = due(row.subject, kept);
    if (!entries.empty()) note_hold(holds_.on(row.subject, state), entries);
    return entries;
}

/// One person under several ids is kept, and goes, as one.
std::vector<RetentionEntry> RetentionLook::due_of_person(const Subject& subject, const rules::SubjectState& state) {
    std::vector<RecipientId> group{RecipientId{subject.id}};
    if (!state.merges.empty()) group = merged_group(view_, group.front());
    std::vector<rules::SubjectState> others;
    for (std::size_t i = 1; i < group.size(); ++i) others.push_back(view_.state(group[i]).value());
    std::vector<const rules::SubjectState*> own{&state};
    for (const auto& other : others) own.push_back(&other);
    rules::Kept kept{.own = own, .organisation = organisation_of(state)};
    note_holdings(group, kept);
    auto entries = due(subject, kept);
    if (entries.empty()) return entries;
    for (std::size_t i = 0; i < group.size(); ++i) note_hold(holds_.on(group[i], *own[i]), entries);
    for (const auto& one : group) {
        for (const auto& holding : from_.addresses_of(one)) {
            const auto row = from_.subject(holding.address.bytes);
            if (!row || is_erased(*row) || why_stays(from_, holding.address, group) != nullptr) continue;
            note_hold(holds_.on(holding.address, rules::decode_state(row->state)), entries);
        }
    }
    return entries;
}

/// What holds any of what would go holds all of it; the oldest is told.
void RetentionLook::note_hold(const std::optional<rules::HoldFact>& hold, std::vector<RetentionEntry>& entries) {
    for (auto& entry : entries) {
        if (hold && (!entry.held || hold->occurred < *entry.held)) entry.held = hold->occurred;
    }
}

std::vector<RetentionEntry> RetentionLook::due(const Subject& subject, const rules::Kept& kept) const {
    std::vector<RetentionEntry> entries;
    // Who reads or read an address is erased with it; its messages are its own.
    const bool of_people = subject.kind == SubjectKind::address && is_held(AddressId{subject.id});
    for (const auto& rule : policy_->policy.retention) {
        if (of_people && !rule.category) continue;
        if (!rules::speaks_of(rule, kept)) continue;
        const auto end = rules::retention_end(rule, kept, policy_->zone);
        if (end && *end <= on_) entries.push_back({subject, rule, *end, {}});
    }
    const auto whole = std::find_if(entries.begin(), entries.end(), [](const RetentionEntry& entry) {
        return entry.rule.action == RetentionAction::erase_person;
    });
    if (whole != entries.end()) entries = {*whole};
    return entries;
}

const rules::SubjectState* RetentionLook::organisation_of(const rules::SubjectState& state) {
    const auto id = state.person ? state.person->organisation : state.address->organisation;
    if (!id) return nullptr;
    auto known = organisations_.find(*id);
    if (known == organisations_.end()) known = organisations_.emplace(*id, view_.state(*id).value()).first;
    return &known->second;
}

void RetentionLook::note_holdings(std::span<const RecipientId> group, rules::Kept& kept) const {
    if (!wants_messages_ && !wants_holdings_) return;
    const auto day = policy_->zone.day_of(on_);
    bool reads = false;
    for (const auto& one : group) {
        for (const auto& holding : from_.addresses_of(one)) {
            reads = reads || !holding.until || *holding.until > day;
            if (holding.until) keep_latest(kept.left, policy_->zone.start_of(*holding.until));
            const auto row = wants_messages_ ? from_.subject(holding.address.bytes) : std::nullopt;
            if (!row || is_erased(*row)) continue;
            keep_latest(kept.last_message, rules::decode_state(row->state).address->last_delivered);
        }
    }
    if (reads) kept.left.reset();
}

/// Somebody who was not erased reads it, or read it.
bool RetentionLook::is_held(AddressId address) const {
    const auto holdings = from_.holders_of(address);
    return std::any_of(holdings.begin(), holdings.end(), [&](const auto& holding) {
        return !is_erased(from_.subject(holding.recipient.bytes).value());
    });
}

namespace {

/// Who may have something due: one pass over all standings, most of which need no closer look.
std::vector<Subject> candidates(const store::ReadTransaction& from, const rules::DueFilter& filter,
                                const Progress& progress) {
    std::vector<Subject> found;
    const auto expected = progress ? from.subject_count() : 0;
    std::uint64_t done = 0;
    from.each_standing([&](const store::StandingRow& row) {
        if (progress && ++done % 4'096 == 0) progress(done, expected);
        const auto kind = row.subject.kind;
        if (!row.has_key || (kind != SubjectKind::recipient && kind != SubjectKind::address)) return;
        const auto state = rules::decode_state(row.state);
        if (filter.may_be_due(state)) found.push_back(row.subject);
        if (kind != SubjectKind::address || !filter.has_old_message(state)) return;
        for (const auto& holding : from.holders_of(AddressId{row.subject.id})) found.emplace_back(holding.recipient);
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace

RetentionPlan plan_retention(const Context& context, const store::ReadTransaction& from, std::optional<Day> on,
                             const Progress& progress) {
    const View view(context, from, std::nullopt);
    const auto policy = view.policy();
    RetentionPlan plan;
    plan.made = view.now();
    plan.on = on ? policy->zone.start_of(*on) : plan.made;
    RetentionLook look(context, from, view, plan.on);
    for (const auto& subject : candidates(from, {policy->policy, plan.on}, progress)) {
        auto entries = look.due(from.subject(subject.id).value());
        for (auto& entry : entries) plan.entries.push_back(std::move(entry));
    }
    plan.proofs = expired_proofs(from, policy->zone.day_of(plan.on));
    return plan;
}

}  // namespace lawful::registry
