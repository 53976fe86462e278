// SPDX-License-Identifier: Apache-2.0
#include "ledger/kept_tree.hpp"

#include <bit>

#include <lawful/error.hpp>

#include "ledger/tree.hpp"

namespace lawful::ledger {

Proof KeptTree::inclusion(std::uint64_t index) const {
    if (index >= size_) throw Error(ErrorCode::internal, "proof of a leaf outside the tree");
    Proof proof;
    for (const auto& range : inclusion_path(index, size_)) proof.push_back(hash(range));
    return proof;
}

Digest KeptTree::hash(const Range& range) const {
    const auto size = range.second - range.first;
    if (std::has_single_bit(size)) {
        return complete(range.first, static_cast<unsigned>(std::countr_zero(size)));
    }
    const auto middle = range.first + left_size(size);
    return node_hash(hash({range.first, middle}), hash({middle, range.second}));
}

Digest KeptTree::complete(std::uint64_t begin, unsigned level) const {
    const auto below = level % kept_levels;
    const auto count = std::uint64_t{1} << below;
    auto hashes = hashes_(level - below, begin >> (level - below), count);
    if (hashes.size() != count) throw Error(ErrorCode::corrupt, "hashes of the ledger's tree are missing");
    for (auto left = hashes.size(); left > 1; left /= 2) {
        for (std::size_t i = 0; i < left / 2; ++i) hashes[i] = node_hash(hashes[2 * i], hashes[2 * i + 1]);
    }
    return hashes.front();
}

}  // namespace lawful::ledger
