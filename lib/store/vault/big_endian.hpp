// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "base/bytes.hpp"

namespace lawful::store::vault {

template <class Number>
void put_number(std::span<std::uint8_t> to, Number value) {
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
        to[i] = static_cast<std::uint8_t>(value >> (8 * (sizeof(Number) - 1 - i)));
    }
}

template <class Number>
[[nodiscard]] Number get_number(ByteView from) {
    Number value = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
        value = static_cast<Number>(static_cast<Number>(value << 8U) | from[i]);
    }
    return value;
}

inline void put16(std::span<std::uint8_t> to, std::uint16_t value) { put_number(to, value); }
inline void put32(std::span<std::uint8_t> to, std::uint32_t value) { put_number(to, value); }
inline void put64(std::span<std::uint8_t> to, std::uint64_t value) { put_number(to, value); }
[[nodiscard]] inline std::uint16_t get16(ByteView from) { return get_number<std::uint16_t>(from); }
[[nodiscard]] inline std::uint32_t get32(ByteView from) { return get_number<std::uint32_t>(from); }
[[nodiscard]] inline std::uint64_t get64(ByteView from) { return get_number<std::uint64_t>(from); }

}  // namespace lawful::store::vault
