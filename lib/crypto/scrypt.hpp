// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "base/bytes.hpp"
#include "crypto/keys.hpp"

namespace lawful::crypto {

/// RFC 7914's N = 2^log_n, r and p. The default takes 128 MiB and some tenths of a second.
struct ScryptCost {
    unsigned log_n = 17;
    unsigned r = 8;
    unsigned p = 1;

    bool operator==(const ScryptCost&) const = default;
};

/// The key a passphrase stands for. Throws `corrupt` for costs outside N 2^15 to 2^22, r 1 to 16,
/// p 1 to 4: weaker ones protect nobody, and stronger ones would only exhaust the machine.
[[nodiscard]] SubKey scrypt(ByteView passphrase, ByteView salt, ScryptCost cost);

/// Any cost that RFC 7914 allows, for its known answers. Throws `internal`.
void scrypt_unbounded(ByteView passphrase, ByteView salt, ScryptCost cost,
                      std::span<std::uint8_t> out);

}  // namespace lawful::crypto
