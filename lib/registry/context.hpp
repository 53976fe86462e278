// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>

#include "base/zone.hpp"
#include "contact/contact.hpp"
#include "crypto/registry_keys.hpp"
#include "registry/journal.hpp"
#include "store/store.hpp"

#include <lawful/registry.hpp>

namespace lawful::registry {

/// A policy as recorded by one event, with what is derived from it.
struct PolicyInForce {
    PolicyInForce(EventIndex at, Policy recorded)
        : event(at), policy(std::move(recorded)), zone(policy.controller.time_zone) {}

    /// Throws `unknown_purpose`.
    [[nodiscard]] const Purpose& purpose(std::string_view id) const;
    /// Throws `unknown_notice`.
    [[nodiscard]] const Notice& notice(std::string_view purpose, const NoticeRef& ref) const;

    EventIndex event;
    Policy policy;
    Zone zone;
};

using PolicyPointer = std::shared_ptr<const PolicyInForce>;
using RowsPointer = std::shared_ptr<const RowsAdopted>;

/// A person or an address without a key: GDPR 17.
[[nodiscard]] inline bool is_erased(const store::SubjectRow& row) {
    return !row.key && (row.subject.kind == SubjectKind::recipient ||
                        row.subject.kind == SubjectKind::address);
}

/// What every verb works with: the file, its keys, time and chance.
class Context {
public:
    /// `key` is the 32 bytes under which registry keys are wrapped. Throws `wrong_key`.
    Context(store::Store& store, RegistryId id, ByteView key, std::shared_ptr<Clock> clock,
            std::shared_ptr<Random> random);

    [[nodiscard]] store::Store& store() const { return store_; }
    [[nodiscard]] RegistryId id() const { return id_; }
    [[nodiscard]] const crypto::RegistryKeys& keys() const { return keys_; }
    /// Whoever begins to look up or to write calls this first: another process may have begun a
    /// rotation, and what is written since is under its epoch.
    void learn_epochs(const store::ReadTransaction& from, std::int64_t newest) const;
    /// An epoch's registry key. Throws `corrupt`, `wrong_key`.
    [[nodiscard]] crypto::SubKey registry_key(const store::KeyEpochRow& row) const;
    [[nodiscard]] crypto::Sealed wrap_registry_key(const crypto::SubKey& registry_key) const;
    [[nodiscard]] Clock& clock() const { return *clock_; }
    [[nodiscard]] Random& random() const { return *random_; }
    [[nodiscard]] const std::shared_ptr<Random>& shared_random() const { return random_; }
    [[nodiscard]] Journal& journal() const { return journal_; }

    /// The denial journal was found gone. Denials may be missing, and so everything is denied until
    /// the controller accepts that, here or in another process.
    [[nodiscard]] bool journal_lost(const store::ReadTransaction& from) const;
    /// The same, as far as this process knows without looking.
    [[nodiscard]] bool journal_in_doubt() const { return journal_lost_; }
    void set_journal_lost(bool lost) const { journal_lost_ = lost; }

    /// The policy that event recorded; kept, because policies are few.
    [[nodiscard]] PolicyPointer policy_at(const store::ReadTransaction& from, EventIndex event) const;
    [[nodiscard]] RowsPointer rows_at(const store::ReadTransaction& from, EventIndex event) const;

    // ---- sealed values ----
    /// Throws `erased`.
    [[nodiscard]] crypto::SubKey subject_key(const store::SubjectRow& row) const;
    /// Fills in `m` and `r`, both sealed.
    void seal_event(store::EventRow& row, const crypto::SubKey& key, const Digest& r,
                    std::string_view m) const;
    /// Under the newest epoch. Throws `corrupt`.
    void reseal_r(store::SealedR& row) const;
    /// What opens an event's commitment.
    struct Opening {
        Digest r;
        Bytes m;
    };
    /// Both throw `corrupt` when the event is not the one committed to.
    [[nodiscard]] Opening open_commitment(const store::EventRow& row,
                                          const crypto::SubKey& key) const;
    [[nodiscard]] RecordedEvent open_event(const store::EventRow& row,
                                           const crypto::SubKey& key) const;
    [[nodiscard]] crypto::Sealed seal_profile(const crypto::SubKey& key, const Subject& subject,
                                              std::string_view text) const;
    [[nodiscard]] std::string open_profile(const store::ReadTransaction& from,
                                           const store::SubjectRow& row) const;

    // ---- blind indexes: what to look up; the first is of the newest epoch and is what to write ----
    [[nodiscard]] crypto::Probes identity_keys(std::string_view identity) const;
    [[nodiscard]] crypto::Probes loose_keys(std::string_view loose) const;
    [[nodiscard]] crypto::Probes organisation_keys(std::string_view name) const;
    [[nodiscard]] crypto::Probes import_keys(std::string_view row) const;

private:
    store::Store& store_;
    RegistryId id_;
    crypto::Locked<crypto::SubKey> above_;  ///< the key above the registry keys
    mutable crypto::RegistryKeys keys_;
    std::shared_ptr<Clock> clock_;
    std::shared_ptr<Random> random_;

    mutable Journal journal_;
    mutable std::atomic<bool> journal_lost_ = false;
    mutable std::mutex cache_lock_;
    mutable std::map<EventIndex, PolicyPointer> policies_;
    mutable std::map<EventIndex, RowsPointer> rows_;
};

}  // namespace lawful::registry
