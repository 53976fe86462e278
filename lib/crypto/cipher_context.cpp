// SPDX-License-Identifier: Apache-2.0
#include "crypto/cipher_context.hpp"

#include <array>

#include <openssl/err.h>

namespace lawful::crypto {
namespace {

const EVP_CIPHER* fetch(const char* name) {
    const EVP_CIPHER* const fetched = EVP_CIPHER_fetch(nullptr, name, nullptr);
    require(fetched != nullptr, "fetch cipher");
    return fetched;
}

// Fetched once and kept until the end of the process, as a thread may still seal while it ends.
const EVP_CIPHER* algorithm(Cipher cipher) {
    static const EVP_CIPHER* const blocks = fetch("AES-256-ECB");
    static const EVP_CIPHER* const gcm = fetch("AES-256-GCM");
    static const EVP_CIPHER* const xts = fetch("AES-256-XTS");
    if (cipher == Cipher::blocks) return blocks;
    return cipher == Cipher::gcm ? gcm : xts;
}

// Padding stays as OpenSSL has it: only whole blocks are encrypted, and never finished, so none is
// added. A context told to pad nothing is told again with every key, a tenth of sealing a page.
CipherContext make(Cipher cipher) {
    CipherContext context(EVP_CIPHER_CTX_new());
    require(context != nullptr && EVP_CipherInit_ex2(context.get(), algorithm(cipher), nullptr,
                                                     nullptr, 1, nullptr) == 1,
            "new cipher");
    return context;
}

// A registry may live in a static, which is closed after its thread's variables are gone.
thread_local bool thread_is_ending = false;

struct ThreadContexts {
    ThreadContexts() = default;
    ThreadContexts(const ThreadContexts&) = delete;
    ThreadContexts& operator=(const ThreadContexts&) = delete;
    ~ThreadContexts() { thread_is_ending = true; }

    std::array<CipherContext, 3> of;
};

thread_local ThreadContexts contexts;

// 64 for XTS, which wants two halves that differ.
constexpr std::array<unsigned char, 64> no_key{1};
constexpr std::array<unsigned char, 16> no_nonce{};

}  // namespace

LentContext::LentContext(Cipher cipher) : cipher_(cipher) {
    if (thread_is_ending) {
        own_ = make(cipher);
        context_ = own_.get();
        return;
    }
    auto& kept = contexts.of.at(static_cast<std::size_t>(cipher));
    if (kept == nullptr) kept = make(cipher);
    context_ = kept.get();
}

LentContext::~LentContext() {
    // GCM keeps its key until the next message: it opens one message only, and overwriting it would
    // cost a sixth of sealing a page.
    if (own_ != nullptr || cipher_ == Cipher::gcm) return;
    if (EVP_CipherInit_ex2(context_, nullptr, no_key.data(), no_nonce.data(), 1, nullptr) == 1) {
        return;
    }
    ERR_clear_error();
    contexts.of.at(static_cast<std::size_t>(cipher_)).reset();
}

void LentContext::start(ByteView key, const unsigned char* nonce, int direction) const {
    // Naming the cipher again would make OpenSSL allocate anew.
    require(EVP_CipherInit_ex2(context_, nullptr, key.data(), nonce, direction, nullptr) == 1,
            "start cipher");
}

}  // namespace lawful::crypto
