// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>

#include "base/bytes.hpp"
#include "crypto/digest.hpp"

namespace lawful::crypto {

/// HMAC-SHA256 (RFC 2104) under one key, prepared once. `mac` may be called from several threads.
class HmacKey {
public:
    explicit HmacKey(ByteView key);

    [[nodiscard]] Digest mac(ByteView message) const { return mac({message}); }
    /// Of the pieces one behind the other.
    [[nodiscard]] Digest mac(std::initializer_list<ByteView> message) const;

private:
    Sha256 inner_;  ///< both have taken the key's block, and are copied for each message
    Sha256 outer_;
};

[[nodiscard]] Digest hmac_sha256(ByteView key, ByteView message);

/// HKDF-SHA256 (RFC 5869), extract and expand. 1 to 8160 bytes; throws `internal` otherwise.
[[nodiscard]] Bytes hkdf_sha256(ByteView key, ByteView salt, ByteView info, std::size_t size);
/// The same into a buffer whose wiping the caller answers for.
void hkdf_sha256(ByteView key, ByteView salt, ByteView info, std::span<std::uint8_t> out);

/// In constant time for the content; the sizes are not secret.
[[nodiscard]] bool equal(ByteView left, ByteView right);

}  // namespace lawful::crypto
