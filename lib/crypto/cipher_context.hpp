// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.hpp"
#include "crypto/openssl.hpp"

namespace lawful::crypto {

enum class Cipher { blocks, gcm, xts };

/// This thread's context for a cipher, lent for one message: making one costs more than sealing a
/// page. A key that lasts is overwritten when it is given back. Never two of one cipher at a time.
class LentContext {
public:
    explicit LentContext(Cipher cipher);
    LentContext(const LentContext&) = delete;
    LentContext& operator=(const LentContext&) = delete;
    ~LentContext();

    /// `direction` as EVP_CipherInit has it: 1 encrypts, 0 decrypts.
    void start(ByteView key, const unsigned char* nonce, int direction) const;
    [[nodiscard]] EVP_CIPHER_CTX* get() const noexcept { return context_; }

private:
    Cipher cipher_;
    CipherContext own_;
    EVP_CIPHER_CTX* context_ = nullptr;
};

}  // namespace lawful::crypto
