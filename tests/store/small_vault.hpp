// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <random>
#include <string>

#include "store/raw_vault.hpp"
#include "temporary.hpp"

#include <lawful/error.hpp>

namespace support {

inline lawful::SecretKey raw_key(std::uint8_t seed = 1) {
    return lawful::SecretKey(lawful::Bytes(lawful::SecretKey::size, seed));
}

inline void put_bytes(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// An empty vault under `raw_key(seed)` in a folder of its own.
class SmallVault {
public:
    explicit SmallVault(std::uint64_t seed = 1)
        : random_(std::make_shared<SeededRandom>(seed)) {
        lawful::store::vault::FileId id{};
        random_->fill(id);
        auto file_key = lawful::crypto::SubKey::generate(*random_);
        table_.put(lawful::store::vault::wrap_file_key(raw_key(), file_key, id, *random_));
        keys_ = lawful::store::vault::keep_keys(std::move(file_key), id, random_);
        lawful::store::vault::format("unix", file().string(), *keys_, table_);
    }

    [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "small"; }
    [[nodiscard]] std::filesystem::path log() const { return folder_.path() / "small-wal"; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    [[nodiscard]] const lawful::store::vault::Keys& keys() const { return keys_; }
    [[nodiscard]] const lawful::store::vault::KeyTable& table() const { return table_; }

    /// A connection with the library's settings.
    [[nodiscard]] std::unique_ptr<RawVault> open() const {
        auto db = std::make_unique<RawVault>(file(), keys_);
        db->execute("PRAGMA synchronous = FULL; PRAGMA cache_spill = OFF; PRAGMA secure_delete = ON;"
                    "PRAGMA temp_store = MEMORY");
        sqlite3_wal_autocheckpoint(db->get(), 0);
        return db;
    }
    /// Leaves file and log as a process that was killed would: copies of them in another folder.
    void copy_to(const std::filesystem::path& target) const {
        std::filesystem::copy_file(file(), target / "small", std::filesystem::copy_options::overwrite_existing);
        if (std::filesystem::exists(log())) {
            std::filesystem::copy_file(log(), target / "small-wal",
                                       std::filesystem::copy_options::overwrite_existing);
        }
    }

private:
    TempFolder folder_;
    std::shared_ptr<lawful::Random> random_;
    lawful::store::vault::Keys keys_;
    lawful::store::vault::KeyTable table_;
};

template <class Work>
lawful::ErrorCode code_thrown_by(Work work) {
    try {
        static_cast<void>(work());
    } catch (const lawful::Error& error) {
        return error.code();
    }
    return lawful::ErrorCode{};
}

}  // namespace support
