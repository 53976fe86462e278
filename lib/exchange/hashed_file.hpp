// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "crypto/digest.hpp"

namespace lawful::exchange {

/// A new file of mode 0600 that is hashed while it is written.
class HashedOutput {
public:
    /// Throws `input_output`, also when the file exists.
    explicit HashedOutput(std::filesystem::path file);
    HashedOutput(const HashedOutput&) = delete;
    HashedOutput& operator=(const HashedOutput&) = delete;
    ~HashedOutput();

    /// Throws `input_output`, `disk_full`.
    void write(ByteView bytes);
    /// Everything is on disk when it returns; the SHA-256 of it.
    [[nodiscard]] Digest finish();
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

private:
    void flush();

    std::filesystem::path file_;
    int handle_;
    std::uint64_t size_ = 0;
    Bytes buffer_;
    crypto::Sha256 hash_;
};

/// A regular file, no link, that is hashed while it is read, piece by piece.
class HashedInput {
public:
    /// Throws `invalid_file` when it is none, `input_output` when it cannot be read.
    explicit HashedInput(const std::filesystem::path& file);
    HashedInput(const HashedInput&) = delete;
    HashedInput& operator=(const HashedInput&) = delete;
    ~HashedInput();

    /// Up to `size` bytes, fewer only at the end; valid until the next call.
    [[nodiscard]] ByteView read(std::size_t size);
    /// The next line without its newline; false at the end. Throws `invalid_file` for a line above
    /// `limit` or one without an end.
    [[nodiscard]] bool line(std::string_view& out, std::size_t limit);

    /// Reads what is left. The SHA-256 and size of all of it.
    [[nodiscard]] Digest finish();
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

private:
    bool fill();

    int handle_;
    std::uint64_t size_ = 0;
    Bytes buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    crypto::Sha256 hash_;
};

}  // namespace lawful::exchange
