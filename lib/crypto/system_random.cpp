// SPDX-License-Identifier: Apache-2.0
#include "crypto/system_random.hpp"

#include <algorithm>
#include <limits>

#include <openssl/err.h>
#include <openssl/rand.h>

#include <lawful/error.hpp>

#include "crypto/wipe.hpp"

namespace lawful::crypto {

void SystemRandom::fill(std::span<std::uint8_t> out) {
    constexpr std::size_t most = std::numeric_limits<int>::max();
    for (auto rest = out; !rest.empty();) {
        const auto size = std::min(rest.size(), most);
        if (RAND_priv_bytes(rest.data(), static_cast<int>(size)) != 1) {
            wipe(out);
            ERR_clear_error();
            throw Error(ErrorCode::random_failed, "the random source of the system failed");
        }
        rest = rest.subspan(size);
    }
}

}  // namespace lawful::crypto
