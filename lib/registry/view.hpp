// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "registry/context.hpp"
#include "rules/state.hpp"

namespace lawful::registry {

/// The registry as it stands, or as it stood: the first `size` events and the instant asked about.
/// Standings come from the tables when the view is whole, and from the events otherwise.
class View {
public:
    /// Everything recorded so far.
    View(const Context& context, const store::ReadTransaction& from, Instant now,
         std::uint64_t size);
    /// Now (the clock, or the last recorded instant when that is later), or as of a past instant.
    /// Throws `future_event`.
    View(const Context& context, const store::ReadTransaction& from, std::optional<Instant> as_of);

    [[nodiscard]] Instant now() const { return now_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }

    /// The policy and the national rows in force. Throws `policy_missing`.
    [[nodiscard]] PolicyPointer policy() const;
    [[nodiscard]] RowsPointer rows() const;

    [[nodiscard]] std::optional<AddressId> find(const crypto::Probes& identity) const;
    [[nodiscard]] std::vector<AddressId> with_loose_key(const crypto::Probes& loose) const;
    [[nodiscard]] crypto::Probes loose_keys_of(AddressId address) const;
    [[nodiscard]] std::vector<store::SuppressionRow> suppressions(
        const crypto::Probes& loose) const;
    /// Who reads the address on that day.
    [[nodiscard]] std::vector<store::HolderRow> holders(AddressId address, Day day) const;
    [[nodiscard]] std::vector<store::HolderRow> addresses(RecipientId recipient, Day day) const;
    /// Every holding recorded of the address, ended or not.
    [[nodiscard]] std::vector<store::HolderRow> holdings(AddressId address) const;
    /// The next recorded day on which the person begins or ends to read an address.
    [[nodiscard]] std::optional<Day> addresses_change(RecipientId recipient, Day after) const;

    /// Denials may be missing.
    [[nodiscard]] bool journal_lost() const { return context_.journal_lost(from_); }
    /// What was erased later than this view: answers of then can no longer be known.
    [[nodiscard]] std::optional<EventIndex> erased_since(const crypto::Probes& loose) const;

    /// Absent when nothing was recorded of the subject. Somebody erased was erased at every instant.
    [[nodiscard]] std::optional<rules::SubjectState> state(const Subject& subject) const;
    /// The subject's own events, oldest first; none of somebody erased.
    [[nodiscard]] std::vector<RecordedEvent> events(const Subject& subject) const;

private:
    [[nodiscard]] bool is_known(const Subject& subject) const;
    [[nodiscard]] std::vector<store::HolderRow> known(std::vector<store::HolderRow> rows) const;
    [[nodiscard]] store::HolderRow as_told(const store::HolderRow& row) const;

    const Context& context_;
    const store::ReadTransaction& from_;
    Instant now_;
    std::uint64_t size_;
    bool whole_;
    std::optional<store::LedgerRow> ledger_;  ///< of a whole view that began with it
};

/// The events of a subject among the first `size` that can still be read, oldest first. Throws `erased` where none can.
[[nodiscard]] std::vector<RecordedEvent> events_left(const Context& context, const store::ReadTransaction& from,
                                                     const store::SubjectRow& row, std::uint64_t size);

}  // namespace lawful::registry
