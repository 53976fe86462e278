// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "ledger/path.hpp"
#include "ledger/proof.hpp"

namespace lawful::ledger {

/// Makes inclusion proofs about a tree whose leaves and some of whose subtrees are kept (`Frontier::append`): each reads
/// some hundred hashes for every 256-fold of leaves.
class KeptTree {
public:
    /// Hashes of the subtrees of 2^level leaves from number `first` on, exactly `count`; level 0 is the leaves'.
    using Hashes = std::function<std::vector<Digest>(unsigned level, std::uint64_t first, std::uint64_t count)>;

    KeptTree(std::uint64_t size, Hashes hashes) : size_(size), hashes_(std::move(hashes)) {}

    /// Throws `internal` out of range, `corrupt` where hashes are missing.
    [[nodiscard]] Proof inclusion(std::uint64_t index) const;

private:
    [[nodiscard]] Digest hash(const Range& range) const;
    [[nodiscard]] Digest complete(std::uint64_t begin, unsigned level) const;

    std::uint64_t size_;
    Hashes hashes_;
};

}  // namespace lawful::ledger
