// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "store/transaction.hpp"
#include "store/vault/vault.hpp"

namespace lawful::store {

/// `data`: ciphertext and random ids. `keys`: keys of people and addresses, every `r`, keyed hashes.
enum class BackupPart : std::uint8_t { data = 1, keys };

/// Called with the rows done.
using RowProgress = std::function<void(std::uint64_t done)>;

/// One of a backup's two files: a vault of its own, and no registry.
class BackupFile {
public:
    /// Makes it. Throws `registry_exists`.
    [[nodiscard]] static BackupFile create(const std::filesystem::path& file, BackupPart part,
                                           const vault::Keys& keys, const vault::KeyTable& table,
                                           const OpenOptions& options);
    /// Throws `not_a_registry`, `newer_version`.
    [[nodiscard]] static BackupFile open(const std::filesystem::path& file, BackupPart part,
                                         const vault::Keys& keys, const OpenOptions& options);

    void put_meta(std::string_view name, ByteView value);
    /// Throws `corrupt` where there is none.
    [[nodiscard]] Bytes meta(std::string_view name);

    /// Copies its part out of one consistent view, in flat memory.
    void copy(const ReadTransaction& from, const RowProgress& progress);
    /// Everything is on disk, in the one file.
    void finish();

private:
    friend class Restoring;
    BackupFile(const std::filesystem::path& file, BackupPart part, const vault::Keys& keys,
               const OpenOptions& options);

    BackupPart part_;
    std::unique_ptr<vault::Keyring> keyring_;
    std::unique_ptr<Connection> connection_;
};

/// Joins both into the empty registry that `Store::prepare` made.
class Restoring {
public:
    Restoring(const std::filesystem::path& prepared, const vault::Keys& keys,
              const OpenOptions& options);

    void put_meta(std::string_view name, ByteView value);
    void copy(BackupFile& data, BackupFile& keys, const RowProgress& progress);
    /// A whole registry, from one consistent view.
    void copy(const ReadTransaction& from, const RowProgress& progress);
    /// The registry keys are wrapped under what lies above them in this file.
    void wrap_epochs_again(const std::function<crypto::Sealed(const crypto::Sealed&)>& wrap);
    void finish();

private:
    vault::Keyring keyring_;
    std::unique_ptr<Connection> connection_;
};

/// The key table at the head of a vault that nobody has open. Throws `registry_missing`,
/// `not_a_registry`, `corrupt`.
[[nodiscard]] vault::Block0 read_key_table(const std::filesystem::path& file);

}  // namespace lawful::store
