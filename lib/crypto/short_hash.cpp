// SPDX-License-Identifier: Apache-2.0
#include "crypto/short_hash.hpp"

#include <cstring>

#include <sodium.h>

#include <lawful/error.hpp>

namespace lawful::crypto {

ShortHash::ShortHash(Random& random) {
    if (sodium_init() < 0) throw Error(ErrorCode::internal, "libsodium cannot be used");
    static_assert(crypto_shorthash_siphashx24_KEYBYTES == 16);
    random.fill(key_.bytes);
}

ShortHash::Value ShortHash::operator()(ByteView message) const noexcept {
    std::array<unsigned char, crypto_shorthash_siphashx24_BYTES> bytes{};
    // It cannot fail.
    static_cast<void>(
        crypto_shorthash_siphashx24(bytes.data(), message.data(), message.size(), key_.bytes.data()));
    Value out{};
    static_assert(sizeof out == sizeof bytes);
    std::memcpy(out.data(), bytes.data(), sizeof out);
    return out;
}

}  // namespace lawful::crypto
