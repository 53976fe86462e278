// SPDX-License-Identifier: Apache-2.0
#include "ledger/proof.hpp"

#include <algorithm>
#include <bit>
#include <span>

#include <lawful/error.hpp>

#include "ledger/tree.hpp"

namespace lawful::ledger {
namespace {

void require(bool holds, const char* what) {
    if (!holds) throw Error(ErrorCode::corrupt, what);
}

/// Climbs from a node to the root, told at each step on which side the proof's hash belongs.
class Climb {
public:
    Climb(std::uint64_t at, std::uint64_t last) : at_(at), last_(last) {}

    [[nodiscard]] bool at_root() const { return last_ == 0; }

    /// Whether the next hash is a left sibling; moves to the parent.
    [[nodiscard]] bool next_is_left() {
        const bool left = (at_ & 1U) != 0 || at_ == last_;
        // At the right edge, levels without a sibling are skipped.
        while (left && (at_ & 1U) == 0 && at_ != 0) up();
        up();
        return left;
    }

    void skip_complete() {
        while ((at_ & 1U) != 0) up();
    }

private:
    void up() {
        at_ >>= 1U;
        last_ >>= 1U;
    }

    std::uint64_t at_;
    std::uint64_t last_;
};

}  // namespace

void verify_inclusion(const Digest& leaf_hash, std::uint64_t index, const Proof& proof,
                      const TreeHead& head) {
    require(index < head.size, "inclusion proof: the index is outside the tree");
    Climb climb(index, head.size - 1);
    auto hash = leaf_hash;
    for (const auto& sibling : proof) {
        require(!climb.at_root(), "inclusion proof: too many hashes");
        hash = climb.next_is_left() ? node_hash(sibling, hash) : node_hash(hash, sibling);
    }
    require(climb.at_root(), "inclusion proof: too few hashes");
    require(hash == head.root, "inclusion proof: it leads to another root");
}

void verify_consistency(const TreeHead& older, const TreeHead& newer, const Proof& proof) {
    require(older.size > 0, "consistency proof: the older tree is empty");
    require(older.size <= newer.size, "consistency proof: the older tree is larger");
    if (older.size == newer.size) {
        require(proof.empty(), "consistency proof: too many hashes");
        require(older.root == newer.root, "consistency proof: one size with two roots");
        return;
    }
    require(!proof.empty(), "consistency proof: too few hashes");
    std::span<const Digest> rest(proof);
    auto old_hash = older.root;
    if (!std::has_single_bit(older.size)) {
        old_hash = rest.front();
        rest = rest.subspan(1);
    }
    auto new_hash = old_hash;
    Climb climb(older.size - 1, newer.size - 1);
    climb.skip_complete();
    for (const auto& sibling : rest) {
        require(!climb.at_root(), "consistency proof: too many hashes");
        if (climb.next_is_left()) {
            old_hash = node_hash(sibling, old_hash);
            new_hash = node_hash(sibling, new_hash);
        } else {
            new_hash = node_hash(new_hash, sibling);
        }
    }
    require(climb.at_root(), "consistency proof: too few hashes");
    require(old_hash == older.root, "consistency proof: it leads to another older root");
    require(new_hash == newer.root, "consistency proof: it leads to another newer root");
}

void Prover::want(const std::vector<Range>& path) {
    if (appended_ != 0) throw Error(ErrorCode::internal, "a proof was asked for too late");
    for (const auto& range : path) wanted_.emplace(range, Digest{});
}

void Prover::want_inclusion(std::uint64_t index) {
    if (index >= size_) throw Error(ErrorCode::internal, "proof of a leaf outside the tree");
    want(inclusion_path(index, size_));
}

void Prover::want_consistency(std::uint64_t older_size) {
    if (older_size == 0 || older_size > size_) {
        throw Error(ErrorCode::internal, "proof of a tree that is no older one");
    }
    want(consistency_path(older_size, size_));
}

void Prover::keep(Range range, const Digest& hash) {
    if (const auto found = wanted_.find(range); found != wanted_.end()) found->second = hash;
}

void Prover::append(const Digest& leaf_hash) {
    if (appended_ == size_) throw Error(ErrorCode::internal, "more leaves than the tree has");
    Subtree node{appended_, leaf_hash};
    const auto end = appended_ + 1;
    keep({node.begin, end}, node.hash);
    for (int level = std::countr_one(appended_); level > 0; --level) {
        node = {edge_.back().begin, node_hash(edge_.back().hash, node.hash)};
        edge_.pop_back();
        keep({node.begin, end}, node.hash);
    }
    edge_.push_back(node);
    appended_ = end;
    if (appended_ == size_) keep_right_edge();
}

void Prover::keep_right_edge() {
    while (edge_.size() > 1) {
        const auto right = edge_.back();
        edge_.pop_back();
        edge_.back().hash = node_hash(edge_.back().hash, right.hash);
        keep({edge_.back().begin, size_}, edge_.back().hash);
    }
}

Proof Prover::collect(const std::vector<Range>& path) const {
    if (appended_ != size_) throw Error(ErrorCode::internal, "not all leaves were given");
    Proof proof;
    for (const auto& range : path) {
        const auto found = wanted_.find(range);
        if (found == wanted_.end()) throw Error(ErrorCode::internal, "no such proof was asked for");
        proof.push_back(found->second);
    }
    return proof;
}

Proof Prover::inclusion(std::uint64_t index) const { return collect(inclusion_path(index, size_)); }

Proof Prover::consistency(std::uint64_t older_size) const {
    return collect(consistency_path(older_size, size_));
}

Digest Prover::root() const {
    if (appended_ != size_) throw Error(ErrorCode::internal, "not all leaves were given");
    return edge_.empty() ? Frontier().root() : edge_.front().hash;
}

}  // namespace lawful::ledger
