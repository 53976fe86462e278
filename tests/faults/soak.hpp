// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace faults {

/// What a loop over seeds found.
struct Tally {
    std::uint64_t runs = 0;
    std::uint64_t bad = 0;
    std::string first_fault{};  ///< with its seed
};

/// Runs `work` for seeds that rise and prints how many were bad. `work` answers with a fault, or nothing.
/// The environment changes how often: LAWFUL_SOAK=SECONDS as long as that instead of `times`;
/// LAWFUL_SEED=N the first seed; LAWFUL_RUNS=N so often (1: to replay a fault).
Tally over_seeds(const std::string& name, std::uint64_t times,
                 const std::function<std::string(std::uint64_t seed)>& work);

/// Prints a count that has no seeds, in the same form.
void print_tally(const std::string& name, const Tally& tally);

}  // namespace faults
