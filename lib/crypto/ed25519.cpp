// SPDX-License-Identifier: Apache-2.0
#include "crypto/ed25519.hpp"

#include <algorithm>

#include <openssl/err.h>

#include <lawful/error.hpp>

#include "crypto/openssl.hpp"

namespace lawful::crypto {
namespace {

using KeyPtr = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;

KeyPtr private_key(ByteView seed) {
    KeyPtr key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
    require(key != nullptr, "ed25519 private key");
    return key;
}

}  // namespace

SigningKey::SigningKey(ByteView seed) {
    if (seed.size() != size) throw Error(ErrorCode::wrong_key, "a signing key is 32 bytes");
    std::copy(seed.begin(), seed.end(), seed_.bytes.begin());
    const auto key = private_key(seed_.bytes);
    std::size_t length = public_key_.size();
    require(EVP_PKEY_get_raw_public_key(key.get(), public_key_.data(), &length) == 1 &&
                length == public_key_.size(),
            "ed25519 public key");
}

SigningKey SigningKey::generate(Random& random) {
    Wiped<size> seed;
    random.fill(seed.bytes);
    return SigningKey(seed.bytes);
}

Signature SigningKey::sign(ByteView message) const {
    const auto key = private_key(seed_.bytes);
    const DigestContext context(EVP_MD_CTX_new());
    require(context != nullptr, "new ed25519");
    require(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1,
            "start ed25519");
    Signature out{};
    std::size_t length = out.size();
    require(EVP_DigestSign(context.get(), out.data(), &length, never_null(message.data()),
                           message.size()) == 1 &&
                length == out.size(),
            "ed25519 sign");
    return out;
}

bool is_signed(const PublicKey& key, ByteView message, ByteView signature) {
    if (signature.size() != std::tuple_size_v<Signature>) return false;
    const KeyPtr made(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
    require(made != nullptr, "ed25519 public key");
    const DigestContext context(EVP_MD_CTX_new());
    require(context != nullptr, "new ed25519");
    require(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, made.get()) == 1,
            "start ed25519");
    const bool valid = EVP_DigestVerify(context.get(), signature.data(), signature.size(),
                                        never_null(message.data()), message.size()) == 1;
    if (!valid) ERR_clear_error();  // the queue belongs to the host program
    return valid;
}

}  // namespace lawful::crypto
