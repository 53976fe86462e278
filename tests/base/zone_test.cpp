// SPDX-License-Identifier: Apache-2.0
#include "base/zone.hpp"

#include <random>

#include <doctest/doctest.h>

#include <lawful/error.hpp>

namespace {

lawful::Instant at(const char* text) { return lawful::parse_instant(text); }
lawful::Day day(const char* text) { return lawful::parse_day(text); }

}  // namespace

TEST_CASE("a day begins and ends in the controller's time zone, over summer time too") {
    const lawful::Zone zone("Europe/Amsterdam");
    CHECK(lawful::to_string(zone.start_of(day("2026-03-29"))) == "2026-03-28T23:00:00.000Z");
    CHECK(lawful::to_string(zone.start_of(day("2026-03-30"))) == "2026-03-29T22:00:00.000Z");
    CHECK(zone.day_of(at("2026-03-28T23:00:00Z")) == day("2026-03-29"));
    CHECK(zone.day_of(at("2026-03-28T22:59:59.999Z")) == day("2026-03-28"));
    CHECK(lawful::to_string(zone.start_of(day("2026-10-25"))) == "2026-10-24T22:00:00.000Z");
    CHECK(lawful::to_string(zone.start_of(day("2026-10-26"))) == "2026-10-25T23:00:00.000Z");
}

TEST_CASE("every instant lies in its day, whatever was asked before") {
    const lawful::Zone zones[] = {lawful::Zone("Europe/Amsterdam"), lawful::Zone("America/Sao_Paulo"),
                                  lawful::Zone("Asia/Kathmandu"), lawful::Zone("UTC")};
    std::mt19937_64 random(1);
    // From 1950 to 2050, to the millisecond.
    constexpr std::uint64_t century = 100ULL * 365 * 86'400'000;
    for (int i = 0; i < 20'000; ++i) {
        const auto& zone = zones[random() % 4];
        const lawful::Instant instant{
            std::chrono::milliseconds{static_cast<std::int64_t>(random() % century) - 20LL * 365 * 86'400'000}};
        const auto day = zone.day_of(instant);
        CHECK(zone.start_of(day) <= instant);
        CHECK(instant < zone.start_of(lawful::add(day, {0, 0, 1})));
    }
}

TEST_CASE("a day whose midnight does not exist begins at its first instant") {
    const lawful::Zone zone("America/Sao_Paulo");
    CHECK(lawful::to_string(zone.start_of(day("2018-11-04"))) == "2018-11-04T03:00:00.000Z");
}

TEST_CASE("periods are added by the calendar, the end of month clamped") {
    CHECK(lawful::add(day("2026-01-31"), {0, 1, 0}) == day("2026-02-28"));
    CHECK(lawful::add(day("2024-01-31"), {0, 1, 0}) == day("2024-02-29"));
    CHECK(lawful::add(day("2024-02-29"), {1, 0, 0}) == day("2025-02-28"));
    CHECK(lawful::add(day("2024-02-29"), {4, 0, 0}) == day("2028-02-29"));
    CHECK(lawful::add(day("2026-10-31"), {0, 36, 0}) == day("2029-10-31"));
    CHECK(lawful::add(day("2026-12-31"), {0, 0, 1}) == day("2027-01-01"));
}

TEST_CASE("what is valid for a period ends at the end of its last day") {
    const lawful::Zone zone("Europe/Amsterdam");
    CHECK(lawful::to_string(zone.end_after(at("2026-01-15T12:00:00Z"), {0, 24, 0})) == "2028-01-15T23:00:00.000Z");
    CHECK(lawful::to_string(zone.end_after(at("2026-01-15T23:30:00Z"), {0, 1, 0})) == "2026-02-16T23:00:00.000Z");
}

TEST_CASE("an unknown time zone is refused by name") {
    CHECK_THROWS_WITH_AS(lawful::Zone("Europe/Tilburg"), "unknown time zone 'Europe/Tilburg'", lawful::Error);
}
