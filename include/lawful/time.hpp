// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace lawful {

/// A point in time: UTC, milliseconds.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// A calendar day in the controller's time zone.
using Day = std::chrono::year_month_day;

/// An ISO 8601 calendar period of whole years, months and days (`P36M`, `P1Y6M`, `P30D`).
struct Period {
    std::int32_t years = 0;
    std::int32_t months = 0;
    std::int32_t days = 0;

    auto operator<=>(const Period&) const = default;
};

/// `2026-11-23T09:30:00.000Z`.
[[nodiscard]] std::string to_string(Instant instant);
/// `2026-11-23`.
[[nodiscard]] std::string to_string(Day day);
/// `P36M`; the zero period is `P0D`.
[[nodiscard]] std::string to_string(Period period);

/// RFC 3339 with `Z` or a numeric offset; up to three fractional digits. Throws `invalid_text`.
[[nodiscard]] Instant parse_instant(std::string_view text);
/// `YYYY-MM-DD` that exists. Throws `invalid_text`.
[[nodiscard]] Day parse_day(std::string_view text);
/// Throws `invalid_text`; weeks and times of day are refused.
[[nodiscard]] Period parse_period(std::string_view text);

/// The only source of time in the library.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() = 0;
};

/// The system's clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() override;
};

}  // namespace lawful
