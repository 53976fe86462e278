// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/audit_writer.hpp"
#include "registry/audit_selection.hpp"
#include "registry/report.hpp"
#include "registry/signing.hpp"

namespace lawful::registry {

/// Pumps events and commitments of one consistent view into an audit bundle, in flat memory.
class AuditPump {
public:
    AuditPump(const Context& context, const store::ReadTransaction& from, exchange::AuditWriter& to,
              const Progress& progress);

    /// For a full bundle: every event and every commitment in one pass, with counts for its report.
    [[nodiscard]] EventCounts write_all();

    /// For a partial one. Opens the events that both say yes to, and what they name: policies and their notices. The
    /// second is asked of opened events only.
    void open_events(const std::function<bool(const store::EventRow&)>& may_open,
                     const std::function<bool(const RecordedEvent&)>& opens);
    void write_leaves();
    [[nodiscard]] std::uint64_t opened() const { return opened_; }
    [[nodiscard]] std::uint64_t erased() const { return erased_; }
    /// Whether an opened event put a policy in force.
    [[nodiscard]] bool has_policy() const { return has_policy_; }

private:
    [[nodiscard]] const crypto::SubKey& key_of(const store::SubjectBytes& subject);
    /// Absent of an event that was erased.
    [[nodiscard]] std::optional<Context::Opening> opening_of(const store::EventRow& row);
    void write(EventIndex index, const Context::Opening& opening);
    void write_and_count(const store::EventRow& row, EventCounts& counts);
    void open_event(const store::EventRow& row, const std::function<bool(const RecordedEvent&)>& opens);
    void add_policy(EventIndex index, const Policy& policy);
    void tell_progress(std::uint64_t done) const;

    const Context& context_;
    const store::ReadTransaction& from_;
    exchange::AuditWriter& to_;
    const Progress& progress_;
    crypto::SubKey registry_key_;
    std::optional<crypto::SubKey> last_key_;  ///< neighbours are often of one subject
    store::SubjectBytes last_subject_{};
    std::uint64_t size_;
    std::uint64_t done_ = 0;
    std::uint64_t opened_ = 0;
    std::uint64_t erased_ = 0;
    bool has_policy_ = false;
};

AuditExport export_audit(const Context& context, const store::ReadTransaction& from,
                         const std::filesystem::path& folder, const AuditSelection& selection,
                         const Progress& progress);

}  // namespace lawful::registry
