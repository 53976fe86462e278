// SPDX-License-Identifier: Apache-2.0
#include "crypto/xts.hpp"

#include <algorithm>

#include "crypto/cipher_context.hpp"
#include "crypto/mac.hpp"
#include "crypto/openssl.hpp"

namespace lawful::crypto {
namespace {

constexpr int decrypting = 0;
constexpr int encrypting = 1;

void run(const Wiped<Aes256Xts::key_size>& key, ByteView tweak, std::span<std::uint8_t> block,
         int direction) {
    require(tweak.size() == Aes256Xts::tweak_size && block.size() >= 16, "xts sizes");
    const LentContext context(Cipher::xts);
    context.start(key.bytes, tweak.data(), direction);
    int written = 0;
    require(EVP_CipherUpdate(context.get(), block.data(), &written, block.data(),
                             to_int(block.size())) == 1 &&
                static_cast<std::size_t>(written) == block.size(),
            "xts");
}

}  // namespace

Aes256Xts::Aes256Xts(ByteView key) {
    require(key.size() == key_size && !equal(key.first(key_size / 2), key.last(key_size / 2)),
            "xts key");
    std::copy(key.begin(), key.end(), key_.bytes.begin());
}

void Aes256Xts::encrypt(ByteView tweak, std::span<std::uint8_t> block) const {
    run(key_, tweak, block, encrypting);
}

void Aes256Xts::decrypt(ByteView tweak, std::span<std::uint8_t> block) const {
    run(key_, tweak, block, decrypting);
}

}  // namespace lawful::crypto
