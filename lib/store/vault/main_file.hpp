// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "store/vault/page.hpp"
#include "store/vault/vault_file.hpp"

namespace lawful::store::vault {

/// The database file: SQLite's page n lies at n x 4096, behind block 0.
class MainFile final : public VaultFile {
public:
    [[nodiscard]] int read(std::span<std::uint8_t> out, std::int64_t offset) override;
    [[nodiscard]] int write(ByteView bytes, std::int64_t offset) override;
    [[nodiscard]] int truncate(std::int64_t size) override;
    [[nodiscard]] int size(std::int64_t& out) override;

    void unlock(Keys keys, bool accept_wal_loss) {
        keys_ = std::move(keys);
        accept_wal_loss_ = accept_wal_loss;
    }
    [[nodiscard]] const Keys& keys() const { return keys_; }
    [[nodiscard]] bool accept_wal_loss() const { return accept_wal_loss_; }

    /// Through this handle, because closing another would drop SQLite's locks in this process.
    /// Throws `input_output`, and what `decode_block0` throws.
    [[nodiscard]] Block0 read_block0(const std::string& name);
    /// One copy after the other, each synced: a valid one remains whenever it is interrupted, and
    /// nothing of the table before is left when it is done. Throws `input_output`.
    void write_keys(const Block0& before, KeyTable keys);

    using PageProgress = std::function<void(std::uint64_t done, std::uint64_t expected)>;
    /// Reads every page on disk; the numbers of those that do not authenticate. Nobody may
    /// checkpoint meanwhile.
    [[nodiscard]] std::vector<std::uint32_t> bad_pages(const PageProgress& progress);

    /// Of SQLite's WAL index, once the connection has read; none where no memory is shared.
    [[nodiscard]] const std::uint64_t* index_head();

private:
    [[nodiscard]] int read_page(std::uint32_t number, std::span<std::uint8_t> plain);
    [[nodiscard]] int read_part(std::span<std::uint8_t> out, std::int64_t offset);

    Keys keys_;
    bool accept_wal_loss_ = false;
};

/// An empty database in WAL mode, as SQLite would have made it.
[[nodiscard]] Page empty_page1();

}  // namespace lawful::store::vault
