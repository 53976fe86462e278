// SPDX-License-Identifier: Apache-2.0
#include "rules/eea.hpp"

#include <algorithm>
#include <array>

namespace lawful::rules {
namespace {

using std::chrono::January;
using std::chrono::year;

constexpr int strictest_age = 16;
constexpr Day always = year{1900} / January / 1;

struct ChildAge {
    std::string_view country;
    int age;
    Day from = always;
};

/// As read in 2026; a state's later rows follow its earlier ones. SI: ZVOP-2, DK: amending act.
constexpr auto ages = std::to_array<ChildAge>({
    {"AT", 14}, {"BE", 13}, {"BG", 14}, {"HR", 16}, {"CY", 14}, {"CZ", 15},
    {"DK", 13}, {"DK", 15, year{2024} / January / 1},
    {"EE", 13}, {"FI", 13}, {"FR", 15}, {"DE", 16}, {"GR", 15}, {"HU", 16}, {"IE", 16},
    {"IT", 14}, {"LV", 13}, {"LT", 14}, {"LU", 16}, {"MT", 13}, {"NL", 16}, {"PL", 16},
    {"PT", 13}, {"RO", 16}, {"SK", 16},
    {"SI", 16}, {"SI", 15, year{2023} / January / 26},
    {"ES", 14}, {"SE", 13}, {"IS", 13}, {"LI", 16}, {"NO", 13},
});

}  // namespace

bool is_eea(std::string_view country) {
    return std::any_of(ages.begin(), ages.end(),
                       [&](const ChildAge& row) { return row.country == country; });
}

int child_age(std::string_view country, Day on) {
    int age = strictest_age;
    for (const auto& row : ages) {
        if (row.country == country && row.from <= on) age = row.age;
    }
    return age;
}

Day birthday(Day born, int age) {
    const Day day = born + std::chrono::years{age};
    return day.ok() ? day : Day{day.year() / std::chrono::March / 1};
}

}  // namespace lawful::rules
