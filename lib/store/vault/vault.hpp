// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "store/vault/file_keys.hpp"
#include "store/vault/main_file.hpp"

struct sqlite3;

/// An encrypting VFS over the stock SQLite, by its public interface. docs/file-format.md has the
/// bytes, docs/threat-model.md what it promises.
namespace lawful::store::vault {

/// Registers the vault over a VFS that SQLite knows ("unix", "unix-excl", a test's own), once, and
/// never as default. Its name. Throws `internal` when there is no such VFS.
[[nodiscard]] std::string vfs_over(const std::string& base);

/// What opens one file. The credential is used once; the keys derived from it are kept. Thread safe.
class Keyring {
public:
    Keyring(Credential credential, std::shared_ptr<Random> random, bool accept_wal_loss = false);
    /// Of a vault that was just made.
    explicit Keyring(Keys keys);

    /// Throws `wrong_key`, `corrupt`, `registry_missing` (another file took its place).
    [[nodiscard]] Keys unlock(const Block0& block, const std::string& name);
    [[nodiscard]] bool accept_wal_loss() const { return accept_wal_loss_; }
    /// Throws `internal` before the first `unlock`.
    [[nodiscard]] Keys keys() const;

private:
    mutable std::mutex lock_;
    std::optional<Credential> credential_;
    std::shared_ptr<Random> random_;
    Keys keys_;
    bool accept_wal_loss_ = false;
};

/// Hands a keyring to the VFS for the connections that this thread opens while it lives. Nobody else
/// can open a vault: a key never travels in a file name.
class Opening {
public:
    explicit Opening(Keyring& keyring);
    Opening(const Opening&) = delete;
    Opening& operator=(const Opening&) = delete;
    ~Opening();

    [[nodiscard]] static Keyring* current();

private:
    Keyring* before_;
};

/// An exception cannot cross SQLite. It is kept for this thread, and thrown on the other side.
void keep_failure() noexcept;
void forget_failure() noexcept;
/// Throws the kept one, if there is one.
void throw_kept_failure();

/// The vault under an open connection. Throws `internal` when there is none.
[[nodiscard]] MainFile& vault_of(sqlite3* connection);

/// Makes an empty vault, synced: block 0 and a page 1. It must not exist. Throws `registry_exists`,
/// `input_output`, `disk_full`.
void format(const std::string& base_vfs, const std::string& name, const FileKeys& keys,
            const KeyTable& table);

}  // namespace lawful::store::vault
