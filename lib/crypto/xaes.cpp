// SPDX-License-Identifier: Apache-2.0
#include "crypto/xaes.hpp"

#include <algorithm>

#include <openssl/err.h>

#include <lawful/error.hpp>

#include "crypto/openssl.hpp"

namespace lawful::crypto {
namespace {

constexpr std::size_t block_size = 16;
constexpr std::size_t context_size = 12;  // half of the nonce derives the key, half is GCM's nonce

const EVP_CIPHER* block_cipher() {
    static const CipherPtr fetched(EVP_CIPHER_fetch(nullptr, "AES-256-ECB", nullptr));
    require(fetched != nullptr, "fetch aes-256-ecb");
    return fetched.get();
}

const EVP_CIPHER* gcm() {
    static const CipherPtr fetched(EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr));
    require(fetched != nullptr, "fetch aes-256-gcm");
    return fetched.get();
}

CipherContext new_context() {
    CipherContext context(EVP_CIPHER_CTX_new());
    require(context != nullptr, "new cipher");
    return context;
}

// Whole blocks, each for itself; in place.
void encrypt_blocks(ByteView key, std::span<std::uint8_t> blocks) {
    const auto context = new_context();
    require(EVP_EncryptInit_ex2(context.get(), block_cipher(), key.data(), nullptr, nullptr) == 1 &&
                EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1,
            "start aes");
    int written = 0;
    require(EVP_EncryptUpdate(context.get(), blocks.data(), &written, blocks.data(),
                              to_int(blocks.size())) == 1 &&
                static_cast<std::size_t>(written) == blocks.size(),
            "aes");
}

void check_nonce(ByteView nonce) { require(nonce.size() == Xaes256Gcm::nonce_size, "nonce size"); }

}  // namespace

// Steps 1 and 2 of the specification: K1 = L << 1, reduced in GF(2^128).
Xaes256Gcm::Xaes256Gcm(ByteView key) {
    require(key.size() == key_size, "key size");
    std::copy(key.begin(), key.end(), key_.bytes.begin());
    auto& k1 = subkey_.bytes;
    encrypt_blocks(key_.bytes, k1);
    const auto carry = static_cast<unsigned>(k1[0] >> 7U);
    for (std::size_t i = 0; i < block_size; ++i) {
        const unsigned below = i + 1 < block_size ? k1[i + 1] >> 7U : 0U;
        k1[i] = static_cast<std::uint8_t>(static_cast<unsigned>(k1[i]) << 1U | below);
    }
    k1[block_size - 1] = static_cast<std::uint8_t>(k1[block_size - 1] ^ (carry * 0x87U));
}

// Steps 3 to 5.
void Xaes256Gcm::derive(ByteView nonce, Wiped<key_size>& message_key) const {
    auto& blocks = message_key.bytes;
    for (std::size_t half = 0; half < 2; ++half) {
        const auto block = std::span(blocks).subspan(half * block_size, block_size);
        block[0] = 0;
        block[1] = static_cast<std::uint8_t>(half + 1);
        block[2] = 'X';
        block[3] = 0;
        std::copy_n(nonce.begin(), context_size, block.begin() + 4);
        for (std::size_t i = 0; i < block_size; ++i) {
            block[i] = static_cast<std::uint8_t>(block[i] ^ subkey_.bytes[i]);
        }
    }
    encrypt_blocks(key_.bytes, blocks);
}

Bytes Xaes256Gcm::seal(ByteView nonce, ByteView plaintext, ByteView associated) const {
    check_nonce(nonce);
    Wiped<key_size> key;
    derive(nonce, key);
    const auto context = new_context();
    const auto* gcm_nonce = nonce.data() + context_size;
    require(EVP_EncryptInit_ex2(context.get(), gcm(), key.bytes.data(), gcm_nonce, nullptr) == 1,
            "start gcm");
    int written = 0;
    require(associated.empty() ||
                EVP_EncryptUpdate(context.get(), nullptr, &written, associated.data(),
                                  to_int(associated.size())) == 1,
            "gcm associated data");
    const int size = to_int(plaintext.size());
    Bytes out(plaintext.size() + tag_size);
    require(plaintext.empty() ||
                (EVP_EncryptUpdate(context.get(), out.data(), &written, plaintext.data(), size) ==
                     1 &&
                 written == size),
            "gcm");
    auto* const tag = out.data() + plaintext.size();
    require(EVP_EncryptFinal_ex(context.get(), tag, &written) == 1 &&
                EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, tag) == 1,
            "gcm tag");
    return out;
}

Bytes Xaes256Gcm::open(ByteView nonce, ByteView ciphertext_and_tag, ByteView associated) const {
    check_nonce(nonce);
    if (ciphertext_and_tag.size() < tag_size) {
        throw Error(ErrorCode::corrupt, "sealed value is too short");
    }
    const auto ciphertext = ciphertext_and_tag.first(ciphertext_and_tag.size() - tag_size);
    std::array<std::uint8_t, tag_size> tag{};
    std::copy_n(ciphertext_and_tag.end() - tag_size, tag_size, tag.begin());
    Wiped<key_size> key;
    derive(nonce, key);
    const auto context = new_context();
    const auto* gcm_nonce = nonce.data() + context_size;
    require(EVP_DecryptInit_ex2(context.get(), gcm(), key.bytes.data(), gcm_nonce, nullptr) == 1,
            "start gcm");
    int written = 0;
    require(associated.empty() ||
                EVP_DecryptUpdate(context.get(), nullptr, &written, associated.data(),
                                  to_int(associated.size())) == 1,
            "gcm associated data");
    const int size = to_int(ciphertext.size());
    Bytes out(ciphertext.size());
    const bool authentic =
        (ciphertext.empty() ||
         EVP_DecryptUpdate(context.get(), out.data(), &written, ciphertext.data(), size) == 1) &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), tag.data(), &written) == 1;
    if (authentic) return out;
    wipe(out);
    ERR_clear_error();
    throw Error(ErrorCode::corrupt, "sealed value does not authenticate");
}

}  // namespace lawful::crypto
