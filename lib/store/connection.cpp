// SPDX-License-Identifier: Apache-2.0
#include "store/connection.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "store/vault/vault.hpp"

#include <lawful/error.hpp>

namespace lawful::store {
namespace {

ErrorCode code_of(int sqlite_code) {
    if (sqlite_code == SQLITE_IOERR_DATA) return ErrorCode::corrupt;  // a page does not authenticate
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
    vault::forget_failure();
    try {
        return work();
    } catch (const SQLite::Exception& failure) {
        vault::throw_kept_failure();
        const int code = failure.getExtendedErrorCode();
        throw Error(code_of(code),
                    fmt::format("registry file: {}", code == SQLITE_IOERR_DATA
                                                         ? "a page does not authenticate"
                                                         : failure.what()));
    }
}

constexpr auto settings =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA cache_spill = OFF;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA cache_size = -65536;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA trusted_schema = OFF;";

/// A second database would be outside the vault.
int authorize(void*, int action, const char*, const char*, const char*, const char*) {
    return action == SQLITE_ATTACH || action == SQLITE_DETACH ? SQLITE_DENY : SQLITE_OK;
}

int remember_frames(void* out, sqlite3*, const char*, int frames) {
    *static_cast<int*>(out) = frames;
    return SQLITE_OK;
}

std::unique_ptr<SQLite::Database> opened(const std::filesystem::path& file, vault::Keyring& keyring,
                                         const OpenOptions& options) {
    const int access =
        options.access == Access::read_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE;
    const vault::Opening opening(keyring);
    return guarded([&] {
        return std::make_unique<SQLite::Database>(
            file.string(), access | SQLite::OPEN_NOMUTEX | SQLite::OPEN_NOFOLLOW,
            options.busy_milliseconds, vault::vfs_over(base_vfs_of(options)));
    });
}

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

std::string base_vfs_of(const OpenOptions& options) {
    if (!options.base_vfs.empty()) return options.base_vfs;
    return options.exclusive ? "unix-excl" : "unix";
}

Connection::Connection(const std::filesystem::path& file, vault::Keyring& keyring,
                       const OpenOptions& options)
    : busy_milliseconds_(options.busy_milliseconds), database_(opened(file, keyring, options)) {
    auto* const handle = database_->getHandle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_set_authorizer(handle, authorize, nullptr);
    // Instead of SQLite's automatic checkpoints: whoever holds the writer's lock does them.
    sqlite3_wal_hook(handle, remember_frames, &log_frames_);
    execute(settings);
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

bool Connection::empty_log() {
    auto* const handle = database_->getHandle();
    sqlite3_busy_timeout(handle, 0);
    int outcome = sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (outcome == SQLITE_BUSY) {
        sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    }
    sqlite3_busy_timeout(handle, busy_milliseconds_);
    if (outcome == SQLITE_OK) log_frames_ = 0;
    if (outcome == SQLITE_OK || outcome == SQLITE_BUSY) return outcome == SQLITE_OK;
    outcome = sqlite3_extended_errcode(handle);
    throw Error(code_of(outcome), "registry file: the log cannot be written into it");
}

vault::MainFile& Connection::vault() { return vault::vault_of(database_->getHandle()); }

std::int64_t Connection::pragma(const char* sql) {
    return guarded([&] { return database_->execAndGet(sql).getInt64(); });
}

}  // namespace lawful::store
