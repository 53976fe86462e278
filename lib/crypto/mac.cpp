// SPDX-License-Identifier: Apache-2.0
#include "crypto/mac.hpp"

#include <algorithm>

#include <openssl/crypto.h>

#include "crypto/openssl.hpp"
#include "crypto/wipe.hpp"

namespace lawful::crypto {
namespace {

constexpr std::size_t hkdf_limit = 8160;  // 255 hashes: RFC 5869 section 2.3
constexpr std::size_t block_size = 64;
constexpr std::uint8_t inner_pad = 0x36;
constexpr std::uint8_t outer_pad = 0x5C;

/// RFC 2104 section 2: the key's block, with a pad.
class KeyBlock {
public:
    explicit KeyBlock(ByteView key) {
        if (key.size() > block_size) {
            auto digest = sha256(key);
            std::copy(digest.begin(), digest.end(), block_.bytes.begin());
            wipe(digest);
        } else {
            std::copy(key.begin(), key.end(), block_.bytes.begin());
        }
    }

    void start(Sha256& hash, std::uint8_t pad) {
        flip(pad);
        hash.update(block_.bytes);
        flip(pad);
    }

private:
    void flip(std::uint8_t pad) {
        for (auto& byte : block_.bytes) byte = static_cast<std::uint8_t>(byte ^ pad);
    }

    Wiped<block_size> block_;
};

}  // namespace

HmacKey::HmacKey(ByteView key) {
    KeyBlock block(key);
    block.start(inner_, inner_pad);
    block.start(outer_, outer_pad);
}

Digest HmacKey::mac(std::initializer_list<ByteView> message) const {
    auto inner = inner_;
    for (const auto piece : message) inner.update(piece);
    auto outer = outer_;
    outer.update(inner.finish());
    return outer.finish();
}

Digest hmac_sha256(ByteView key, ByteView message) {
    KeyBlock block(key);
    Sha256 hash;
    block.start(hash, inner_pad);
    hash.update(message);
    const auto inner = hash.finish();
    block.start(hash, outer_pad);
    hash.update(inner);
    return hash.finish();
}

void hkdf_sha256(ByteView key, ByteView salt, ByteView info, std::span<std::uint8_t> out) {
    require(!out.empty() && out.size() <= hkdf_limit, "hkdf output size");
    auto extracted = hmac_sha256(salt, key);
    const HmacKey expand(extracted);
    wipe(extracted);
    Digest block{};
    std::uint8_t count = 0;
    for (auto rest = out; !rest.empty();) {
        const auto before = ByteView(block).first(count == 0 ? 0 : block.size());
        ++count;
        block = expand.mac({before, info, ByteView(&count, 1)});
        const auto size = std::min(rest.size(), block.size());
        std::copy_n(block.begin(), size, rest.begin());
        rest = rest.subspan(size);
    }
    wipe(block);
}

Bytes hkdf_sha256(ByteView key, ByteView salt, ByteView info, std::size_t size) {
    Bytes out(size <= hkdf_limit ? size : 0);
    hkdf_sha256(key, salt, info, std::span<std::uint8_t>(out));
    return out;
}

bool equal(ByteView left, ByteView right) {
    return left.size() == right.size() &&
           CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace lawful::crypto
