// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <string_view>
#include <utility>

#include <lawful/random.hpp>

#include "base/bytes.hpp"
#include "crypto/xaes.hpp"

/// A personal column takes a `Sealed` or a `BlindIndex`; writing it in clear does not compile.
namespace lawful::crypto {

/// version 1 (1 byte) | nonce (24) | ciphertext | tag (16), all of it authenticated.
struct Sealed {
    Sealed() = default;
    explicit Sealed(Bytes sealed) : bytes(std::move(sealed)) {}

    Bytes bytes;

    bool operator==(const Sealed&) const = default;
};

/// A keyed hash by which a row is found and from which nothing is read.
struct BlindIndex {
    BlindIndex() = default;
    explicit BlindIndex(const Digest& digest) : value(digest) {}

    Digest value{};

    auto operator<=>(const BlindIndex&) const = default;
};

/// The place a value belongs to; in any other place it does not open.
struct SealContext {
    std::string_view table;
    std::string_view column;
    ByteView registry;
    ByteView owner;
    ByteView row;
};

/// Throws what `random` throws, and returns nothing then.
[[nodiscard]] Sealed seal(const Xaes256Gcm& key, Random& random, const SealContext& context,
                          ByteView plaintext);

/// Throws `corrupt` for another key, place or version, and for any changed bit.
[[nodiscard]] Bytes unseal(const Xaes256Gcm& key, const SealContext& context,
                           const Sealed& sealed);

}  // namespace lawful::crypto
