// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "crypto/keys.hpp"
#include "crypto/locked.hpp"
#include "crypto/xaes.hpp"

namespace lawful::crypto {

/// A text's hashes under several epochs, the newest first: a row is looked up under each of them.
struct Probes {
    std::vector<BlindIndex> keys;
};

/// The keys of a registry: of the newest epoch, and of older ones whose rows or hashes there still
/// are. Grows and never shrinks, as a reader may have begun before a rotation ended. Thread safe.
class RegistryKeys {
public:
    explicit RegistryKeys(SubKey registry_subject_key)
        : journal_(derive(registry_subject_key.view(), "lawful/denial-journal/v1", {}).view()),
          registry_subject_key_(std::move(registry_subject_key)) {}

    /// An epoch that is known already stays as it is.
    void add(std::int64_t epoch, const SubKey& registry_key, ByteView registry_id);
    /// Of an epoch that is over.
    void add_retired(std::int64_t epoch, ByteView index_material);

    /// The newest: everything is written under it. Throws `corrupt` when there is none.
    [[nodiscard]] std::shared_ptr<const EpochKeys> current() const;
    /// Throws `corrupt` for an epoch that is over or never was.
    [[nodiscard]] std::shared_ptr<const EpochKeys> of(std::int64_t number) const;
    /// 0 when there is none.
    [[nodiscard]] std::int64_t newest() const;

    [[nodiscard]] Probes identity(ByteView text) const;
    [[nodiscard]] Probes suppression(ByteView text) const;
    [[nodiscard]] Probes imported(ByteView text) const;
    /// Whether a stored hash says all there is to know of its text.
    [[nodiscard]] bool only_one() const;

    /// The denial journal's MACs: the same in every epoch, as its lines are never written again.
    [[nodiscard]] const HmacKey& journal() const noexcept { return journal_; }
    /// For something of the registry's own that outlives epochs: the same in each, and in every copy.
    [[nodiscard]] Xaes256Gcm sealing(std::string_view label, ByteView context) const {
        return Xaes256Gcm(derive(registry_subject_key_->view(), label, context).view());
    }
    /// Stands for a subject key for events of organisations and of the registry itself.
    [[nodiscard]] SubKey registry_subject_key() const {
        return SubKey(registry_subject_key_->view());
    }

private:
    struct Epoch {
        std::int64_t number;
        std::shared_ptr<const EpochKeys> whole;  ///< none once it is over
        std::shared_ptr<const IndexKeys> indexes;
    };
    void insert(Epoch epoch);
    [[nodiscard]] std::vector<Epoch> epochs() const;

    HmacKey journal_;
    Locked<SubKey> registry_subject_key_;
    mutable std::mutex lock_;
    std::vector<Epoch> epochs_;  ///< the newest first
};

}  // namespace lawful::crypto
