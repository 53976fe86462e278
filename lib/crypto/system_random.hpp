// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lawful/random.hpp>

namespace lawful::crypto {

/// OpenSSL's private generator, seeded by the system. Thread safe, and reseeded after a fork.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> out) override;
};

}  // namespace lawful::crypto
