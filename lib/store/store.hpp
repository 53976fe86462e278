// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "store/file.hpp"
#include "store/transaction.hpp"

namespace lawful::store {

/// One registry file: hands out transactions. Thread safe. One writer at a time, in this process by
/// a mutex and between processes by SQLite's lock.
class Store {
public:
    /// Opens a registry: `registry_missing`, `not_a_registry`, `newer_version`.
    Store(const std::filesystem::path& file, Access access, int busy_milliseconds);

    /// Makes an empty one under a temporary name beside `file`; see `publish`. Refuses when `file`
    /// exists (`registry_exists`).
    [[nodiscard]] static std::filesystem::path prepare(const std::filesystem::path& file,
                                                       std::string_view suffix);

    /// Both throw `registry_missing` when the file was deleted or replaced.
    [[nodiscard]] ReadTransaction read();
    [[nodiscard]] WriteTransaction write();

    /// Takes what was overwritten out of the log too. Throws `busy` when a reader still needs it.
    void scrub();

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

private:
    friend class ReadTransaction;
    friend class WriteTransaction;

    [[nodiscard]] std::unique_ptr<Connection> take();
    void give_back(std::unique_ptr<Connection> connection) noexcept;
    void require_same_file() const;
    void require_format();

    std::filesystem::path file_;
    Access access_;
    int busy_milliseconds_;
    FileIdentity identity_;
    std::mutex writer_;
    std::mutex pool_lock_;
    std::vector<std::unique_ptr<Connection>> pool_;
};

}  // namespace lawful::store
