// SPDX-License-Identifier: Apache-2.0
#include "store/zeroed.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <new>

#include <doctest/doctest.h>

TEST_CASE("memory is zero at first, and after it was cleared") {
    constexpr std::size_t count = 1'000'000;
    lawful::store::ZeroedArray<std::uint32_t> numbers(count);
    const auto are_zero = [&] {
        return std::all_of(numbers.data(), numbers.data() + count, [](auto one) { return one == 0; });
    };
    CHECK(are_zero());
    for (std::size_t i = 0; i < count; ++i) numbers[i] = static_cast<std::uint32_t>(i + 1);
    CHECK(numbers[count - 1] == count);
    numbers.clear();
    CHECK(are_zero());
}

TEST_CASE("more memory than there is") {
    CHECK_THROWS_AS(lawful::store::ZeroedMemory(std::numeric_limits<std::size_t>::max() / 2), std::bad_alloc);
}
