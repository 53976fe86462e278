// SPDX-License-Identifier: Apache-2.0
#include "registry/writer.hpp"

#include <algorithm>

#include "ledger/commitment.hpp"
#include "model/canonical.hpp"
#include "registry/replay.hpp"
#include "registry/tables.hpp"
#include "rules/national_rows.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {

Writer::Writer(const Context& context)
    : context_(context),
      transaction_(context.store().write()),
      ledger_(transaction_.ledger()),
      frontier_(ledger::Frontier::decode(ledger_.frontier)),
      now_(std::max(context.clock().now(), ledger_.last_recorded)) {
    context.learn_epochs(transaction_, ledger_.key_epoch);
    if (const auto wall = context.clock().now(); wall < ledger_.last_recorded) {
        const auto newest = transaction_.event(ledger_.size - 1);
        const auto registry = context.keys().registry_subject_key();
        const bool said = newest && newest->subject == context.id().bytes &&
                          std::holds_alternative<ClockHeld>(
                              context.open_event(*newest, registry).event.body);
        if (!said) append(context.id(), ClockHeld{wall}, now_);
    }
    adopt_rows();
    catch_up();
}

void Writer::catch_up() {
    auto& journal = context_.journal();
    const auto mark = journal_mark(transaction_);
    const auto standing = journal.standing(mark);
    context_.set_journal_lost(standing == JournalStanding::lost);
    if (standing == JournalStanding::lost) return;
    journal_mark_ = mark;
    if (standing == JournalStanding::current) return;
    const auto tail = journal.tail(*mark);
    if (tail.torn) journal.cut(tail.end);
    replay(context_, *this, tail.entries);
    if (has_unknown_epoch(tail.entries, context_.keys().newest())) {
        // Keyed hashes that this copy, from before a rotation of the keys, cannot match.
        journal_mark_.reset();
        put_journal_mark(transaction_, {});
        context_.set_journal_lost(true);
        return;
    }
    journal_mark_ = tail.end;
    put_journal_mark(transaction_, tail.end);
}

void Writer::begin_journal(JournalId id) {
    context_.journal().set_aside(id);
    journal_mark_ = context_.journal().begin(id);
    put_journal_mark(transaction_, *journal_mark_);
}

View Writer::view() const { return {context_, transaction_, now_, frontier_.size()}; }

void Writer::adopt_rows() {
    const auto& version = rules::national_rows_version();
    if (ledger_.rows_event &&
        context_.rows_at(transaction_, *ledger_.rows_event)->version == version) {
        return;
    }
    append(context_.id(), RowsAdopted{std::string(version), rules::national_rows()}, now_);
}

EventIndex Writer::append(const Subject& subject, const EventBody& body, Instant occurred,
                          const Extra& extra) {
    const Event event{subject, occurred, now_, extra.origin, extra.cause, body};
    if (const auto recorded = take_replayed(event)) return *recorded;
    const EventIndex index = frontier_.size();

    auto row = transaction_.subject(subject.id);
    rules::SubjectState state;
    std::optional<EventIndex> previous;
    if (row) {
        state = rules::decode_state(row->state);
        previous = row->last_event;
    } else {
        row = new_subject(context_, subject);
    }
    const auto key = context_.subject_key(*row);

    const auto m = model::canonical(event);
    Digest r{};
    context_.random().fill(r);
    const auto commitment = ledger::commit(r, m);
    store::EventRow stored{.position = index,
                           .subject = subject.id,
                           .previous = previous,
                           .recorded = now_,
                           .commitment = commitment,
                           .m = {},
                           .r = {}};
    context_.seal_event(stored, key, r, m);
    transaction_.put_event(stored);
    for (const auto& kept : frontier_.append(ledger::leaf_hash(as_bytes(ledger::leaf(commitment))))) {
        transaction_.put_subtree(kept.level, kept.number, kept.hash);
    }

    if (extra.origin != Origin::replayed) note_denial(index, event, commitment);
    rules::apply(state, index, event);
    row->state = rules::encode_state(state);
    row->last_event = index;
    transaction_.put_subject(*row);
    reflect(index, event, key);
    ledger_.size = frontier_.size();
    ledger_.last_recorded = now_;
    return index;
}

void Writer::reflect(EventIndex index, const Event& event, const crypto::SubKey& key) {
    write_tables({context_, transaction_, key}, index, event);
    if (std::holds_alternative<PolicyApplied>(event.body)) ledger_.policy_event = index;
    if (std::holds_alternative<RowsAdopted>(event.body)) ledger_.rows_event = index;
    if (const auto* rotated = std::get_if<KeysRotated>(&event.body)) {
        ledger_.key_epoch = rotated->epoch;
    }
}

std::optional<EventIndex> Writer::take_replayed(const Event& event) {
    if (replayed_.empty() || event.origin == Origin::replayed) return std::nullopt;
    const auto entry = denial_entry(0, event);
    if (!entry) return std::nullopt;
    const auto found = std::find_if(replayed_.begin(), replayed_.end(),
                                    [&](const auto& replayed) { return says_the_same(*entry, replayed.first); });
    if (found == replayed_.end()) return std::nullopt;
    const auto index = found->second;
    replayed_.erase(found);
    return index;
}

void Writer::note_denial(EventIndex index, const Event& event, const Digest& commitment) {
    auto entry = denial_entry(index, event);
    if (!entry) return;
    entry->commitment = commitment;
    if (entry->loose.empty()) entry->loose = loose_keys(transaction_, entry->subject, now_);
    denials_.push_back(std::move(*entry));
}

/// A journal that comes back after a denial was not written to it must not count as whole.
void Writer::write_journal() {
    if (denials_.empty()) return;
    if (journal_mark_) journal_mark_ = context_.journal().append(*journal_mark_, std::move(denials_));
    put_journal_mark(transaction_, journal_mark_.value_or(JournalMark{}));
    denials_.clear();
}

void Writer::commit() {
    write_journal();
    ledger_.frontier = frontier_.encode();
    ledger_.root = frontier_.root();
    transaction_.put_ledger(ledger_);
    transaction_.commit();
}

}  // namespace lawful::registry
