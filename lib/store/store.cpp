// SPDX-License-Identifier: Apache-2.0
#include "store/store.hpp"

#include <fmt/format.h>

#include "store/schema.hpp"

#include <lawful/error.hpp>

namespace lawful::store {

Store::Store(const std::filesystem::path& file, Access access, int busy_milliseconds)
    : file_(std::filesystem::absolute(file)), access_(access), busy_milliseconds_(busy_milliseconds) {
    require_database(file_);
    identity_ = identify(file_);
    require_format();
}

std::filesystem::path Store::prepare(const std::filesystem::path& file, std::string_view suffix) {
    if (std::filesystem::exists(std::filesystem::symlink_status(file))) {
        throw Error(ErrorCode::registry_exists,
                    fmt::format("{}: there is a file already", file.string()));
    }
    std::filesystem::path fresh = fmt::format("{}.new-{}", std::filesystem::absolute(file).string(), suffix);
    const auto connection = Connection::create(fresh);
    connection->execute("BEGIN IMMEDIATE");
    connection->execute(schema_sql);
    connection->execute(fmt::format("PRAGMA application_id = {};", application_id).c_str());
    connection->execute(fmt::format("PRAGMA user_version = {};", format_version).c_str());
    connection->execute("COMMIT");
    std::filesystem::permissions(fresh, std::filesystem::perms::owner_read |
                                            std::filesystem::perms::owner_write);
    return fresh;
}

void Store::require_format() {
    auto connection = take();
    if (connection->pragma("PRAGMA application_id") != application_id) {
        throw Error(ErrorCode::not_a_registry,
                    fmt::format("{}: not a lawful registry", file_.string()));
    }
    if (const auto version = connection->pragma("PRAGMA user_version"); version > format_version) {
        throw Error(ErrorCode::newer_version,
                    fmt::format("{}: written by a later version of lawful (format {}, this reads {})",
                                file_.string(), version, format_version));
    }
    give_back(std::move(connection));
}

void Store::require_same_file() const {
    if (identify(file_) != identity_) {
        throw Error(ErrorCode::registry_missing,
                    fmt::format("{}: another file took the registry's place", file_.string()));
    }
}

std::unique_ptr<Connection> Store::take() {
    {
        const std::lock_guard lock(pool_lock_);
        if (!pool_.empty()) {
            auto connection = std::move(pool_.back());
            pool_.pop_back();
            return connection;
        }
    }
    return std::make_unique<Connection>(file_, access_, busy_milliseconds_);
}

void Store::give_back(std::unique_ptr<Connection> connection) noexcept {
    const std::lock_guard lock(pool_lock_);
    pool_.push_back(std::move(connection));
}

ReadTransaction Store::read() {
    require_same_file();
    return {*this, take(), "BEGIN"};
}

WriteTransaction Store::write() {
    if (access_ == Access::read_only) {
        throw Error(ErrorCode::read_only, fmt::format("{}: opened for reading only", file_.string()));
    }
    std::unique_lock writer(writer_);
    require_same_file();
    return {*this, take(), std::move(writer)};
}

void Store::scrub() {
    const std::lock_guard writer(writer_);
    auto connection = take();
    const bool blocked = connection->pragma("PRAGMA wal_checkpoint(TRUNCATE)") != 0;
    give_back(std::move(connection));
    if (!blocked) return;
    throw Error(ErrorCode::busy,
                fmt::format("{}: the rows are gone, but a reader keeps old bytes in the log", file_.string()));
}

// ---- transactions -------------------------------------------------------------------------------

ReadTransaction::ReadTransaction(Store& store, std::unique_ptr<Connection> connection,
                                 const char* begin)
    : store_(&store), connection_(std::move(connection)) {
    connection_->execute(begin);
}

ReadTransaction::ReadTransaction(ReadTransaction&&) noexcept = default;

ReadTransaction::~ReadTransaction() {
    if (!connection_) return;
    try {
        connection_->execute("ROLLBACK");
        store_->give_back(std::move(connection_));
    } catch (const Error&) {
        // A connection whose transaction will not end is closed, which ends it.
    }
}

WriteTransaction::WriteTransaction(Store& store, std::unique_ptr<Connection> connection,
                                   std::unique_lock<std::mutex> writer)
    : ReadTransaction(store, std::move(connection), "BEGIN IMMEDIATE"), writer_(std::move(writer)) {}

WriteTransaction::~WriteTransaction() {
    if (!committed_) return;
    store_->give_back(std::move(connection_));
}

void WriteTransaction::commit() {
    connection_->execute("COMMIT");
    committed_ = true;
}

}  // namespace lawful::store
