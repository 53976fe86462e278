// SPDX-License-Identifier: Apache-2.0
#include "crypto/sealed.hpp"

#include <array>

#include <lawful/error.hpp>

namespace lawful::crypto {
namespace {

constexpr std::uint8_t version = 1;
constexpr std::size_t head_size = 1 + Xaes256Gcm::nonce_size;

// Each field after its size as eight bytes, so that no two places share an encoding.
void append_field(Bytes& out, ByteView field) {
    const auto size = static_cast<std::uint64_t>(field.size());
    for (unsigned shift = 64; shift > 0; shift -= 8) {
        out.push_back(static_cast<std::uint8_t>(size >> (shift - 8)));
    }
    out.insert(out.end(), field.begin(), field.end());
}

Bytes encode(const SealContext& context) {
    Bytes out;
    for (const auto field : {as_bytes("lawful-seal/v1"), as_bytes(context.table),
                             as_bytes(context.column), context.registry, context.owner,
                             context.row}) {
        append_field(out, field);
    }
    return out;
}

}  // namespace

Sealed seal(const Xaes256Gcm& key, Random& random, const SealContext& context,
            ByteView plaintext) {
    std::array<std::uint8_t, Xaes256Gcm::nonce_size> nonce{};
    random.fill(nonce);
    const auto ciphertext = key.seal(nonce, plaintext, encode(context));
    Bytes out;
    out.reserve(head_size + ciphertext.size());
    out.push_back(version);
    out.insert(out.end(), nonce.begin(), nonce.end());
    out.insert(out.end(), ciphertext.begin(), ciphertext.end());
    return Sealed(std::move(out));
}

Bytes unseal(const Xaes256Gcm& key, const SealContext& context, const Sealed& sealed) {
    const ByteView bytes = sealed.bytes;
    if (bytes.size() < head_size + Xaes256Gcm::tag_size) {
        throw Error(ErrorCode::corrupt, "sealed value is too short");
    }
    if (bytes[0] != version) {
        throw Error(ErrorCode::corrupt, "sealed value has an unknown version");
    }
    return key.open(bytes.subspan(1, Xaes256Gcm::nonce_size), bytes.subspan(head_size),
                    encode(context));
}

}  // namespace lawful::crypto
