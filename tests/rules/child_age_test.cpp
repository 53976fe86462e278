// SPDX-License-Identifier: Apache-2.0
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "rules/eea.hpp"

using namespace lawful;

TEST_CASE("the ages of Art. 8 are those on file") {
    std::ifstream file(LAWFUL_SOURCE_DIR "/tests/rules/data/art8-ages.json");
    const auto ages = nlohmann::json::parse(file).at("age");
    REQUIRE(ages.size() == 30);
    for (const auto& [country, age] : ages.items()) {
        CAPTURE(country);
        CHECK(rules::child_age(country, parse_day("2026-11-23")) == age.get<int>());
        CHECK(rules::is_eea(country));
    }
}

TEST_CASE("ages are dated, and an unknown country has the strictest") {
    CHECK(rules::child_age("DK", parse_day("2023-12-31")) == 13);
    CHECK(rules::child_age("DK", parse_day("2024-01-01")) == 15);
    CHECK(rules::child_age("US", parse_day("2026-01-01")) == 16);
    CHECK(rules::child_age("", parse_day("2026-01-01")) == 16);
    CHECK_FALSE(rules::is_eea("GB"));
    CHECK_FALSE(rules::is_eea("CH"));
    CHECK_FALSE(rules::is_eea(""));
}

TEST_CASE("who was born on 29 February waits for 1 March") {
    CHECK(rules::birthday(parse_day("2012-02-29"), 15) == parse_day("2027-03-01"));
    CHECK(rules::birthday(parse_day("2012-02-29"), 16) == parse_day("2028-02-29"));
    CHECK(rules::birthday(parse_day("2012-02-28"), 15) == parse_day("2027-02-28"));
}
