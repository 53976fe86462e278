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

/// One SQLite connection with the library's settings. Used by one thread at a time.
class Connection {
public:
    /// Opens an existing file; `registry_missing`, `not_a_registry`.
    Connection(const std::filesystem::path& file, Access access, int busy_milliseconds);
    /// Makes an empty database.
    [[nodiscard]] static std::unique_ptr<Connection> create(const std::filesystem::path& file);
    ~Connection();

    /// `sql` must be a literal: statements are prepared once and kept by its address.
    [[nodiscard]] Query query(const char* sql);
    void execute(const char* sql);
    [[nodiscard]] std::int64_t pragma(const char* sql);

private:
    Connection(const std::filesystem::path& file, int flags, int busy_milliseconds, bool fresh);

    std::unique_ptr<SQLite::Database> database_;
    std::unordered_map<const char*, std::unique_ptr<SQLite::Statement>> statements_;
};

}  // namespace lawful::store
