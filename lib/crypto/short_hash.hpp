// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include <lawful/random.hpp>

#include "base/bytes.hpp"
#include "crypto/wipe.hpp"

namespace lawful::crypto {

/// SipHash-2-4 with 128 bits of output, under a random key: for tables in memory whose keys must not tell
/// what they were made of, nor be made to collide. Nothing of it is ever stored. Thread safe.
class ShortHash {
public:
    using Value = std::array<std::uint64_t, 2>;

    /// Throws `internal`.
    explicit ShortHash(Random& random);

    [[nodiscard]] Value operator()(ByteView message) const noexcept;

private:
    Wiped<16> key_;
};

}  // namespace lawful::crypto
