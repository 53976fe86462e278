// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>

#include <sys/types.h>

#include <lawful/random.hpp>

#include "crypto/wipe.hpp"
#include "crypto/xaes.hpp"

namespace lawful::crypto {

/// Random nonces, fetched 4 KiB at a time. Thread safe; a fork never hands out its parent's.
class NoncePool {
public:
    using Nonce = std::array<std::uint8_t, Xaes256Gcm::nonce_size>;

    /// `random` must outlive the pool.
    explicit NoncePool(Random& random) : random_(random) {}

    /// Throws what `random` throws (`random_failed`), and hands out nothing then.
    [[nodiscard]] Nonce next();

private:
    static constexpr std::size_t count = 4096 / Xaes256Gcm::nonce_size;

    void refill();

    Random& random_;
    std::mutex mutex_;
    Wiped<count * Xaes256Gcm::nonce_size> block_;
    std::size_t used_ = count;
    pid_t filled_by_ = -1;
};

}  // namespace lawful::crypto
