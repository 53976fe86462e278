// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace lawful::crypto {

/// Overwrites with zeros, in a way the compiler cannot remove.
void wipe(std::span<std::uint8_t> bytes) noexcept;

/// A buffer for key material: wiped when it goes out of scope or is moved from.
template <std::size_t Size>
struct Wiped {
    Wiped() = default;
    Wiped(Wiped&& other) noexcept : bytes(other.bytes) { wipe(other.bytes); }
    Wiped& operator=(Wiped&& other) noexcept {
        if (this == &other) return *this;
        bytes = other.bytes;
        wipe(other.bytes);
        return *this;
    }
    Wiped(const Wiped&) = delete;
    Wiped& operator=(const Wiped&) = delete;
    ~Wiped() { wipe(bytes); }

    std::array<std::uint8_t, Size> bytes{};
};

}  // namespace lawful::crypto
