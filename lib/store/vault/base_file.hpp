// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include <sqlite3.h>

#include "base/bytes.hpp"

namespace lawful::store::vault {

/// A file of the VFS below. Functions give SQLite's codes. Closed when it goes.
class BaseFile {
public:
    BaseFile() = default;
    BaseFile(const BaseFile&) = delete;
    BaseFile& operator=(const BaseFile&) = delete;
    ~BaseFile();

    [[nodiscard]] int open(sqlite3_vfs& vfs, const char* name, int flags, int* out_flags);

    [[nodiscard]] int read(std::span<std::uint8_t> out, std::int64_t offset);
    [[nodiscard]] int write(ByteView bytes, std::int64_t offset);
    [[nodiscard]] int truncate(std::int64_t size);
    [[nodiscard]] int sync(int flags);
    [[nodiscard]] int size(std::int64_t& out);

    /// For the methods that are passed through. Only after a successful `open`.
    [[nodiscard]] sqlite3_file* get() { return file_; }
    [[nodiscard]] const sqlite3_io_methods& methods() const { return *file_->pMethods; }

private:
    std::unique_ptr<std::max_align_t[]> storage_;
    sqlite3_file* file_ = nullptr;
};

}  // namespace lawful::store::vault
