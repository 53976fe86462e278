// SPDX-License-Identifier: Apache-2.0
#include <set>
#include <string>

#include <doctest/doctest.h>

#include <lawful/error.hpp>

TEST_CASE("every code has a name of its own, and the numbers begin after the tool's own") {
    std::set<std::string> names;
    for (int number = 3; number <= static_cast<int>(lawful::ErrorCode::internal); ++number) {
        const std::string name(to_string(static_cast<lawful::ErrorCode>(number)));
        CAPTURE(number);
        CHECK(names.insert(name).second);
        CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos);
    }
    CHECK(to_string(lawful::ErrorCode::wrong_key) == "wrong_key");
    CHECK(static_cast<int>(lawful::ErrorCode::wrong_key) == 16);
}
