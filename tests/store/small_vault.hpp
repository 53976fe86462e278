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

#include <lawful/error.hpp>

namespace support {

/// The same bytes for the same seed.
class Seeded final : public lawful::Random {
public:
    explicit Seeded(std::uint64_t seed) : engine_(seed) {}

    void fill(std::span<std::uint8_t> out) override {
        const std::lock_guard lock(lock_);
        for (auto& byte : out) byte = static_cast<std::uint8_t>(engine_());
    }

private:
    std::mutex lock_;
    std::mt19937_64 engine_;
};

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "lawful-vault-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

inline lawful::SecretKey raw_key(std::uint8_t seed = 1) {
    return lawful::SecretKey(lawful::Bytes(lawful::SecretKey::size, seed));
}

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void put_bytes(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// An empty vault under `raw_key(seed)` in a folder of its own.
class SmallVault {
public:
    explicit SmallVault(std::uint64_t seed = 1)
        : random_(std::make_shared<Seeded>(seed)) {
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
    Folder folder_;
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
