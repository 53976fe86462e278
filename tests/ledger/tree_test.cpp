// SPDX-License-Identifier: Apache-2.0
#include "ledger/tree.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <lawful/error.hpp>

#include "crypto/digest.hpp"

namespace lawful::ledger {
namespace {

// RFC 6962 section 2.1, word for word: k is the largest power of two smaller than n.
Digest root_of(std::span<const Digest> leaf_hashes) {
    if (leaf_hashes.empty()) return crypto::sha256({});
    if (leaf_hashes.size() == 1) return leaf_hashes[0];
    const auto k = std::bit_floor(leaf_hashes.size() - 1);
    return node_hash(root_of(leaf_hashes.first(k)), root_of(leaf_hashes.subspan(k)));
}

std::vector<Digest> numbered_leaves(std::size_t count) {
    std::vector<Digest> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(leaf_hash(as_bytes(std::to_string(i))));
    return out;
}

Frontier frontier_of(std::span<const Digest> leaf_hashes) {
    Frontier out;
    for (const auto& hash : leaf_hashes) out.append(hash);
    return out;
}

// The eight leaves that certificate transparency logs are tested with.
Frontier known_tree(std::size_t size) {
    constexpr std::array<std::string_view, 8> leaves{
        "",         "00",       "10",               "2021",
        "3031",     "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
    Frontier out;
    for (std::size_t i = 0; i < size; ++i) out.append(leaf_hash(from_hex(leaves[i])));
    return out;
}

bool refused(ByteView bytes) {
    try {
        (void)Frontier::decode(bytes);
        return false;
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::corrupt);
        return true;
    }
}

}  // namespace

TEST_CASE("leaf and node hashes are SHA-256 with their own prefixes") {
    CHECK(leaf_hash(as_bytes("x")) == crypto::sha256(as_bytes(std::string_view("\0x", 2))));
    std::string node(1, '\1');
    node += std::string(32, 'a') + std::string(32, 'b');
    Digest left{};
    Digest right{};
    left.fill('a');
    right.fill('b');
    CHECK(node_hash(left, right) == crypto::sha256(as_bytes(node)));
    CHECK(node_hash(left, right) != node_hash(right, left));
}

TEST_CASE("the roots of the known trees") {
    constexpr std::array<std::string_view, 9> roots{
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    for (std::size_t size = 0; size < roots.size(); ++size) {
        CAPTURE(size);
        CHECK(to_hex(known_tree(size).root()) == roots[size]);
    }
}

TEST_CASE("the public happy-path proofs were made for the roots we compute") {
    const auto folder =
        std::filesystem::path(LAWFUL_VECTORS_DIR) / "merkle" / "testdata" / "consistency";
    if (std::string_view(LAWFUL_VECTORS_DIR).empty() || !std::filesystem::exists(folder)) {
        MESSAGE("skipped: no merkle vectors");
        return;
    }
    int seen = 0;
    for (const auto* number : {"0", "1", "2", "3", "4"}) {
        std::ifstream in(folder / number / "happy-path.json");
        const auto proof = nlohmann::json::parse(in);
        for (const auto& [size, root] :
             {std::pair{"size1", "root1"}, std::pair{"size2", "root2"}}) {
            CHECK(to_base64(known_tree(proof[size].get<std::size_t>()).root()) ==
                  proof[root].get<std::string>());
            ++seen;
        }
    }
    CHECK(seen == 10);
}

TEST_CASE("the frontier's root is the tree's root, from 0 to 300 leaves") {
    const auto leaves = numbered_leaves(300);
    Frontier frontier;
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        CAPTURE(size);
        REQUIRE(frontier.size() == size);
        REQUIRE(frontier.root() == root_of(std::span(leaves).first(size)));
        if (size < leaves.size()) frontier.append(leaves[size]);
    }
}

TEST_CASE("an encoded frontier has its documented layout, decodes and goes on growing") {
    const auto leaves = numbered_leaves(300);
    for (std::size_t size = 0; size < leaves.size(); ++size) {
        CAPTURE(size);
        const auto frontier = frontier_of(std::span(leaves).first(size));
        const auto encoded = frontier.encode();
        CHECK(encoded.size() == 8 + 32 * static_cast<std::size_t>(std::popcount(size)));
        CHECK(encoded[7] == (size & 0xffU));
        CHECK(encoded[6] == size >> 8U);
        auto decoded = Frontier::decode(encoded);
        CHECK(decoded == frontier);
        CHECK(decoded.encode() == encoded);
        decoded.append(leaves[size]);
        CHECK(decoded.root() == root_of(std::span(leaves).first(size + 1)));
    }
    const auto three = frontier_of(std::span(leaves).first(3)).encode();
    const auto pair = node_hash(leaves[0], leaves[1]);
    CHECK(std::equal(pair.begin(), pair.end(), three.begin() + 8));
    CHECK(std::equal(leaves[2].begin(), leaves[2].end(), three.begin() + 40));
}

TEST_CASE("a frontier of another length than its size asks for is corrupt") {
    const auto leaves = numbered_leaves(7);
    const auto encoded = frontier_of(leaves).encode();
    for (std::size_t length = 0; length < encoded.size(); ++length) {
        CHECK(refused(ByteView(encoded).first(length)));
    }
    auto longer = encoded;
    longer.push_back(0);
    CHECK(refused(longer));
    longer.resize(encoded.size() + 32);
    CHECK(refused(longer));
    auto other_size = encoded;
    other_size[7] = 8;
    CHECK(refused(other_size));
    CHECK(refused({}));
    CHECK_FALSE(refused(Bytes(8)));
}

TEST_CASE("a frontier of the largest size holds 64 hashes and takes no more") {
    Bytes encoded(8, 0xff);
    encoded.resize(8 + 64 * 32, 0x11);
    auto full = Frontier::decode(encoded);
    CHECK(full.encode() == encoded);
    CHECK_THROWS_AS(full.append(Digest{}), Error);
    CHECK(full.encode() == encoded);
}

}  // namespace lawful::ledger
