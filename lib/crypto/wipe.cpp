// SPDX-License-Identifier: Apache-2.0
#include "crypto/wipe.hpp"

#include <openssl/crypto.h>

namespace lawful::crypto {

void wipe(std::span<std::uint8_t> bytes) noexcept { OPENSSL_cleanse(bytes.data(), bytes.size()); }

}  // namespace lawful::crypto
