// SPDX-License-Identifier: Apache-2.0
#include <lawful/rights.hpp>

#include "base/zone.hpp"
#include "rules/rights.hpp"

#include <lawful/error.hpp>

namespace lawful {
namespace {

using std::chrono::days;
using std::chrono::Saturday;
using std::chrono::Sunday;
using std::chrono::sys_days;
using std::chrono::weekday;

bool is_working_day(Day day, std::string_view country) {
    const weekday name{sys_days{day}};
    return name != Saturday && name != Sunday && !is_public_holiday(day, country);
}

}  // namespace

Day rules::next_working_day(Day day, std::string_view country) {
    while (!is_working_day(day, country)) day = Day{sys_days{day} + days{1}};
    return day;
}

Deadlines request_deadlines(Day received, std::string_view country) {
    if (!received.ok()) throw Error(ErrorCode::invalid_text, "received: not a day of the calendar");
    const Day one = add(received, Period{.months = 1});
    const Day three = add(received, Period{.months = 3});
    const Day due = rules::next_working_day(one, country);
    return {.calendar_1m = one,
            .due_1m = due,
            .calendar_3m = three,
            .due_3m_if_extended = rules::next_working_day(three, country),
            .extension_notice_due = due};
}

}  // namespace lawful
