// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "registry/support.hpp"

namespace support {

/// Counts how often it is asked: an answer from memory asks once, one from the store again.
class CountedClock final : public lawful::Clock {
public:
    explicit CountedClock(std::shared_ptr<ManualClock> clock) : clock_(std::move(clock)) {}

    lawful::Instant now() override {
        ++asked;
        return clock_->now();
    }
    std::atomic<int> asked = 0;

private:
    std::shared_ptr<ManualClock> clock_;
};

}  // namespace support
