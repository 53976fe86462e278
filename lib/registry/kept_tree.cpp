// SPDX-License-Identifier: Apache-2.0
#include "registry/kept_tree.hpp"

#include <algorithm>

#include "ledger/commitment.hpp"
#include "ledger/tree.hpp"

namespace lawful::registry {

namespace {

std::vector<Digest> leaves(const store::ReadTransaction& from, std::uint64_t first, std::uint64_t count) {
    auto hashes = from.commitments(first, count);
    for (auto& hash : hashes) hash = ledger::leaf_hash(as_bytes(ledger::leaf(hash)));
    return hashes;
}

}  // namespace

ledger::KeptTree kept_tree(const store::ReadTransaction& from) {
    return {from.ledger().size, [&from](unsigned level, std::uint64_t first, std::uint64_t count) {
                return level > 0 ? from.subtrees(level, first, count) : leaves(from, first, count);
            }};
}

void each_leaf(const store::ReadTransaction& from, std::uint64_t size,
               const std::function<void(const Digest&)>& each) {
    constexpr std::uint64_t at_once = 4'096;
    for (std::uint64_t first = 0; first < size; first += at_once) {
        for (const auto& leaf : leaves(from, first, std::min(at_once, size - first))) each(leaf);
    }
}

}  // namespace lawful::registry
