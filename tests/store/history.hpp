// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "store/small_vault.hpp"

namespace support {

/// A vault with commits in its file and in its log, and the content after each of them.
class History {
public:
    /// `commits` of them, the first `checkpointed` of which are in the file already.
    History(int commits, int checkpointed, std::uint64_t seed = 1)
        : vault_(seed), writer_(vault_.open()) {
        writer_->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)");
        contents_.push_back(content(*writer_));
        for (int i = 1; i <= commits; ++i) {
            writer_->execute("INSERT INTO t VALUES (" + std::to_string(i) + ", '" +
                             std::string(static_cast<std::size_t>(900 + 40 * i), 'a') + "')");
            contents_.push_back(content(*writer_));
            if (i == checkpointed) {
                sqlite3_wal_checkpoint_v2(writer_->get(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
            }
        }
        vault_.copy_to(copy_.path());
    }

    [[nodiscard]] const SmallVault& vault() const { return vault_; }
    /// The copy: as after kill -9.
    [[nodiscard]] std::filesystem::path file() const { return copy_.path() / "small"; }
    [[nodiscard]] std::filesystem::path log() const { return copy_.path() / "small-wal"; }
    [[nodiscard]] int last() const { return static_cast<int>(contents_.size()) - 1; }

    /// After how many commits the copy is when it is opened; no value when it is refused. Fails the
    /// test when it is in a state that never was.
    [[nodiscard]] std::optional<int> opened(bool accept_loss = false) const {
        std::filesystem::remove(file().string() + "-shm");
        std::string found;
        try {
            lawful::store::vault::Keyring keyring(raw_key(), std::make_shared<SeededRandom>(4), accept_loss);
            const RawVault db(file(), keyring);
            found = content(db);
        } catch (const std::runtime_error&) {
            return std::nullopt;
        }
        const auto at = std::find(contents_.begin(), contents_.end(), found);
        if (at == contents_.end()) throw std::logic_error("a state that never was");
        return static_cast<int>(at - contents_.begin());
    }

private:
    static std::string content(const RawVault& db) {
        return const_cast<RawVault&>(db).read("SELECT id, text FROM t ORDER BY id");
    }

    SmallVault vault_;
    TempFolder copy_;
    std::unique_ptr<RawVault> writer_;
    std::vector<std::string> contents_;
};

/// The bytes with one bit flipped.
inline std::string flipped(std::string bytes, std::size_t bit) {
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    return bytes;
}

}  // namespace support
