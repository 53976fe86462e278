// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "base/bytes.hpp"
#include "crypto/wipe.hpp"

namespace lawful::crypto {

/// XAES-256-GCM (C2SP, version 1): 24-byte nonces that may be random for as many messages as you
/// like. `seal` and `open` may be called from several threads. Wrong sizes of key or nonce are
/// `internal`.
class Xaes256Gcm {
public:
    static constexpr std::size_t key_size = 32;
    static constexpr std::size_t nonce_size = 24;
    static constexpr std::size_t tag_size = 16;

    explicit Xaes256Gcm(ByteView key);

    /// The ciphertext with its tag behind it.
    [[nodiscard]] Bytes seal(ByteView nonce, ByteView plaintext, ByteView associated) const;
    /// Throws `corrupt` when it does not authenticate; no byte of the plaintext escapes then.
    [[nodiscard]] Bytes open(ByteView nonce, ByteView ciphertext_and_tag,
                             ByteView associated) const;

    /// The same without an allocation. The spans may be one and the same; the ciphertext is as long
    /// as the plaintext, else `internal`.
    void seal_into(ByteView nonce, ByteView plaintext, ByteView associated,
                   std::span<std::uint8_t> ciphertext,
                   std::span<std::uint8_t, tag_size> tag) const;
    /// False, and the plaintext wiped, when it does not authenticate. Throws `internal` only.
    [[nodiscard]] bool open_into(ByteView nonce, ByteView ciphertext,
                                 std::span<const std::uint8_t, tag_size> tag, ByteView associated,
                                 std::span<std::uint8_t> plaintext) const;

private:
    void derive(ByteView nonce, Wiped<key_size>& message_key) const;

    Wiped<key_size> key_;
    Wiped<16> subkey_;
};

}  // namespace lawful::crypto
