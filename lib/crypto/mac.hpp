// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "base/bytes.hpp"

struct evp_mac_ctx_st;

namespace lawful::crypto {

/// HMAC-SHA256 (RFC 2104) under one key, prepared once. `mac` may be called from several threads.
class HmacKey {
public:
    explicit HmacKey(ByteView key);

    [[nodiscard]] Digest mac(ByteView message) const;

private:
    struct Free {
        void operator()(evp_mac_ctx_st* context) const noexcept;
    };
    std::unique_ptr<evp_mac_ctx_st, Free> prepared_;
};

[[nodiscard]] Digest hmac_sha256(ByteView key, ByteView message);

/// HKDF-SHA256 (RFC 5869), extract and expand. 1 to 8160 bytes; throws `internal` otherwise.
[[nodiscard]] Bytes hkdf_sha256(ByteView key, ByteView salt, ByteView info, std::size_t size);
/// The same into a buffer whose wiping the caller answers for.
void hkdf_sha256(ByteView key, ByteView salt, ByteView info, std::span<std::uint8_t> out);

/// In constant time for the content; the sizes are not secret.
[[nodiscard]] bool equal(ByteView left, ByteView right);

}  // namespace lawful::crypto
