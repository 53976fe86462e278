// SPDX-License-Identifier: Apache-2.0
#include "store/backup.hpp"

#include <fstream>

#include <fmt/format.h>

#include "store/backup_tables.hpp"
#include "store/file.hpp"
#include "store/schema.hpp"

#include <lawful/error.hpp>

namespace lawful::store {
namespace {

constexpr std::uint64_t rows_per_commit = 1'000;
constexpr int most_log_frames = 1'000;

void copy_value(const Query& from, int column, char type, Query& to) {
    constexpr const char* names[] = {":a", ":b", ":c", ":d", ":e", ":f", ":g", ":h"};
    const auto* name = names[column];
    if (from.is_null(column)) {
        to.bind_null(name);
    } else if (type == 'i') {
        to.bind(name, from.integer(column));
    } else if (type == 't') {
        to.bind(name, std::string_view(from.text(column)));
    } else {
        to.bind(name, from.bytes(column));
    }
}

/// Copies rows in commits of a bounded size, so that memory stays flat.
class Copier {
public:
    Copier(Connection& to, const RowProgress& progress) : to_(to), progress_(progress) {
        to_.execute("BEGIN IMMEDIATE");
    }

    void copy(Connection& from, const CopiedTable& table) {
        auto rows = from.query(table.select);
        while (rows.step()) {
            {
                auto insert = to_.query(table.insert);
                for (int i = 0; table.types[i] != '\0'; ++i) copy_value(rows, i, table.types[i], insert);
                insert.run();
            }
            if (++done_ % rows_per_commit == 0) begin_again();
        }
    }

    void end() { to_.execute("COMMIT"); }

private:
    void begin_again() {
        to_.execute("COMMIT");
        if (to_.log_frames() > most_log_frames) static_cast<void>(to_.empty_log());
        to_.execute("BEGIN IMMEDIATE");
        if (progress_) progress_(done_);
    }

    Connection& to_;
    const RowProgress& progress_;
    std::uint64_t done_ = 0;
};

void put_meta(Connection& connection, std::string_view name, ByteView value) {
    connection.query("INSERT INTO meta (name, value) VALUES (:name, :value)")
        .bind(":name", name)
        .bind(":value", value)
        .run();
}

void require_empty_log(Connection& connection) {
    if (!connection.empty_log()) throw Error(ErrorCode::busy, "somebody reads the unfinished copy");
}

}  // namespace

BackupFile::BackupFile(const std::filesystem::path& file, BackupPart part, const vault::Keys& keys,
                       const OpenOptions& options)
    : part_(part),
      keyring_(std::make_unique<vault::Keyring>(keys)),
      connection_(std::make_unique<Connection>(file, *keyring_, options)) {}

BackupFile BackupFile::create(const std::filesystem::path& file, BackupPart part,
                              const vault::Keys& keys, const vault::KeyTable& table,
                              const OpenOptions& options) {
    vault::format(base_vfs_of(options), file.string(), *keys, table);
    std::filesystem::permissions(file, std::filesystem::perms::owner_read |
                                           std::filesystem::perms::owner_write);
    BackupFile made(file, part, keys, options);
    auto& connection = *made.connection_;
    connection.execute("BEGIN IMMEDIATE");
    connection.execute(schema_of(part));
    connection.execute(fmt::format("PRAGMA application_id = {};", application_id_of(part)).c_str());
    connection.execute(fmt::format("PRAGMA user_version = {};", format_version).c_str());
    connection.execute("COMMIT");
    return made;
}

BackupFile BackupFile::open(const std::filesystem::path& file, BackupPart part,
                            const vault::Keys& keys, const OpenOptions& options) {
    BackupFile opened(file, part, keys, options);
    if (opened.connection_->pragma("PRAGMA application_id") != application_id_of(part)) {
        throw Error(ErrorCode::not_a_registry,
                    fmt::format("{}: not that part of a backup", file.string()));
    }
    require_version(*opened.connection_, file);
    return opened;
}

void BackupFile::put_meta(std::string_view name, ByteView value) {
    store::put_meta(*connection_, name, value);
}

Bytes BackupFile::meta(std::string_view name) {
    auto query = connection_->query("SELECT value FROM meta WHERE name = :name");
    if (!query.bind(":name", name).step()) throw Error(ErrorCode::corrupt, "backup: its head is missing");
    const auto bytes = query.bytes(0);
    return {bytes.begin(), bytes.end()};
}

void BackupFile::copy(const ReadTransaction& from, const RowProgress& progress) {
    Copier copier(*connection_, progress);
    for (const auto& table : backed_up(part_)) copier.copy(*from.connection_, table);
    copier.end();
}

void BackupFile::finish() { require_empty_log(*connection_); }

Restoring::Restoring(const std::filesystem::path& prepared, const vault::Keys& keys,
                     const OpenOptions& options)
    : keyring_(keys), connection_(std::make_unique<Connection>(prepared, keyring_, options)) {}

void Restoring::put_meta(std::string_view name, ByteView value) {
    store::put_meta(*connection_, name, value);
}

void Restoring::copy(BackupFile& data, BackupFile& keys, const RowProgress& progress) {
    Copier copier(*connection_, progress);
    for (const auto& [part, table] : restored()) {
        copier.copy(part == BackupPart::data ? *data.connection_ : *keys.connection_, table);
    }
    copier.end();
}

void Restoring::copy(const ReadTransaction& from, const RowProgress& progress) {
    Copier copier(*connection_, progress);
    for (const auto& table : whole()) copier.copy(*from.connection_, table);
    copier.end();
}

void Restoring::wrap_epochs_again(const std::function<crypto::Sealed(const crypto::Sealed&)>& wrap) {
    std::vector<std::pair<std::int64_t, crypto::Sealed>> rows;
    {
        auto query = connection_->query("SELECT epoch, wrapped FROM key_epochs WHERE wrapped IS NOT NULL");
        while (query.step()) rows.emplace_back(query.integer(0), query.sealed(1));
    }
    for (const auto& [epoch, wrapped] : rows) {
        connection_->query("UPDATE key_epochs SET wrapped = :wrapped WHERE epoch = :epoch")
            .bind(":wrapped", wrap(wrapped))
            .bind(":epoch", epoch)
            .run();
    }
}

void Restoring::finish() { require_empty_log(*connection_); }

vault::Block0 read_key_table(const std::filesystem::path& file) {
    require_database(file);
    std::ifstream in(file, std::ios::binary);
    std::string head(vault::block0_size, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(in.gcount()));
    return vault::decode_block0(as_bytes(head), file.string());
}

}  // namespace lawful::store
