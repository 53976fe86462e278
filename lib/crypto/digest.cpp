// SPDX-License-Identifier: Apache-2.0
#include "crypto/digest.hpp"

#include "crypto/openssl.hpp"

namespace lawful::crypto {
namespace {

// Fetched once: an implicit fetch costs more than hashing a tree node.
const EVP_MD* algorithm() {
    static const DigestPtr fetched(EVP_MD_fetch(nullptr, "SHA2-256", nullptr));
    require(fetched != nullptr, "fetch sha-256");
    return fetched.get();
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const noexcept { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    require(context_ != nullptr, "new digest");
    require(EVP_DigestInit_ex2(context_.get(), algorithm(), nullptr) == 1, "start digest");
}

Sha256::Sha256(const Sha256& other) : context_(EVP_MD_CTX_new()) {
    require(context_ != nullptr && EVP_MD_CTX_copy_ex(context_.get(), other.context_.get()) == 1, "copy digest");
}

void Sha256::update(ByteView bytes) {
    require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1, "digest");
}

Digest Sha256::finish() {
    Digest out{};
    require(EVP_DigestFinal_ex(context_.get(), out.data(), nullptr) == 1, "finish digest");
    require(EVP_DigestInit_ex2(context_.get(), algorithm(), nullptr) == 1, "start digest");
    return out;
}

Digest sha256(ByteView bytes) {
    Digest out{};
    require(EVP_Digest(bytes.data(), bytes.size(), out.data(), nullptr, algorithm(), nullptr) == 1,
            "digest");
    return out;
}

}  // namespace lawful::crypto
