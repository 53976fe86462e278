// SPDX-License-Identifier: Apache-2.0
#include "ledger/proof.hpp"

#include <algorithm>
#include <map>
#include <string>

#include <doctest/doctest.h>

#include <lawful/error.hpp>

#include "ledger/kept_tree.hpp"
#include "ledger/tree.hpp"

namespace lawful::ledger {
namespace {

std::vector<Digest> numbered_leaves(std::size_t count) {
    std::vector<Digest> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(leaf_hash(as_bytes(std::to_string(i))));
    return out;
}

/// The heads of the trees of 0, 1, 2 ... leaves.
std::vector<TreeHead> heads_of(const std::vector<Digest>& leaves) {
    Frontier frontier;
    std::vector<TreeHead> out{{0, frontier.root()}};
    for (const auto& leaf : leaves) {
        frontier.append(leaf);
        out.push_back({frontier.size(), frontier.root()});
    }
    return out;
}

template <class Verify>
bool refused(Verify&& verify) {
    try {
        verify();
        return false;
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::corrupt);
        return true;
    }
}

/// Each way to change one proof a little.
std::vector<Proof> damaged(const Proof& proof) {
    std::vector<Proof> out;
    for (std::size_t i = 0; i < proof.size(); ++i) {
        auto flipped = proof;
        flipped[i][i % 32] ^= 0x10U;
        out.push_back(flipped);
        auto without = proof;
        without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
        out.push_back(without);
    }
    auto longer = proof;
    longer.push_back(Digest{});
    out.push_back(longer);
    longer = proof;
    longer.insert(longer.begin(), Digest{});
    out.push_back(longer);
    return out;
}

}  // namespace

TEST_CASE("every leaf of every tree up to 70 leaves has its proof, and no other leaf has it") {
    const auto leaves = numbered_leaves(70);
    const auto heads = heads_of(leaves);
    for (std::uint64_t size = 1; size <= leaves.size(); ++size) {
        Prover prover(size);
        for (std::uint64_t i = 0; i < size; ++i) prover.want_inclusion(i);
        for (std::uint64_t i = 0; i < size; ++i) prover.append(leaves[i]);
        CHECK(prover.root() == heads[size].root);
        for (std::uint64_t i = 0; i < size; ++i) {
            CAPTURE(size);
            CAPTURE(i);
            const auto proof = prover.inclusion(i);
            verify_inclusion(leaves[i], i, proof, heads[size]);
            const auto other = (i + 1) % size;
            if (other == i) continue;
            CHECK(refused([&] { verify_inclusion(leaves[other], i, proof, heads[size]); }));
            CHECK(refused([&] { verify_inclusion(leaves[i], other, proof, heads[size]); }));
        }
    }
}

TEST_CASE("every older tree has its consistency proof") {
    const auto leaves = numbered_leaves(70);
    const auto heads = heads_of(leaves);
    for (std::uint64_t size = 1; size <= leaves.size(); ++size) {
        Prover prover(size);
        for (std::uint64_t older = 1; older <= size; ++older) prover.want_consistency(older);
        for (std::uint64_t i = 0; i < size; ++i) prover.append(leaves[i]);
        for (std::uint64_t older = 1; older <= size; ++older) {
            CAPTURE(size);
            CAPTURE(older);
            const auto proof = prover.consistency(older);
            verify_consistency(heads[older], heads[size], proof);
            auto forged = heads[older];
            forged.root[0] ^= 1U;
            CHECK(refused([&] { verify_consistency(forged, heads[size], proof); }));
            forged = heads[size];
            forged.root[31] ^= 1U;
            CHECK(refused([&] { verify_consistency(heads[older], forged, proof); }));
        }
    }
}

namespace {

/// What is kept while a tree grows, and how often it is read.
struct Kept {
    Frontier frontier;
    std::vector<Digest> leaves;
    std::map<unsigned, std::vector<Digest>> subtrees;
    std::uint64_t read = 0;

    void append(const Digest& leaf) {
        leaves.push_back(leaf);
        for (const auto& kept : frontier.append(leaf)) {
            REQUIRE(kept.number == subtrees[kept.level].size());
            subtrees[kept.level].push_back(kept.hash);
        }
    }
    KeptTree tree() {
        return {leaves.size(), [this](unsigned level, std::uint64_t first, std::uint64_t count) {
                    read += count;
                    const auto& all = level == 0 ? leaves : subtrees[level];
                    const auto from = all.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(first, all.size()));
                    const auto left = static_cast<std::uint64_t>(all.end() - from);
                    return std::vector<Digest>(from, from + static_cast<std::ptrdiff_t>(std::min(count, left)));
                }};
    }
};

}  // namespace

TEST_CASE("proofs from kept subtrees are those of a pass over all leaves") {
    Kept kept;
    const auto leaves = numbered_leaves(1'100);
    for (const auto& leaf : leaves) {
        kept.append(leaf);
        const auto size = kept.leaves.size();
        if (size > 3 && size % 256 > 2 && size % 97 != 0) continue;
        CAPTURE(size);
        Prover prover(size);
        for (std::uint64_t i = 0; i < size; i += 1 + i % 7) prover.want_inclusion(i);
        for (const auto& one : kept.leaves) prover.append(one);
        const auto tree = kept.tree();
        for (std::uint64_t i = 0; i < size; i += 1 + i % 7) REQUIRE(tree.inclusion(i) == prover.inclusion(i));
    }
    CHECK(kept.subtrees.at(8).size() == 4);
}

TEST_CASE("a proof from kept subtrees reads some hundreds of hashes, of a tree of however many leaves") {
    Kept kept;
    for (const auto& leaf : numbered_leaves(70'000)) kept.append(leaf);
    CHECK(kept.subtrees.at(16).size() == 1);
    verify_inclusion(kept.leaves[12'345], 12'345, kept.tree().inclusion(12'345), {70'000, kept.frontier.root()});
    CHECK(kept.read < 1'000);
    CHECK_THROWS_AS((void)kept.tree().inclusion(70'000), Error);
    kept.subtrees[8].pop_back();
    CHECK_THROWS_AS((void)kept.tree().inclusion(3), Error);
}

TEST_CASE("a damaged proof proves nothing") {
    const auto leaves = numbered_leaves(37);
    const auto heads = heads_of(leaves);
    Prover prover(37);
    prover.want_inclusion(20);
    prover.want_consistency(21);
    for (const auto& leaf : leaves) prover.append(leaf);
    for (const auto& proof : damaged(prover.inclusion(20))) {
        CHECK(refused([&] { verify_inclusion(leaves[20], 20, proof, heads[37]); }));
    }
    for (const auto& proof : damaged(prover.consistency(21))) {
        CHECK(refused([&] { verify_consistency(heads[21], heads[37], proof); }));
    }
}

TEST_CASE("edges: no leaf, one leaf, an empty or larger older tree, one size with two roots") {
    const auto leaves = numbered_leaves(3);
    const auto heads = heads_of(leaves);
    verify_inclusion(leaves[0], 0, {}, heads[1]);
    CHECK(refused([&] { verify_inclusion(leaves[0], 0, {}, heads[0]); }));
    CHECK(refused([&] { verify_inclusion(leaves[0], 1, {}, heads[1]); }));
    verify_consistency(heads[2], heads[2], {});
    CHECK(refused([&] { verify_consistency(heads[0], heads[2], {}); }));
    CHECK(refused([&] { verify_consistency(heads[0], heads[0], {}); }));
    CHECK(refused([&] { verify_consistency(heads[3], heads[2], {}); }));
    CHECK(refused([&] { verify_consistency(heads[2], heads[2], {leaves[0]}); }));
    CHECK(refused([&] { verify_consistency({2, heads[3].root}, heads[2], {}); }));
    CHECK(refused([&] { verify_consistency(heads[2], heads[3], {}); }));
    CHECK(Prover(0).root() == heads[0].root);
}

TEST_CASE("a prover gives only what it was asked for, and only when it saw every leaf") {
    const auto leaves = numbered_leaves(9);
    Prover prover(9);
    CHECK_THROWS_AS(prover.want_inclusion(9), Error);
    CHECK_THROWS_AS(prover.want_consistency(0), Error);
    CHECK_THROWS_AS(prover.want_consistency(10), Error);
    prover.want_inclusion(8);
    for (std::size_t i = 0; i < 8; ++i) prover.append(leaves[i]);
    CHECK_THROWS_AS((void)prover.inclusion(8), Error);
    CHECK_THROWS_AS((void)prover.root(), Error);
    prover.append(leaves[8]);
    CHECK(prover.inclusion(8).size() == 1);
    CHECK_THROWS_AS((void)prover.inclusion(0), Error);
    CHECK_THROWS_AS(prover.want_inclusion(1), Error);
    CHECK_THROWS_AS(prover.append(leaves[8]), Error);
}

}  // namespace lawful::ledger
