// SPDX-License-Identifier: Apache-2.0
#include "registry/view.hpp"

#include <algorithm>

#include "model/codec.hpp"
#include "model/fields.hpp"
#include "rules/holdings.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {

View::View(const Context& context, const store::ReadTransaction& from, Instant now,
           std::uint64_t size)
    : context_(context), from_(from), now_(now), size_(size), whole_(true) {}

View::View(const Context& context, const store::ReadTransaction& from,
           std::optional<Instant> as_of)
    : context_(context), from_(from), now_(context.clock().now()) {
    auto ledger = from.ledger();
    context.learn_epochs(from, ledger.key_epoch);
    now_ = std::max(now_, ledger.last_recorded);
    size_ = ledger.size;
    if (as_of) {
        if (*as_of > now_) throw Error(ErrorCode::future_event, "as of an instant still to come");
        now_ = *as_of;
        size_ = from.size_as_of(now_);
    }
    whole_ = size_ == ledger.size;
    if (whole_) ledger_ = std::move(ledger);
}

PolicyPointer View::policy() const {
    const auto event = ledger_ ? ledger_->policy_event
                               : from_.latest_milestone(store::MilestoneKind::policy, size_);
    if (!event) throw Error(ErrorCode::policy_missing, "no policy was applied yet");
    return context_.policy_at(from_, *event);
}

RowsPointer View::rows() const {
    const auto event = ledger_ ? ledger_->rows_event
                               : from_.latest_milestone(store::MilestoneKind::rows, size_);
    if (!event) throw Error(ErrorCode::policy_missing, "no national rules were recorded yet");
    return context_.rows_at(from_, *event);
}

std::optional<AddressId> View::find(const crypto::Probes& identity) const {
    const auto address = from_.address_by_identity(identity);
    if (!address || !is_known(*address)) return std::nullopt;
    return address;
}

std::vector<AddressId> View::with_loose_key(const crypto::Probes& loose) const {
    auto addresses = from_.addresses_by_loose(loose);
    std::erase_if(addresses, [&](const AddressId& address) { return !is_known(address); });
    return addresses;
}

crypto::Probes View::loose_keys_of(AddressId address) const {
    const auto row = from_.address(address);
    if (!row) throw Error(ErrorCode::unknown_id, "no such address in this registry");
    if (context_.keys().only_one()) return {{row->loose_key}};
    // Its hash under another epoch is another one, and only the text gives it.
    const auto subject = from_.subject(address.bytes).value();
    const auto record = model::decode<Address>(context_.open_profile(from_, subject));
    const auto normal =
        contact::normalise(record.medium, record.text, policy()->policy.local_part_case);
    return context_.loose_keys(normal.loose);
}

std::vector<store::SuppressionRow> View::suppressions(const crypto::Probes& loose) const {
    auto rows = from_.suppressions(loose);
    std::erase_if(rows, [&](const auto& row) { return row.position >= size_; });
    return rows;
}

std::optional<EventIndex> View::erased_since(const crypto::Probes& loose) const {
    if (whole_) return std::nullopt;
    const auto key = context_.keys().registry_subject_key();
    for (const auto& row : from_.suppressions(loose)) {
        if (row.position < size_) continue;
        const auto said = context_.open_event(from_.event(row.position).value(), key);
        if (std::get<Suppressed>(said.event.body).reason == SuppressionReason::erasure) {
            return row.position;
        }
    }
    return std::nullopt;
}

/// What this view's events say of holders: what was told later is not known yet.
std::vector<store::HolderRow> View::known(std::vector<store::HolderRow> rows) const {
    std::erase_if(rows, [&](const store::HolderRow& row) { return row.added >= size_; });
    for (auto& row : rows) {
        if (row.changed >= size_) row = as_told(row);
    }
    return rows;
}

/// Days were told again later: this view has those told before. Of somebody erased since nothing is
/// left to tell, so that they count as still reading it.
store::HolderRow View::as_told(const store::HolderRow& row) const {
    std::vector<store::HolderRow> told;
    for (const auto& [index, event] : events(row.recipient)) rules::apply_holding(told, index, event);
    const auto found = std::find_if(told.begin(), told.end(),
                                    [&](const auto& one) { return one.added == row.added; });
    if (found != told.end()) return *found;
    auto open = row;
    open.until.reset();
    return open;
}

std::vector<store::HolderRow> View::holdings(AddressId address) const {
    return known(from_.holders_of(address));
}

std::vector<store::HolderRow> View::holders(AddressId address, Day day) const {
    return rules::present(holdings(address), day);
}

std::vector<store::HolderRow> View::addresses(RecipientId recipient, Day day) const {
    return rules::present(known(from_.addresses_of(recipient)), day);
}

std::optional<Day> View::addresses_change(RecipientId recipient, Day after) const {
    return rules::next_change(known(from_.addresses_of(recipient)), after);
}

bool View::is_known(const Subject& subject) const {
    if (whole_) return true;
    auto row = from_.subject(subject.id);
    if (!row) return false;
    auto position = std::optional(row->last_event);
    std::optional<EventIndex> first;
    while (position) {
        first = position;
        position = from_.event(*position).value().previous;
    }
    return first && *first < size_;
}

std::optional<rules::SubjectState> View::state(const Subject& subject) const {
    const auto row = from_.subject(subject.id);
    if (!row || row->subject.kind != subject.kind) return std::nullopt;
    auto state = rules::decode_state(row->state);
    if (state.erased) return state;
    if (whole_) {
        if (state.person && state.person->age_recorded) {
            state.person->born =
                model::decode<Recipient>(context_.open_profile(from_, *row)).born;
        }
        return state;
    }
    const auto recorded = events(subject);
    if (recorded.empty()) return std::nullopt;
    auto parts = std::move(state.parts);
    state = {};
    for (const auto& [index, event] : recorded) rules::apply(state, index, event);
    // What was erased later was erased at every instant: what was known then is gone.
    std::erase_if(parts, [&](const auto& part) { return part.tombstone < size_; });
    state.parts.insert(state.parts.end(), parts.begin(), parts.end());
    return state;
}

std::vector<RecordedEvent> View::events(const Subject& subject) const {
    const auto row = from_.subject(subject.id);
    if (!row || row->subject.kind != subject.kind || is_erased(*row)) return {};
    return events_left(context_, from_, *row, size_);
}

std::vector<RecordedEvent> events_left(const Context& context, const store::ReadTransaction& from,
                                       const store::SubjectRow& row, std::uint64_t size) {
    const auto key = context.subject_key(row);
    std::vector<RecordedEvent> out;
    for (auto position = std::optional(row.last_event); position;) {
        const auto stored = from.event(*position);
        if (!stored) throw Error(ErrorCode::corrupt, "an event is missing");
        if (*position < size && (stored->m || stored->r)) out.push_back(context.open_event(*stored, key));
        position = stored->previous;
    }
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace lawful::registry
