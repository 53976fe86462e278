// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

/// Which subtrees a proof consists of (RFC 6962 sections 2.1.1 and 2.1.2).
namespace lawful::ledger {

/// From one leaf up to another, which is not in it.
using Range = std::pair<std::uint64_t, std::uint64_t>;

/// Where RFC 6962 section 2.1 divides a tree of `size` leaves, which are at least two.
[[nodiscard]] std::uint64_t left_size(std::uint64_t size);

/// From the leaf's side to the root's. `index` is below `size`.
[[nodiscard]] std::vector<Range> inclusion_path(std::uint64_t index, std::uint64_t size);
/// `older` is from 1 to `size`.
[[nodiscard]] std::vector<Range> consistency_path(std::uint64_t older, std::uint64_t size);

}  // namespace lawful::ledger
