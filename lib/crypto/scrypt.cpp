// SPDX-License-Identifier: Apache-2.0
#include "crypto/scrypt.hpp"

#include <lawful/error.hpp>

#include "crypto/openssl.hpp"
#include "crypto/wipe.hpp"

namespace lawful::crypto {
namespace {

// OpenSSL refuses what needs more than 32 MiB unless told. RFC 7914: 128 r (N + p + 2) bytes.
std::uint64_t memory_for(ScryptCost cost) {
    const std::uint64_t n = std::uint64_t{1} << cost.log_n;
    constexpr std::uint64_t spare = 1U << 20U;
    return 128U * std::uint64_t{cost.r} * (n + cost.p + 2U) + spare;
}

bool between(unsigned least, unsigned value, unsigned most) {
    return least <= value && value <= most;
}

}  // namespace

void scrypt_unbounded(ByteView passphrase, ByteView salt, ScryptCost cost,
                      std::span<std::uint8_t> out) {
    const auto* text = reinterpret_cast<const char*>(never_null(passphrase.data()));
    require(cost.log_n < 64 &&
                EVP_PBE_scrypt(text, passphrase.size(), never_null(salt.data()), salt.size(),
                               std::uint64_t{1} << cost.log_n, cost.r, cost.p, memory_for(cost),
                               out.data(), out.size()) == 1,
            "scrypt");
}

SubKey scrypt(ByteView passphrase, ByteView salt, ScryptCost cost) {
    if (!between(15, cost.log_n, 22) || !between(1, cost.r, 16) || !between(1, cost.p, 4)) {
        throw Error(ErrorCode::corrupt, "scrypt parameters are out of range");
    }
    Wiped<SubKey::size> key;
    scrypt_unbounded(passphrase, salt, cost, key.bytes);
    return SubKey(key.bytes);
}

}  // namespace lawful::crypto
