// SPDX-License-Identifier: Apache-2.0
#include "crypto/nonces.hpp"

#include <algorithm>
#include <span>

#include <unistd.h>

namespace lawful::crypto {

NoncePool::Nonce NoncePool::next() {
    Nonce out{};
    const std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock) {
        // Another thread is at it, or was when this process forked and never will let go.
        random_.fill(out);
        return out;
    }
    if (used_ == count || filled_by_ != ::getpid()) refill();
    const auto taken = std::span(block_.bytes).subspan(used_ * out.size(), out.size());
    std::copy(taken.begin(), taken.end(), out.begin());
    wipe(taken);
    ++used_;
    return out;
}

void NoncePool::refill() {
    used_ = count;
    random_.fill(block_.bytes);
    filled_by_ = ::getpid();
    used_ = 0;
}

}  // namespace lawful::crypto
