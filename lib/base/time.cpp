// SPDX-License-Identifier: Apache-2.0
#include <lawful/time.hpp>

#include <charconv>

#include <fmt/format.h>

#include <lawful/error.hpp>

namespace lawful {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

[[noreturn]] void refuse(const char* what) { throw Error(ErrorCode::invalid_text, what); }

constexpr auto not_an_instant = "not a time: want 2026-11-23T09:30:00Z";
constexpr auto not_a_day = "not a day of the calendar: want 2026-11-23";
constexpr auto not_a_period = "not a period of years, months and days: want P24M";

/// Digits at the front of `text`, exactly `count` of them.
int take_number(std::string_view& text, std::size_t count, const char* what) {
    int value = 0;
    if (text.size() < count) refuse(what);
    const auto* end = text.data() + count;
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || text.front() == '-') refuse(what);
    text.remove_prefix(count);
    return value;
}

void take(std::string_view& text, char expected, const char* what) {
    if (text.empty() || text.front() != expected) refuse(what);
    text.remove_prefix(1);
}

Day take_day(std::string_view& text, const char* what) {
    const int year = take_number(text, 4, what);
    take(text, '-', what);
    const int month = take_number(text, 2, what);
    take(text, '-', what);
    const int day = take_number(text, 2, what);
    const Day out{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
    if (!out.ok() || year == 0) refuse(what);
    return out;
}

milliseconds take_fraction(std::string_view& text) {
    if (text.empty() || text.front() != '.') return milliseconds{0};
    text.remove_prefix(1);
    int value = 0;
    int scale = 100;
    std::size_t count = 0;
    for (; count < text.size() && text[count] >= '0' && text[count] <= '9'; ++count) {
        if (count == 3) refuse(not_an_instant);
        value += (text[count] - '0') * scale;
        scale /= 10;
    }
    if (count == 0) refuse(not_an_instant);
    text.remove_prefix(count);
    return milliseconds{value};
}

minutes take_offset(std::string_view& text) {
    if (!text.empty() && text.front() == 'Z') {
        text.remove_prefix(1);
        return minutes{0};
    }
    if (text.empty() || (text.front() != '+' && text.front() != '-')) refuse(not_an_instant);
    const int sign = text.front() == '-' ? -1 : 1;
    text.remove_prefix(1);
    const int hour = take_number(text, 2, not_an_instant);
    take(text, ':', not_an_instant);
    const int minute = take_number(text, 2, not_an_instant);
    if (hour > 23 || minute > 59) refuse(not_an_instant);
    return sign * (hours{hour} + minutes{minute});
}

/// Decimal digits, leading zeros among them.
void put(char* out, int digits, std::int64_t value) {
    for (int i = digits - 1; i >= 0; --i, value /= 10) out[i] = static_cast<char>('0' + value % 10);
}

}  // namespace

std::string to_string(Day day) {
    const int year{day.year()};
    // What can be written but not read.
    if (year < 0 || year > 9999) {
        return fmt::format("{:04}-{:02}-{:02}", year, static_cast<unsigned>(day.month()),
                           static_cast<unsigned>(day.day()));
    }
    std::string out = "0000-00-00";
    put(out.data(), 4, year);
    put(&out[5], 2, static_cast<unsigned>(day.month()));
    put(&out[8], 2, static_cast<unsigned>(day.day()));
    return out;
}

std::string to_string(Instant instant) {
    const auto date = std::chrono::floor<days>(instant);
    const std::chrono::hh_mm_ss time{instant - date};
    std::string clock = "T00:00:00.000Z";
    put(&clock[1], 2, time.hours().count());
    put(&clock[4], 2, time.minutes().count());
    put(&clock[7], 2, time.seconds().count());
    put(&clock[10], 3, time.subseconds().count());
    return to_string(Day{date}) + clock;
}

std::string to_string(Period period) {
    if (period == Period{}) return "P0D";
    std::string out = "P";
    if (period.years != 0) out += fmt::format("{}Y", period.years);
    if (period.months != 0) out += fmt::format("{}M", period.months);
    if (period.days != 0) out += fmt::format("{}D", period.days);
    return out;
}

Instant parse_instant(std::string_view text) {
    const Day day = take_day(text, not_an_instant);
    take(text, 'T', not_an_instant);
    const int hour = take_number(text, 2, not_an_instant);
    take(text, ':', not_an_instant);
    const int minute = take_number(text, 2, not_an_instant);
    take(text, ':', not_an_instant);
    const int second = take_number(text, 2, not_an_instant);
    if (hour > 23 || minute > 59 || second > 59) refuse(not_an_instant);
    const auto fraction = take_fraction(text);
    const auto offset = take_offset(text);
    if (!text.empty()) refuse(not_an_instant);
    return std::chrono::sys_days{day} + hours{hour} + minutes{minute} + seconds{second} + fraction -
           offset;
}

Day parse_day(std::string_view text) {
    const Day day = take_day(text, not_a_day);
    if (!text.empty()) refuse(not_a_day);
    return day;
}

Period parse_period(std::string_view text) {
    take(text, 'P', not_a_period);
    if (text.empty()) refuse(not_a_period);
    Period period;
    std::string_view units = "YMD";
    while (!text.empty()) {
        std::size_t count = 0;
        while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
        if (count == 0 || count > 5 || count == text.size()) refuse(not_a_period);
        const int value = take_number(text, count, not_a_period);
        const auto unit = units.find(text.front());
        if (unit == std::string_view::npos) refuse(not_a_period);
        (text.front() == 'Y' ? period.years : text.front() == 'M' ? period.months : period.days) =
            value;
        units.remove_prefix(unit + 1);
        text.remove_prefix(1);
    }
    return period;
}

Instant SystemClock::now() {
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

}  // namespace lawful
