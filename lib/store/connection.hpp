// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/bytes.hpp"
#include "crypto/sealed.hpp"

namespace SQLite {
class Database;
class Statement;
}

namespace lawful::store::vault {
class Keyring;
class MainFile;
}

namespace lawful::store {

/// A prepared statement in use: parameters are bound by name, and it is reset when this goes.
class Query {
public:
    explicit Query(SQLite::Statement& statement) : statement_(&statement) {}
    Query(Query&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    Query& operator=(Query&&) = delete;
    ~Query();

    Query& bind(const char* name, std::int64_t value);
    Query& bind(const char* name, std::string_view text);
    Query& bind(const char* name, ByteView bytes);
    Query& bind(const char* name, const crypto::Sealed& sealed);
    Query& bind(const char* name, const crypto::BlindIndex& index);
    template <class T>
    Query& bind(const char* name, const std::optional<T>& value) {
        return value ? bind(name, *value) : bind_null(name);
    }
    Query& bind_null(const char* name);

    /// Another row? Throws as SQLite's code says: `busy`, `disk_full`, `read_only`, `corrupt` ...
    bool step();
    /// Runs a statement without rows; the number of rows changed.
    int run();

    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    /// Valid until the next step.
    [[nodiscard]] ByteView bytes(int column) const;
    [[nodiscard]] crypto::Sealed sealed(int column) const;

private:
    SQLite::Statement* statement_;
};

enum class Access : std::uint8_t { read_only = 1, read_write };

/// How a registry file is opened.
struct OpenOptions {
    Access access = Access::read_write;
    int busy_milliseconds = 10'000;
    bool exclusive = false;           ///< this process alone
    std::string base_vfs{};           ///< under the vault; empty: SQLite's own
};

/// The VFS under the vault.
[[nodiscard]] std::string base_vfs_of(const OpenOptions& options);

/// One SQLite connection over the vault, with the library's settings. Used by one thread at a time.
class Connection {
public:
    /// Opens an existing vault. Throws `not_a_registry`, `newer_version`, `wrong_key`, `corrupt`.
    Connection(const std::filesystem::path& file, vault::Keyring& keyring, const OpenOptions& options);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    /// `sql` must be a literal: statements are prepared once and kept by its address.
    [[nodiscard]] Query query(const char* sql);
    void execute(const char* sql);
    [[nodiscard]] std::int64_t pragma(const char* sql);

    /// Frames in the write-ahead log after the last commit of this connection.
    [[nodiscard]] int log_frames() const { return log_frames_; }
    /// Writes the log into the file and empties it. False when a reader is in the way: then as much
    /// was written as could be. The caller holds the writer's lock.
    [[nodiscard]] bool empty_log();

    [[nodiscard]] vault::MainFile& vault();

private:
    int busy_milliseconds_;
    int log_frames_ = 0;
    std::unique_ptr<SQLite::Database> database_;
    std::unordered_map<const char*, std::unique_ptr<SQLite::Statement>> statements_;
};

}  // namespace lawful::store
