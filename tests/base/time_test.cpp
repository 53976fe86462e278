// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <lawful/error.hpp>
#include <lawful/time.hpp>

using namespace std::chrono_literals;

TEST_CASE("instants are written in UTC with milliseconds and read with any offset (RFC 3339)") {
    const lawful::Instant instant{1'764'322'200'123ms};
    CHECK(lawful::to_string(instant) == "2025-11-28T09:30:00.123Z");
    for (const auto* text : {"2025-11-28T09:30:00.123Z", "2025-11-28T10:30:00.123+01:00",
                             "2025-11-28T04:00:00.123-05:30"}) {
        CHECK(lawful::parse_instant(text) == instant);
    }
    CHECK(lawful::parse_instant("2025-11-28T09:30:00.1Z") == instant - 23ms);
    CHECK(lawful::to_string(lawful::parse_instant("1969-12-31T23:59:59.999Z")) == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("text that is no instant is refused") {
    for (const auto* text : {"", "2025-11-28", "2025-11-28 09:30:00Z", "2025-11-28T09:30:00",
                             "2025-02-29T09:30:00Z", "2025-11-28T24:00:00Z", "2025-11-28T09:60:00Z",
                             "2025-11-28T09:30:60Z", "2025-11-28T09:30:00.1234Z",
                             "2025-11-28T09:30:00.Z", "2025-11-28T09:30:00+24:00",
                             "2025-11-28T09:30:00Zx", "+025-11-28T09:30:00Z", "-025-11-28T09:30:00Z"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(static_cast<void>(lawful::parse_instant(text)), lawful::Error);
    }
}

TEST_CASE("days exist or are refused") {
    CHECK(lawful::to_string(lawful::parse_day("2024-02-29")) == "2024-02-29");
    for (const auto* text : {"2023-02-29", "2024-13-01", "2024-00-01", "2024-1-01", "31-12-2024", ""}) {
        CAPTURE(text);
        CHECK_THROWS_AS(static_cast<void>(lawful::parse_day(text)), lawful::Error);
    }
}

TEST_CASE("periods are whole years, months and days") {
    CHECK(lawful::parse_period("P1Y6M10D") == lawful::Period{1, 6, 10});
    CHECK(lawful::to_string(lawful::parse_period("P36M")) == "P36M");
    CHECK(lawful::to_string(lawful::Period{}) == "P0D");
    for (const auto* text : {"", "P", "36M", "P1W", "PT1H", "P1M1Y", "P1.5Y", "P-1D", "P1", "P999999D"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(static_cast<void>(lawful::parse_period(text)), lawful::Error);
    }
}
