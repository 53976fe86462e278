// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.hpp"

/// The Merkle tree of RFC 6962 section 2.1, over SHA-256.
namespace lawful::ledger {

/// SHA-256(0x00 || leaf).
[[nodiscard]] Digest leaf_hash(ByteView leaf);
/// SHA-256(0x01 || left || right).
[[nodiscard]] Digest node_hash(const Digest& left, const Digest& right);

/// The hashes of subtrees of 2^8, 2^16, 2^24 ... leaves are kept, so that a proof need not read every leaf.
inline constexpr unsigned kept_levels = 8;

/// A complete subtree to keep: of 2^level leaves, the `number`th of that size.
struct Subtree {
    unsigned level = 0;
    std::uint64_t number = 0;
    Digest hash{};

    bool operator==(const Subtree&) const = default;
};

/// The right edge of an append-only tree: all that appending and the root need.
class Frontier {
public:
    /// The subtrees to keep that it completes: hardly ever any.
    std::vector<Subtree> append(const Digest& leaf_hash);

    /// Of the empty tree: SHA-256 of nothing.
    [[nodiscard]] Digest root() const;
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

    /// Size (8 bytes, big-endian), then the hashes of the complete subtrees, largest first:
    /// one of 32 bytes for each bit set in the size.
    [[nodiscard]] Bytes encode() const;
    /// Strict inverse. Throws `corrupt`.
    [[nodiscard]] static Frontier decode(ByteView bytes);

    bool operator==(const Frontier&) const = default;

private:
    std::uint64_t size_ = 0;
    std::vector<Digest> subtrees_;
};

}  // namespace lawful::ledger
