// SPDX-License-Identifier: Apache-2.0
#include "ledger/path.hpp"

#include <algorithm>
#include <bit>

namespace lawful::ledger {

std::uint64_t left_size(std::uint64_t size) { return std::bit_floor(size - 1); }

std::vector<Range> inclusion_path(std::uint64_t index, std::uint64_t size) {
    std::vector<Range> path;
    for (Range range{0, size}; range.second - range.first > 1;) {
        const auto middle = range.first + left_size(range.second - range.first);
        const bool left = index < middle;
        path.push_back(left ? Range{middle, range.second} : Range{range.first, middle});
        (left ? range.second : range.first) = middle;
    }
    std::reverse(path.begin(), path.end());
    return path;
}

std::vector<Range> consistency_path(std::uint64_t older, std::uint64_t size) {
    std::vector<Range> path;
    Range range{0, size};
    while (range.second != older) {
        const auto middle = range.first + left_size(range.second - range.first);
        const bool left = older <= middle;
        path.push_back(left ? Range{middle, range.second} : Range{range.first, middle});
        (left ? range.second : range.first) = middle;
    }
    // A subtree that is the whole older tree is known to whoever verifies.
    if (range.first != 0) path.push_back(range);
    std::reverse(path.begin(), path.end());
    return path;
}

}  // namespace lawful::ledger
