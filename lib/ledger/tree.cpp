// SPDX-License-Identifier: Apache-2.0
#include "ledger/tree.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <tuple>

#include <lawful/error.hpp>

#include "crypto/digest.hpp"

namespace lawful::ledger {
namespace {

constexpr std::size_t hash_size = std::tuple_size_v<Digest>;
constexpr std::size_t head_size = sizeof(std::uint64_t);

}  // namespace

Digest leaf_hash(ByteView leaf) {
    Bytes input{0x00};
    input.insert(input.end(), leaf.begin(), leaf.end());
    return crypto::sha256(input);
}

Digest node_hash(const Digest& left, const Digest& right) {
    std::array<std::uint8_t, 1 + 2 * hash_size> input{0x01};
    std::copy(left.begin(), left.end(), input.begin() + 1);
    std::copy(right.begin(), right.end(), input.begin() + 1 + hash_size);
    return crypto::sha256(input);
}

std::vector<Subtree> Frontier::append(const Digest& leaf_hash) {
    if (size_ == std::numeric_limits<std::uint64_t>::max()) {
        throw Error(ErrorCode::corrupt, "the ledger is full");
    }
    auto hash = leaf_hash;
    // Each trailing one of the size is a complete subtree that the new leaf makes a pair with.
    std::vector<Subtree> complete;
    const auto levels = static_cast<unsigned>(std::countr_one(size_));
    for (unsigned level = 1; level <= levels; ++level) {
        hash = node_hash(subtrees_.back(), hash);
        subtrees_.pop_back();
        if (level % kept_levels == 0) complete.push_back({level, size_ >> level, hash});
    }
    subtrees_.push_back(hash);
    ++size_;
    return complete;
}

Digest Frontier::root() const {
    if (subtrees_.empty()) return crypto::sha256({});
    auto hash = subtrees_.back();
    for (auto left = subtrees_.rbegin() + 1; left != subtrees_.rend(); ++left) {
        hash = node_hash(*left, hash);
    }
    return hash;
}

Bytes Frontier::encode() const {
    Bytes out;
    out.reserve(head_size + subtrees_.size() * hash_size);
    for (unsigned shift = 64; shift > 0; shift -= 8) {
        out.push_back(static_cast<std::uint8_t>(size_ >> (shift - 8)));
    }
    for (const auto& hash : subtrees_) out.insert(out.end(), hash.begin(), hash.end());
    return out;
}

Frontier Frontier::decode(ByteView bytes) {
    if (bytes.size() < head_size) throw Error(ErrorCode::corrupt, "frontier is too short");
    Frontier out;
    for (const auto byte : bytes.first(head_size)) out.size_ = out.size_ << 8U | byte;
    const auto count = static_cast<std::size_t>(std::popcount(out.size_));
    if (bytes.size() != head_size + count * hash_size) {
        throw Error(ErrorCode::corrupt, "frontier does not fit its size");
    }
    for (std::size_t i = 0; i < count; ++i) {
        out.subtrees_.push_back(
            to_array<hash_size>(bytes.subspan(head_size + i * hash_size, hash_size)));
    }
    return out;
}

}  // namespace lawful::ledger
