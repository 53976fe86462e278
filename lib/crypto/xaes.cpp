// SPDX-License-Identifier: Apache-2.0
#include "crypto/xaes.hpp"

#include <algorithm>

#include <openssl/err.h>

#include <lawful/error.hpp>

#include "crypto/cipher_context.hpp"
#include "crypto/openssl.hpp"

namespace lawful::crypto {
namespace {

constexpr std::size_t block_size = 16;
constexpr std::size_t context_size = 12;  // half of the nonce derives the key, half is GCM's nonce

constexpr int decrypting = 0;
constexpr int encrypting = 1;

// Whole blocks, each for itself; in place.
void encrypt_blocks(ByteView key, std::span<std::uint8_t> blocks) {
    const LentContext context(Cipher::blocks);
    context.start(key, nullptr, encrypting);
    int written = 0;
    require(EVP_CipherUpdate(context.get(), blocks.data(), &written, blocks.data(),
                             to_int(blocks.size())) == 1 &&
                static_cast<std::size_t>(written) == blocks.size(),
            "aes");
}

void add_associated(const LentContext& context, ByteView associated) {
    int written = 0;
    require(associated.empty() || EVP_CipherUpdate(context.get(), nullptr, &written,
                                                   associated.data(),
                                                   to_int(associated.size())) == 1,
            "gcm associated data");
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

void Xaes256Gcm::seal_into(ByteView nonce, ByteView plaintext, ByteView associated,
                           std::span<std::uint8_t> ciphertext,
                           std::span<std::uint8_t, tag_size> tag) const {
    check_nonce(nonce);
    require(ciphertext.size() == plaintext.size(), "ciphertext size");
    Wiped<key_size> key;
    derive(nonce, key);
    const LentContext context(Cipher::gcm);
    context.start(key.bytes, nonce.data() + context_size, encrypting);
    add_associated(context, associated);
    const int size = to_int(plaintext.size());
    int written = 0;
    require(plaintext.empty() || (EVP_CipherUpdate(context.get(), ciphertext.data(), &written,
                                                   plaintext.data(), size) == 1 &&
                                  written == size),
            "gcm");
    require(EVP_CipherFinal_ex(context.get(), tag.data(), &written) == 1 &&
                EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, tag.data()) ==
                    1,
            "gcm tag");
}

bool Xaes256Gcm::open_into(ByteView nonce, ByteView ciphertext,
                           std::span<const std::uint8_t, tag_size> tag, ByteView associated,
                           std::span<std::uint8_t> plaintext) const {
    check_nonce(nonce);
    require(plaintext.size() == ciphertext.size(), "plaintext size");
    Wiped<key_size> key;
    derive(nonce, key);
    const LentContext context(Cipher::gcm);
    context.start(key.bytes, nonce.data() + context_size, decrypting);
    add_associated(context, associated);
    std::array<std::uint8_t, tag_size> expected{};
    std::copy(tag.begin(), tag.end(), expected.begin());
    const int size = to_int(ciphertext.size());
    int written = 0;
    require((ciphertext.empty() || EVP_CipherUpdate(context.get(), plaintext.data(), &written,
                                                    ciphertext.data(), size) == 1) &&
                EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, tag_size,
                                    expected.data()) == 1,
            "gcm");
    std::array<std::uint8_t, block_size> rest{};
    if (EVP_CipherFinal_ex(context.get(), rest.data(), &written) == 1) return true;
    wipe(plaintext);
    ERR_clear_error();
    return false;
}

Bytes Xaes256Gcm::seal(ByteView nonce, ByteView plaintext, ByteView associated) const {
    Bytes out(plaintext.size() + tag_size);
    const auto all = std::span<std::uint8_t>(out);
    seal_into(nonce, plaintext, associated, all.first(plaintext.size()), all.last<tag_size>());
    return out;
}

Bytes Xaes256Gcm::open(ByteView nonce, ByteView ciphertext_and_tag, ByteView associated) const {
    check_nonce(nonce);
    if (ciphertext_and_tag.size() < tag_size) {
        throw Error(ErrorCode::corrupt, "sealed value is too short");
    }
    const auto ciphertext = ciphertext_and_tag.first(ciphertext_and_tag.size() - tag_size);
    Bytes out(ciphertext.size());
    if (open_into(nonce, ciphertext, ciphertext_and_tag.last<tag_size>(), associated, out)) {
        return out;
    }
    throw Error(ErrorCode::corrupt, "sealed value does not authenticate");
}

}  // namespace lawful::crypto
