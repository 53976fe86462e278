// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "store/vault/file_keys.hpp"

/// One page as it lies in the file: 4,048 bytes of ciphertext, nonce 24, tag 16, key epoch 4, zero 4.
namespace lawful::store::vault {

inline constexpr std::size_t reserved_size = 48;
inline constexpr std::size_t cipher_size = page_size - reserved_size;

using Page = std::array<std::uint8_t, page_size>;

/// True when the last 48 bytes are zeros, as SQLite leaves them.
[[nodiscard]] bool reserved_is_zero(ByteView page);

/// A page of the database file. `number` counts from 1.
void seal_page(const FileKeys& keys, std::uint32_t number, ByteView plain, Page& out);
/// False when it does not authenticate. The reserved bytes come back as zeros: SQLite must not see
/// them change between a write and a read.
[[nodiscard]] bool open_page(const FileKeys& keys, std::uint32_t number, ByteView sealed,
                             std::span<std::uint8_t> plain);

/// Where a page of the write-ahead log stands.
struct FramePlace {
    std::uint32_t page = 0;
    std::array<std::uint8_t, 8> salts{};
    std::uint64_t offset = 0;         ///< of the frame
};

void seal_frame_page(const FileKeys& keys, const FramePlace& place, ByteView plain, Page& out);
[[nodiscard]] bool open_frame_page(const FileKeys& keys, const FramePlace& place, ByteView sealed,
                                   std::span<std::uint8_t> plain);

}  // namespace lawful::store::vault
