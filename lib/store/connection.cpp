// SPDX-License-Identifier: Apache-2.0
#include "store/connection.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <lawful/error.hpp>

namespace lawful::store {
namespace {

ErrorCode code_of(int sqlite_code) {
    switch (sqlite_code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return ErrorCode::busy;
        case SQLITE_FULL: return ErrorCode::disk_full;
        case SQLITE_READONLY: return ErrorCode::read_only;
        case SQLITE_CORRUPT: return ErrorCode::corrupt;
        case SQLITE_NOTADB: return ErrorCode::not_a_registry;
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM: return ErrorCode::input_output;
        default: return ErrorCode::internal;
    }
}

/// SQLite's messages name tables and files, never values.
template <class Work>
auto guarded(Work work) {
    try {
        return work();
    } catch (const SQLite::Exception& failure) {
        throw Error(code_of(failure.getErrorCode()), fmt::format("registry file: {}", failure.what()));
    }
}

constexpr auto settings =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA cache_spill = OFF;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA trusted_schema = OFF;";

}  // namespace

Query::~Query() {
    if (statement_ == nullptr) return;
    statement_->tryReset();
    try {
        statement_->clearBindings();
    } catch (const SQLite::Exception&) {
        // A statement that cannot be cleared is bound anew before it is stepped again.
    }
}

Query& Query::bind(const char* name, std::int64_t value) {
    guarded([&] { statement_->bind(name, value); });
    return *this;
}

Query& Query::bind(const char* name, std::string_view text) {
    guarded([&] { statement_->bind(name, std::string(text)); });
    return *this;
}

Query& Query::bind(const char* name, ByteView bytes) {
    guarded([&] { statement_->bind(name, bytes.data(), static_cast<int>(bytes.size())); });
    return *this;
}

Query& Query::bind(const char* name, const crypto::Sealed& sealed) {
    return bind(name, ByteView(sealed.bytes));
}

Query& Query::bind(const char* name, const crypto::BlindIndex& index) {
    return bind(name, ByteView(index.value));
}

Query& Query::bind_null(const char* name) {
    guarded([&] { statement_->bind(name); });
    return *this;
}

bool Query::step() {
    return guarded([&] { return statement_->executeStep(); });
}

int Query::run() {
    return guarded([&] { return statement_->exec(); });
}

bool Query::is_null(int column) const { return statement_->isColumnNull(column); }

std::int64_t Query::integer(int column) const { return statement_->getColumn(column).getInt64(); }

std::string Query::text(int column) const { return statement_->getColumn(column).getString(); }

ByteView Query::bytes(int column) const {
    const auto value = statement_->getColumn(column);
    return {static_cast<const std::uint8_t*>(value.getBlob()),
            static_cast<std::size_t>(value.getBytes())};
}

crypto::Sealed Query::sealed(int column) const {
    const auto view = bytes(column);
    return crypto::Sealed{Bytes(view.begin(), view.end())};
}

Connection::Connection(const std::filesystem::path& file, Access access, int busy_milliseconds)
    : Connection(file, access == Access::read_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE,
                 busy_milliseconds, false) {}

Connection::Connection(const std::filesystem::path& file, int flags, int busy_milliseconds, bool fresh)
    : database_(guarded([&] {
          return std::make_unique<SQLite::Database>(
              file.string(), flags | SQLite::OPEN_NOMUTEX | SQLite::OPEN_NOFOLLOW, busy_milliseconds);
      })) {
    if (fresh) {
        execute("PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA journal_mode = WAL;");
    }
    execute(settings);
}

std::unique_ptr<Connection> Connection::create(const std::filesystem::path& file) {
    return std::unique_ptr<Connection>(
        new Connection(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 0, true));
}

Connection::~Connection() { statements_.clear(); }

Query Connection::query(const char* sql) {
    auto& statement = statements_[sql];
    if (!statement) {
        statement = guarded([&] { return std::make_unique<SQLite::Statement>(*database_, sql); });
    }
    return Query(*statement);
}

void Connection::execute(const char* sql) {
    guarded([&] { database_->exec(sql); });
}

std::int64_t Connection::pragma(const char* sql) {
    return guarded([&] { return database_->execAndGet(sql).getInt64(); });
}

}  // namespace lawful::store
