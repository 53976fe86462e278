// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/bytes.hpp"
#include "ledger/path.hpp"

namespace lawful::ledger {

/// Hashes from the leaf's side to the root's, as RFC 6962 sections 2.1.1 and 2.1.2 order them.
using Proof = std::vector<Digest>;

/// How many leaves a tree has, and its root.
struct TreeHead {
    std::uint64_t size = 0;
    Digest root{};

    bool operator==(const TreeHead&) const = default;
};

/// That the leaf stands at `index` of the tree (RFC 6962 2.1.1, RFC 9162 2.1.3.2). Throws
/// `corrupt`.
void verify_inclusion(const Digest& leaf_hash, std::uint64_t index, const Proof& proof,
                      const TreeHead& head);

/// That the newer tree begins with the older one (RFC 6962 2.1.2, RFC 9162 2.1.4.2). Throws
/// `corrupt`, also for an older tree without leaves: about it there is nothing to prove.
void verify_consistency(const TreeHead& older, const TreeHead& newer, const Proof& proof);

/// Makes any number of proofs about one tree from a single pass over its leaves. Holds the hashes
/// that the proofs share and the tree's right edge: nothing grows with the tree.
class Prover {
public:
    /// `size` is the number of leaves of the tree that is proven about.
    explicit Prover(std::uint64_t size) : size_(size) {}

    /// What to collect hashes for; before the first `append`. Throws `internal` out of range.
    void want_inclusion(std::uint64_t index);
    void want_consistency(std::uint64_t older_size);

    /// The next leaf, from the first to the last.
    void append(const Digest& leaf_hash);

    /// After all leaves. Throws `internal` before, and for what was not asked for.
    [[nodiscard]] Proof inclusion(std::uint64_t index) const;
    [[nodiscard]] Proof consistency(std::uint64_t older_size) const;
    [[nodiscard]] Digest root() const;

private:
    struct Subtree {
        std::uint64_t begin;
        Digest hash;
    };

    void want(const std::vector<Range>& path);
    void keep(Range range, const Digest& hash);
    void keep_right_edge();
    [[nodiscard]] Proof collect(const std::vector<Range>& path) const;

    std::uint64_t size_;
    std::uint64_t appended_ = 0;
    std::vector<Subtree> edge_;
    std::map<Range, Digest> wanted_;
};

}  // namespace lawful::ledger
