// SPDX-License-Identifier: Apache-2.0
#include "crypto/mac.hpp"

#include <array>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>

#include "crypto/openssl.hpp"

namespace lawful::crypto {
namespace {

constexpr std::size_t hkdf_limit = 8160;  // 255 hashes: RFC 5869 section 2.3

EVP_MAC* hmac() {
    static const MacPtr fetched(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    require(fetched != nullptr, "fetch hmac");
    return fetched.get();
}

EVP_KDF* hkdf() {
    static const KdfPtr fetched(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
    require(fetched != nullptr, "fetch hkdf");
    return fetched.get();
}

OSSL_PARAM sha256_param() {
    static char name[] = "SHA2-256";
    return OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, sizeof name - 1);
}

// The params of OpenSSL 3.0 are not const; what they point to is only read here.
OSSL_PARAM bytes_param(const char* key, ByteView bytes) {
    return OSSL_PARAM_construct_octet_string(
        key, const_cast<unsigned char*>(never_null(bytes.data())), bytes.size());
}

MacContext begun(ByteView key) {
    MacContext context(EVP_MAC_CTX_new(hmac()));
    require(context != nullptr, "new mac");
    const std::array params{sha256_param(), OSSL_PARAM_construct_end()};
    require(EVP_MAC_init(context.get(), never_null(key.data()), key.size(), params.data()) == 1, "start mac");
    return context;
}

Digest finished(const MacContext& context, ByteView message) {
    require(EVP_MAC_update(context.get(), message.data(), message.size()) == 1, "mac");
    Digest out{};
    std::size_t size = 0;
    require(EVP_MAC_final(context.get(), out.data(), &size, out.size()) == 1 && size == out.size(), "finish mac");
    return out;
}

}  // namespace

void HmacKey::Free::operator()(evp_mac_ctx_st* context) const noexcept {
    EVP_MAC_CTX_free(context);
}

HmacKey::HmacKey(ByteView key) : prepared_(begun(key).release()) {}

Digest HmacKey::mac(ByteView message) const {
    const MacContext context(EVP_MAC_CTX_dup(prepared_.get()));
    require(context != nullptr, "copy mac");
    return finished(context, message);
}

Digest hmac_sha256(ByteView key, ByteView message) { return finished(begun(key), message); }

void hkdf_sha256(ByteView key, ByteView salt, ByteView info, std::span<std::uint8_t> out) {
    require(!out.empty() && out.size() <= hkdf_limit, "hkdf output size");
    const KdfContext context(EVP_KDF_CTX_new(hkdf()));
    require(context != nullptr, "new hkdf");
    const std::array params{sha256_param(), bytes_param(OSSL_KDF_PARAM_KEY, key),
                            bytes_param(OSSL_KDF_PARAM_SALT, salt),
                            bytes_param(OSSL_KDF_PARAM_INFO, info), OSSL_PARAM_construct_end()};
    require(EVP_KDF_derive(context.get(), out.data(), out.size(), params.data()) == 1, "hkdf");
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
