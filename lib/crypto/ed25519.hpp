// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <lawful/random.hpp>

#include "base/bytes.hpp"
#include "crypto/wipe.hpp"

/// Ed25519 (RFC 8032), the pure variant without context.
namespace lawful::crypto {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// A private key. It moves, does not copy, and is wiped when it goes.
class SigningKey {
public:
    static constexpr std::size_t size = 32;

    /// Copies the 32 bytes of RFC 8032 section 5.1.5. Throws `wrong_key` for another number.
    explicit SigningKey(ByteView seed);
    [[nodiscard]] static SigningKey generate(Random& random);

    [[nodiscard]] const PublicKey& public_key() const noexcept { return public_key_; }
    [[nodiscard]] Signature sign(ByteView message) const;
    /// For the one who seals it. Never log it.
    [[nodiscard]] ByteView seed() const noexcept { return seed_.bytes; }

private:
    Wiped<size> seed_;
    PublicKey public_key_{};
};

/// False also for a signature of another size and for a key that is no point of the curve.
[[nodiscard]] bool is_signed(const PublicKey& key, ByteView message, ByteView signature);

}  // namespace lawful::crypto
