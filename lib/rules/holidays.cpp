// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <lawful/rights.hpp>

namespace lawful {
namespace {

using std::chrono::days;
using std::chrono::month_day;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::April;
using std::chrono::August;
using std::chrono::December;
using std::chrono::January;
using std::chrono::July;
using std::chrono::March;
using std::chrono::May;
using std::chrono::November;
using std::chrono::October;
using std::chrono::Sunday;

/// The Gregorian computus: the Sunday after the first full moon of spring.
sys_days easter_sunday(year of) {
    const int y = static_cast<int>(of);
    const int golden = y % 19;
    const int century = y / 100;
    const int skipped_leap_days = century - century / 4;
    const int moon_correction = (8 * century + 13) / 25;
    int moon = (skipped_leap_days - moon_correction + 19 * golden + 15) % 30;
    moon -= (moon / 28) * (1 - (29 / (moon + 1)) * ((21 - golden) / 11));
    const int weekday_of_moon = (y + y / 4 + moon + 2 - skipped_leap_days) % 7;
    return sys_days{of / March / 28} + days{moon - weekday_of_moon};
}

struct Fixed {
    std::string_view country;
    month_day day;
};

struct Movable {
    std::string_view country;
    int after_easter;
};

constexpr auto fixed = std::to_array<Fixed>({
    {"NL", January / 1},  {"NL", May / 5},       {"NL", December / 25}, {"NL", December / 26},
    {"BE", January / 1},  {"BE", May / 1},       {"BE", July / 21},     {"BE", August / 15},
    {"BE", November / 1}, {"BE", November / 11}, {"BE", December / 25},
    {"DE", January / 1},  {"DE", May / 1},       {"DE", October / 3},   {"DE", December / 25},
    {"DE", December / 26},
    {"FR", January / 1},  {"FR", May / 1},       {"FR", May / 8},       {"FR", July / 14},
    {"FR", August / 15},  {"FR", November / 1},  {"FR", November / 11}, {"FR", December / 25},
});

constexpr int good_friday = -2;
constexpr int easter_monday = 1;
constexpr int ascension = 39;
constexpr int whit_monday = 50;

constexpr auto movable = std::to_array<Movable>({
    {"NL", good_friday}, {"NL", easter_monday}, {"NL", ascension}, {"NL", whit_monday},
    {"BE", easter_monday}, {"BE", ascension}, {"BE", whit_monday},
    {"DE", good_friday}, {"DE", easter_monday}, {"DE", ascension}, {"DE", whit_monday},
    {"FR", easter_monday}, {"FR", ascension}, {"FR", whit_monday},
});

/// The birthday of the sovereign as kept in NL: 27 April, until 2013 the 30th; a day earlier when that is
/// a Sunday.
sys_days kings_day(year of) {
    const sys_days birthday{of / April / (of >= year{2014} ? 27 : 30)};
    return weekday{birthday} == Sunday ? birthday - days{1} : birthday;
}

}  // namespace

bool is_public_holiday(Day day, std::string_view country) {
    const auto is_fixed = [&](const Fixed& one) {
        return one.country == country && one.day == month_day{day.month(), day.day()};
    };
    if (std::any_of(fixed.begin(), fixed.end(), is_fixed)) return true;
    if (country == "NL" && sys_days{day} == kings_day(day.year())) return true;
    const auto since_easter = (sys_days{day} - easter_sunday(day.year())).count();
    return std::any_of(movable.begin(), movable.end(), [&](const Movable& one) {
        return one.country == country && one.after_easter == since_easter;
    });
}

}  // namespace lawful
