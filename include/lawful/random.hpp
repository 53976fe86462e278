// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace lawful {

/// The only source of randomness in the library. Must be safe to call from several threads.
class Random {
public:
    virtual ~Random() = default;
    /// Fills `out`. Throws `random_failed`; it never fills less.
    virtual void fill(std::span<std::uint8_t> out) = 0;
};

}  // namespace lawful
