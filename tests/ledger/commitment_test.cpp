// SPDX-License-Identifier: Apache-2.0
#include "ledger/commitment.hpp"

#include <doctest/doctest.h>

#include <lawful/error.hpp>

namespace lawful::ledger {

TEST_CASE("the commitment and its leaf give answers computed by hand") {
    Bytes r(32);
    for (std::size_t i = 0; i < r.size(); ++i) r[i] = static_cast<std::uint8_t>(i);
    const auto c = commit(r, R"({"a":1})");
    CHECK(to_hex(c) == "e6dac7c625cd37485eab8d040926bc37ba4e19c5b1489a7c124446a7d2382c15");
    CHECK(leaf(c) == "lawful-ledger/v1\n5trHxiXNN0heq40ECSa8N7pOGcWxSJp8EkRGp9I4LBU=\n");
    CHECK(to_hex(commit(r, "")) ==
          "b9e6dc83c421ad38e1e0cf13e18f58eed3e1c6793ae30baadc0f106630d25dac");
}

TEST_CASE("the commitment depends on every byte of r and of m") {
    const Bytes r(32, 1);
    const auto c = commit(r, "m");
    CHECK(c == commit(r, "m"));
    CHECK(c != commit(r, "n"));
    CHECK(c != commit(r, "mm"));
    CHECK(c != commit(r, std::string_view("m\0", 2)));
    for (std::size_t i = 0; i < r.size(); ++i) {
        auto changed = r;
        changed[i] ^= 1U;
        CHECK(c != commit(changed, "m"));
    }
}

TEST_CASE("r of another size is corrupt") {
    for (const std::size_t size : {0U, 31U, 33U}) {
        try {
            (void)commit(Bytes(size), "m");
            FAIL("accepted");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::corrupt);
        }
    }
}

}  // namespace lawful::ledger
