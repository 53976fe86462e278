// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ledger/tree.hpp"
#include "registry/context.hpp"
#include "registry/view.hpp"

namespace lawful::registry {

/// One write: appends events, keeps standings and ledger with them, all in one transaction.
class Writer {
public:
    /// Holds the clock at the last recorded instant when it ran backwards, with a warning event,
    /// and adopts this library's national rows when they are newer. Replays what the denial journal
    /// holds more than the registry.
    explicit Writer(const Context& context);

    /// The recording time of everything this writer appends.
    [[nodiscard]] Instant now() const { return now_; }
    /// Events in the ledger, those of this writer included.
    [[nodiscard]] std::uint64_t size() const { return frontier_.size(); }
    [[nodiscard]] store::WriteTransaction& transaction() { return transaction_; }
    [[nodiscard]] const store::WriteTransaction& transaction() const { return transaction_; }
    /// What was written so far is in view.
    [[nodiscard]] View view() const;

    struct Extra {
        Origin origin = Origin::direct;
        std::optional<EventIndex> cause;
    };
    /// Records the event and everything that follows from it in the tables.
    EventIndex append(const Subject& subject, const EventBody& body, Instant occurred,
                      const Extra& extra);
    EventIndex append(const Subject& subject, const EventBody& body, Instant occurred) {
        return append(subject, body, occurred, Extra{});
    }

    template <class SomeId>
    [[nodiscard]] SomeId fresh_id() {
        SomeId id;
        context_.random().fill(id.bytes);
        return id;
    }

    /// The denials go to the journal first, synced.
    void commit();

    /// A denial that the journal had more, recorded as that event: whoever says it again, because the
    /// first time its commit failed, finds it recorded.
    void note_replayed(const DenialEntry& entry, EventIndex index) { replayed_.emplace_back(entry, index); }

    [[nodiscard]] bool journal_lost() const { return !journal_mark_; }
    /// Begins a new journal, after the controller accepted that denials may be missing.
    void begin_journal(JournalId id);

private:
    void adopt_rows();
    void catch_up();
    [[nodiscard]] std::optional<EventIndex> take_replayed(const Event& event);
    void note_denial(EventIndex index, const Event& event, const Digest& commitment);
    void write_journal();
    void reflect(EventIndex index, const Event& event, const crypto::SubKey& key);

    const Context& context_;
    store::WriteTransaction transaction_;
    store::LedgerRow ledger_;
    ledger::Frontier frontier_;
    Instant now_;
    std::optional<JournalMark> journal_mark_;  ///< none: the journal is lost
    std::vector<DenialEntry> denials_;
    std::vector<std::pair<DenialEntry, EventIndex>> replayed_;
};

}  // namespace lawful::registry
