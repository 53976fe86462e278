// SPDX-License-Identifier: Apache-2.0
#include "crypto/short_hash.hpp"

#include <cstring>
#include <numeric>
#include <vector>

#include <doctest/doctest.h>

namespace {

/// 00 01 02 ...
class Counting final : public lawful::Random {
public:
    void fill(std::span<std::uint8_t> out) override { std::iota(out.begin(), out.end(), std::uint8_t{0}); }
};

std::string hash_of(std::size_t size) {
    Counting random;
    const lawful::crypto::ShortHash hash(random);
    std::vector<std::uint8_t> message(size);
    std::iota(message.begin(), message.end(), std::uint8_t{0});
    const auto value = hash(message);
    std::array<std::uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), value.data(), bytes.size());
    return lawful::to_hex(bytes);
}

}  // namespace

TEST_CASE("SipHash-2-4 with 128 bits, as its authors' own code has it") {
    CHECK(hash_of(0) == "a3817f04ba25a8e66df67214c7550293");
    CHECK(hash_of(15) == "5493e99933b0a8117e08ec0f97cfc3d9");
}
