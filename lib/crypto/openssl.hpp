// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>

#include <openssl/evp.h>

/// For the .cpp files of this layer only: no header above it shows an OpenSSL type.
namespace lawful::crypto {

template <auto Free>
struct Freed {
    template <class Object>
    void operator()(Object* object) const noexcept {
        Free(object);
    }
};

using CipherPtr = std::unique_ptr<EVP_CIPHER, Freed<EVP_CIPHER_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX_free>>;
using DigestPtr = std::unique_ptr<EVP_MD, Freed<EVP_MD_free>>;

/// Throws `internal`: a failing primitive is a defect or a lack of memory, never bad input.
/// OpenSSL's error queue is cleared: it belongs to the host program.
[[noreturn]] void fail(const char* operation);

inline void require(bool done, const char* operation) {
    if (!done) fail(operation);
}

/// EVP counts in int. Throws `invalid_record` above its range.
[[nodiscard]] int to_int(std::size_t size);

/// A pointer that is never null: OpenSSL takes null for "not given".
[[nodiscard]] inline const unsigned char* never_null(const unsigned char* data) {
    static constexpr unsigned char nothing = 0;
    return data == nullptr ? &nothing : data;
}

}  // namespace lawful::crypto
