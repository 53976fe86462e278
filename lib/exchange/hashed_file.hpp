// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <istream>
#include <memory>
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

/// A stream that is hashed while it is read, piece by piece. One that fails throws `input_output`; what else
/// its buffer throws comes out as it is.
class HashedInput {
public:
    static constexpr std::uint64_t unlimited = ~std::uint64_t{1};

    /// A stream of more than `most` bytes ends there, and is then of `most + 1`.
    explicit HashedInput(std::unique_ptr<std::istream> in, std::uint64_t most = unlimited);

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

    std::unique_ptr<std::istream> in_;
    std::uint64_t most_;
    std::uint64_t size_ = 0;
    Bytes buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    crypto::Sha256 hash_;
};

}  // namespace lawful::exchange
