// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "store/vault/base_file.hpp"
#include "store/vault/file_keys.hpp"

namespace lawful::store::vault {

/// A file as SQLite sees it, in clear, over the one that lies on disk. Functions give SQLite's codes.
class VaultFile {
public:
    VaultFile() = default;
    VaultFile(const VaultFile&) = delete;
    VaultFile& operator=(const VaultFile&) = delete;
    virtual ~VaultFile() = default;

    [[nodiscard]] virtual int read(std::span<std::uint8_t> out, std::int64_t offset) = 0;
    [[nodiscard]] virtual int write(ByteView bytes, std::int64_t offset) = 0;
    [[nodiscard]] virtual int truncate(std::int64_t size) = 0;
    [[nodiscard]] virtual int size(std::int64_t& out) = 0;

    [[nodiscard]] BaseFile& base() { return base_; }

protected:
    BaseFile base_;
};

}  // namespace lawful::store::vault
