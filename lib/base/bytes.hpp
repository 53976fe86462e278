// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lawful {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] ByteView as_bytes(std::string_view text);
[[nodiscard]] std::string_view as_text(ByteView bytes);

[[nodiscard]] std::string to_hex(ByteView bytes);
/// Throws `invalid_text`.
[[nodiscard]] Bytes from_hex(std::string_view text);

/// RFC 4648 section 4, with padding.
[[nodiscard]] std::string to_base64(ByteView bytes);
/// Strict inverse: padding required, no white space, no stray bits. Throws `invalid_text`.
[[nodiscard]] Bytes from_base64(std::string_view text);

/// A fixed-size array of exactly these bytes. Throws `corrupt` when the size differs.
template <std::size_t Size>
[[nodiscard]] std::array<std::uint8_t, Size> to_array(ByteView bytes);

template <>
std::array<std::uint8_t, 16> to_array<16>(ByteView bytes);
template <>
std::array<std::uint8_t, 32> to_array<32>(ByteView bytes);

}  // namespace lawful
