// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "store/connection.hpp"
#include "store/locks.hpp"
#include "store/rows.hpp"

namespace lawful::store {

class Store;

/// One consistent view of the file. Ends when it goes.
class ReadTransaction {
public:
    virtual ~ReadTransaction();
    ReadTransaction(ReadTransaction&&) noexcept;
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;
    ReadTransaction& operator=(ReadTransaction&&) = delete;

    // people.cpp
    [[nodiscard]] std::optional<SubjectRow> subject(const SubjectBytes& id) const;
    /// Every subject, in no order.
    void each_standing(const std::function<void(const StandingRow&)>& each) const;
    [[nodiscard]] std::optional<crypto::Sealed> profile(const SubjectBytes& id) const;
    [[nodiscard]] std::optional<AddressId> address_by_identity(const crypto::Probes& probes) const;
    [[nodiscard]] std::optional<AddressRow> address(AddressId id) const;
    [[nodiscard]] std::vector<AddressId> addresses_by_loose(const crypto::Probes& probes) const;
    [[nodiscard]] std::vector<HolderRow> holders_of(AddressId address) const;
    [[nodiscard]] std::vector<HolderRow> addresses_of(RecipientId recipient) const;
    [[nodiscard]] std::optional<OrganisationId> organisation_by_name(
        const crypto::Probes& probes) const;
    /// All of a kind with id above `after`, in the order of ids, `limit` at most.
    [[nodiscard]] std::vector<SubjectBytes> subjects_of_kind(SubjectKind kind,
                                                             const SubjectBytes& after,
                                                             int limit) const;
    [[nodiscard]] std::vector<AddressId> addresses_of_medium(Medium medium, const AddressId& after,
                                                             int limit) const;
    [[nodiscard]] std::uint64_t address_count(Medium medium) const;
    [[nodiscard]] std::vector<SuppressionRow> suppressions(const crypto::Probes& probes) const;
    [[nodiscard]] std::uint64_t subject_count() const;
    [[nodiscard]] bool is_imported(const crypto::Probes& probes) const;
    [[nodiscard]] std::optional<std::string> notice(std::string_view sha256) const;

    // ledger_rows.cpp
    [[nodiscard]] LedgerRow ledger() const;
    [[nodiscard]] std::optional<EventRow> event(EventIndex position) const;
    /// In the order of the ledger, from `first` on.
    /// Of events from `first` on, at most so many.
    [[nodiscard]] std::vector<Digest> commitments(EventIndex first, std::uint64_t count) const;
    /// Hashes of the kept subtrees of 2^level leaves from number `first` on, at most so many.
    [[nodiscard]] std::vector<Digest> subtrees(unsigned level, std::uint64_t first, std::uint64_t count) const;
    [[nodiscard]] std::uint64_t subtree_count() const;
    void each_event(EventIndex first, const std::function<void(EventRow&&)>& each) const;
    /// How many events were recorded up to and including then.
    [[nodiscard]] std::uint64_t size_as_of(Instant limit) const;
    [[nodiscard]] std::optional<EventIndex> latest_milestone(MilestoneKind kind,
                                                             std::uint64_t size) const;
    [[nodiscard]] std::optional<Bytes> meta(std::string_view name) const;

    // proof_rows.cpp
    [[nodiscard]] std::vector<ProofRow> proofs(const crypto::Probes& probes) const;
    [[nodiscard]] std::vector<ProofRow> proofs_of(Day expires) const;
    [[nodiscard]] std::vector<ProofKeyRow> proof_keys() const;
    [[nodiscard]] std::optional<ProofKeyRow> proof_key(Day expires) const;

    // key_rows.cpp
    [[nodiscard]] std::vector<KeyEpochRow> key_epochs() const;
    [[nodiscard]] std::optional<SigningKeyRow> signing_key() const;
    /// Rows still of an epoch before this one: what a rotation has to do.
    [[nodiscard]] std::uint64_t rows_before(std::int64_t epoch) const;
    /// Rows of an epoch that is not in use.
    [[nodiscard]] std::uint64_t rows_of_no_epoch() const;
    /// These give rows of an epoch before `epoch`, above `after`, in order, `limit` at most.
    [[nodiscard]] std::vector<SubjectBytes> subject_keys_before(std::int64_t epoch,
                                                                const SubjectBytes& after,
                                                                int limit) const;
    [[nodiscard]] std::vector<SealedR> event_keys_before(std::int64_t epoch, std::int64_t after,
                                                         int limit) const;
    [[nodiscard]] std::vector<AddressId> addresses_before(std::int64_t epoch,
                                                          const AddressId& after, int limit) const;
    [[nodiscard]] std::vector<NameRow> names_before(std::int64_t epoch, int limit) const;

    /// SQLite's own check of the file; one line a fault.
    [[nodiscard]] std::vector<std::string> integrity() const;

protected:
    friend class Store;
    friend class BackupFile;
    friend class Restoring;
    ReadTransaction(Store& store, std::unique_ptr<Connection> connection, const char* begin);

    Store* store_;
    std::unique_ptr<Connection> connection_;
};

/// The one writer. Rolls back unless committed.
class WriteTransaction final : public ReadTransaction {
public:
    ~WriteTransaction() override;

    void commit();

    // people.cpp
    void put_subject(const SubjectRow& row);
    void put_profile(const SubjectBytes& id, const crypto::Sealed& sealed);
    void put_organisation_name(const crypto::BlindIndex& key, OrganisationId id,
                               std::int64_t epoch);
    void drop_organisation_names(OrganisationId id);
    void put_address(const AddressRow& row);
    void put_holder(const HolderRow& row);
    void put_suppression(const SuppressionRow& row);
    void put_imported(const crypto::BlindIndex& row);
    void put_notice(std::string_view sha256, std::string_view body);
    void drop_profile(const SubjectBytes& id);
    /// With its look-up keys and its holders.
    void drop_address(AddressId id);

    // ledger_rows.cpp
    void put_event(const EventRow& row);
    /// Its `m` and its `r`; the commitment stays.
    void destroy_event(EventIndex position);
    void put_ledger(const LedgerRow& row);
    void put_subtree(unsigned level, std::uint64_t number, const Digest& hash);
    void put_milestone(MilestoneKind kind, EventIndex position);
    void put_meta(std::string_view name, ByteView value);

    // proof_rows.cpp
    void put_proof_key(const ProofKeyRow& row);
    void put_proof(const ProofRow& row);
    /// With their key.
    void drop_proofs(Day expires);

    // key_rows.cpp
    void put_key_epoch(const KeyEpochRow& row);
    /// Destroys the one before.
    void put_signing_key(const SigningKeyRow& row);
    void replace_r(const SealedR& row);
    /// Of an address that is there.
    void replace_address_keys(const AddressRow& row);
    void drop_name(const crypto::BlindIndex& key);

private:
    friend class Store;
    WriteTransaction(Store& store, std::unique_ptr<Connection> connection,
                     std::unique_lock<std::mutex> writer, Locks::Writing writing);

    std::unique_lock<std::mutex> writer_;
    Locks::Writing writing_;
    bool committed_ = false;
};

}  // namespace lawful::store
