// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "registry/properties/operation.hpp"

namespace properties {

using History = std::vector<Operation>;

/// The same history for the same seed: most addresses get readers with consent, then life happens.
[[nodiscard]] History generate(std::uint64_t seed);

/// A list of `count` rows about few addresses, so that rows meet.
[[nodiscard]] std::vector<Row> generate_list(std::uint64_t seed, std::size_t count);

}  // namespace properties
