// SPDX-License-Identifier: Apache-2.0
#include "store/store.hpp"

#include <thread>

#include <fmt/format.h>

#include "store/schema.hpp"

#include <lawful/error.hpp>

namespace lawful::store {
namespace {

/// Four megabytes of log, then it is written into the file.
constexpr int most_log_frames = 1'000;

}  // namespace

Store::Store(const std::filesystem::path& file, std::unique_ptr<vault::Keyring> keyring,
             OpenOptions options)
    : file_(std::filesystem::absolute(file)),
      options_(std::move(options)),
      keyring_(std::move(keyring)) {
    require_database(file_);
    identity_ = identify(file_);
    locks_ = std::make_unique<Locks>(file_, options_.access == Access::read_only, options_.exclusive);
    require_format();
}

std::filesystem::path Store::prepare(const std::filesystem::path& file, std::string_view suffix,
                                     const vault::Keys& keys, const vault::KeyTable& table,
                                     const OpenOptions& options) {
    if (std::filesystem::exists(std::filesystem::symlink_status(file))) {
        throw Error(ErrorCode::registry_exists,
                    fmt::format("{}: there is a file already", file.string()));
    }
    std::filesystem::path fresh = fmt::format("{}.new-{}", std::filesystem::absolute(file).string(), suffix);
    vault::format(base_vfs_of(options), fresh.string(), *keys, table);
    std::filesystem::permissions(fresh, std::filesystem::perms::owner_read |
                                            std::filesystem::perms::owner_write);
    vault::Keyring keyring(keys);
    Connection connection(fresh, keyring, options);
    connection.execute("BEGIN IMMEDIATE");
    connection.execute(schema_sql);
    connection.execute(fmt::format("PRAGMA application_id = {};", application_id).c_str());
    connection.execute(fmt::format("PRAGMA user_version = {};", format_version).c_str());
    connection.execute("COMMIT");
    return fresh;
}

void Store::require_format() {
    auto connection = take();
    if (connection->pragma("PRAGMA application_id") != application_id) {
        throw Error(ErrorCode::not_a_registry,
                    fmt::format("{}: not a lawful registry", file_.string()));
    }
    require_version(*connection, file_);
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
    return std::make_unique<Connection>(file_, *keyring_, options_);
}

void Store::give_back(std::unique_ptr<Connection> connection) noexcept {
    const std::lock_guard lock(pool_lock_);
    try {
        pool_.push_back(std::move(connection));
    } catch (const std::bad_alloc&) {
        // Without room to keep it, it is closed.
    }
}

void Store::require_writable() const {
    if (options_.access == Access::read_write) return;
    throw Error(ErrorCode::read_only, fmt::format("{}: opened for reading only", file_.string()));
}

ReadTransaction Store::read() {
    require_same_file();
    return {*this, take(), "BEGIN"};
}

WriteTransaction Store::write() {
    require_writable();
    std::unique_lock writer(writer_);
    auto writing = locks_->write(options_.busy_milliseconds);
    require_same_file();
    return {*this, take(), std::move(writer), std::move(writing)};
}

vault::Block0 Store::key_table() {
    auto connection = take();
    auto block = connection->vault().read_block0(file_.string());
    give_back(std::move(connection));
    return block;
}

void Store::change_keys(const std::function<void(vault::KeyTable&)>& change) {
    require_writable();
    const std::unique_lock writer(writer_);
    const auto writing = locks_->write(options_.busy_milliseconds);
    require_same_file();
    auto connection = take();
    const auto before = connection->vault().read_block0(file_.string());
    auto table = before.keys;
    change(table);
    connection->vault().write_keys(before, std::move(table));
    give_back(std::move(connection));
}

std::vector<std::uint32_t> Store::bad_pages(const vault::MainFile::PageProgress& progress) {
    require_same_file();
    if (options_.access == Access::read_only) {
        auto connection = take();
        return connection->vault().bad_pages(progress);
    }
    const std::unique_lock writer(writer_);
    const auto writing = locks_->write(options_.busy_milliseconds);
    auto connection = take();
    static_cast<void>(connection->empty_log());
    auto bad = connection->vault().bad_pages(progress);
    give_back(std::move(connection));
    return bad;
}

void Store::scrub() {
    constexpr int pause = 5;
    const std::unique_lock writer(writer_);
    const auto writing = locks_->write(options_.busy_milliseconds);
    auto connection = take();
    for (int left = options_.busy_milliseconds; !connection->empty_log(); left -= pause) {
        if (left < pause) {
            throw Error(ErrorCode::busy,
                        fmt::format("{}: the rows are gone, but a reader keeps old bytes in the log",
                                    file_.string()));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{pause});
    }
    give_back(std::move(connection));
}

// ---- transactions -------------------------------------------------------------------------------

ReadTransaction::ReadTransaction(Store& store, std::unique_ptr<Connection> connection,
                                 const char* begin)
    : store_(&store), connection_(std::move(connection)) {
    connection_->query(begin).run();
}

ReadTransaction::ReadTransaction(ReadTransaction&&) noexcept = default;

ReadTransaction::~ReadTransaction() {
    if (!connection_) return;
    try {
        connection_->query("ROLLBACK").run();
        store_->give_back(std::move(connection_));
    } catch (const std::exception&) {
        // A connection whose transaction will not end is closed, which ends it.
    }
}

WriteTransaction::WriteTransaction(Store& store, std::unique_ptr<Connection> connection,
                                   std::unique_lock<std::mutex> writer, Locks::Writing writing)
    : ReadTransaction(store, std::move(connection), "BEGIN IMMEDIATE"),
      writer_(std::move(writer)),
      writing_(std::move(writing)) {}

/// The transaction ends before the locks do.
WriteTransaction::~WriteTransaction() {
    if (committed_) store_->give_back(std::move(connection_));
    connection_.reset();
}

void WriteTransaction::commit() {
    connection_->query("COMMIT").run();
    committed_ = true;
    if (connection_->log_frames() < most_log_frames) return;
    try {
        static_cast<void>(connection_->empty_log());
    } catch (const std::exception&) {
        // The commit is safe in the log; the next one tries again.
    }
}

}  // namespace lawful::store
