// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace faults {

/// The same numbers for the same seed, on every machine and library (splitmix64).
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}
    /// A stream of its own for each pair.
    Chance(std::uint64_t seed, std::uint64_t stream) : state_(seed) { state_ ^= next() * (stream + 1); }

    std::uint64_t next() {
        std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15U);
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31U);
    }
    /// 0 to `bound` - 1; `bound` is not 0.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    /// One time in `bound`.
    bool one_in(std::uint64_t bound) { return below(bound) == 0; }

private:
    std::uint64_t state_;
};

}  // namespace faults
