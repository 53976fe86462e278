// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "base/bytes.hpp"

struct evp_md_ctx_st;

namespace lawful::crypto {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
class Sha256 {
public:
    Sha256();
    Sha256(const Sha256& other);
    Sha256(Sha256&&) noexcept = default;
    Sha256& operator=(const Sha256&) = delete;
    Sha256& operator=(Sha256&&) noexcept = default;
    ~Sha256() = default;

    void update(ByteView bytes);
    /// The digest of everything since the start or the last `finish`; starts anew.
    [[nodiscard]] Digest finish();

private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const noexcept;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

[[nodiscard]] Digest sha256(ByteView bytes);

}  // namespace lawful::crypto
