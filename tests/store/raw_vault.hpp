// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <stdexcept>
#include <string>

#include "crypto/system_random.hpp"
#include "store/vault/vault.hpp"

namespace support {

/// A plain SQLite connection over the vault of a registry, as a hand that holds the key would have.
class RawVault {
public:
    RawVault(const std::filesystem::path& file, lawful::Credential credential,
             const std::string& base_vfs = "unix")
        : keyring_(std::move(credential), std::make_shared<lawful::crypto::SystemRandom>()) {
        open(file, base_vfs);
    }
    /// Of a vault whose keys are known.
    RawVault(const std::filesystem::path& file, lawful::store::vault::Keys keys,
             const std::string& base_vfs = "unix")
        : keyring_(std::move(keys)) {
        open(file, base_vfs);
    }
    RawVault(const RawVault&) = delete;
    RawVault& operator=(const RawVault&) = delete;
    ~RawVault() { sqlite3_close(db_); }

    sqlite3* get() const { return db_; }
    lawful::store::vault::MainFile& vault() const { return lawful::store::vault::vault_of(db_); }

    /// SQLite's code.
    int execute(const std::string& sql) {
        return sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
    }
    /// Every value of every row, one after the other, as SQLite gives them as bytes.
    std::string read(const std::string& sql) {
        sqlite3_stmt* rows = nullptr;
        if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &rows, nullptr) != SQLITE_OK) {
            throw std::runtime_error(sqlite3_errmsg(db_));
        }
        std::string out;
        int outcome = 0;
        while ((outcome = sqlite3_step(rows)) == SQLITE_ROW) {
            for (int i = 0; i < sqlite3_column_count(rows); ++i) {
                const auto* bytes = static_cast<const char*>(sqlite3_column_blob(rows, i));
                out.append(bytes == nullptr ? "" : bytes,
                           static_cast<std::size_t>(sqlite3_column_bytes(rows, i)));
                out += '|';
            }
        }
        sqlite3_finalize(rows);
        if (outcome != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
        return out;
    }

private:
    void open(const std::filesystem::path& file, const std::string& base_vfs) {
        const lawful::store::vault::Opening opening(keyring_);
        if (sqlite3_open_v2(file.c_str(), &db_, SQLITE_OPEN_READWRITE,
                            lawful::store::vault::vfs_over(base_vfs).c_str()) != SQLITE_OK) {
            sqlite3_close(db_);
            lawful::store::vault::throw_kept_failure();
            throw std::runtime_error("the vault cannot be opened");
        }
    }

    lawful::store::vault::Keyring keyring_;
    sqlite3* db_ = nullptr;
};

}  // namespace support
