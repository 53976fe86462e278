// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "store/file.hpp"
#include "store/locks.hpp"
#include "store/transaction.hpp"
#include "store/vault/vault.hpp"

namespace lawful::store {

/// One registry file: hands out transactions. Thread safe. One writer at a time, in this process by
/// a mutex and between processes by a lock beside the file; whoever holds it also checkpoints.
class Store {
public:
    /// Opens a registry: `registry_missing`, `not_a_registry`, `newer_version`, `wrong_key`, `busy`.
    Store(const std::filesystem::path& file, std::unique_ptr<vault::Keyring> keyring,
          OpenOptions options);

    /// Makes an empty one under a temporary name beside `file`; see `publish`. Refuses when `file`
    /// exists (`registry_exists`).
    [[nodiscard]] static std::filesystem::path prepare(const std::filesystem::path& file,
                                                       std::string_view suffix,
                                                       const vault::Keys& keys,
                                                       const vault::KeyTable& table,
                                                       const OpenOptions& options);

    /// Throws `registry_missing` when the file was deleted or replaced, as the two below do.
    void require_same_file() const;
    [[nodiscard]] ReadTransaction read();
    [[nodiscard]] WriteTransaction write();

    /// Takes what was overwritten out of the log too. Throws `busy` when a reader still needs it.
    void scrub();

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    [[nodiscard]] const OpenOptions& options() const { return options_; }
    /// The keys of the vault.
    [[nodiscard]] vault::Keys keys() const { return keyring_->keys(); }

    /// Which credentials open the file.
    [[nodiscard]] vault::Block0 key_table();
    /// Changes them under the writer's lock: `change` gets the table as it is.
    void change_keys(const std::function<void(vault::KeyTable&)>& change);
    /// The pages on disk that do not authenticate, the log written into the file first where no
    /// reader is in the way.
    [[nodiscard]] std::vector<std::uint32_t> bad_pages(const vault::MainFile::PageProgress& progress);

private:
    friend class CommitMark;
    friend class ReadTransaction;
    friend class WriteTransaction;

    [[nodiscard]] std::unique_ptr<Connection> take();
    void give_back(std::unique_ptr<Connection> connection) noexcept;
    void require_format();
    void require_writable() const;

    std::filesystem::path file_;
    OpenOptions options_;
    FileIdentity identity_;
    std::unique_ptr<vault::Keyring> keyring_;
    std::unique_ptr<Locks> locks_;
    std::mutex writer_;
    std::mutex pool_lock_;
    std::vector<std::unique_ptr<Connection>> pool_;
};

}  // namespace lawful::store
