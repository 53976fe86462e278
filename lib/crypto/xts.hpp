// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/bytes.hpp"
#include "crypto/wipe.hpp"

namespace lawful::crypto {

/// AES-256-XTS (IEEE 1619): hides a block under a tweak, in place, and does not authenticate it.
/// May be used from several threads. Throws `internal` for wrong sizes: key 64 bytes in two
/// different halves, tweak 16, data 16 at least.
class Aes256Xts {
public:
    static constexpr std::size_t key_size = 64;
    static constexpr std::size_t tweak_size = 16;

    explicit Aes256Xts(ByteView key);

    void encrypt(ByteView tweak, std::span<std::uint8_t> block) const;
    void decrypt(ByteView tweak, std::span<std::uint8_t> block) const;

private:
    Wiped<key_size> key_;
};

}  // namespace lawful::crypto
