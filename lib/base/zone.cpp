// SPDX-License-Identifier: Apache-2.0
#include "base/zone.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <lawful/error.hpp>

namespace lawful {

Zone::Zone(std::string_view name) {
    try {
        zone_ = date::locate_zone(std::string(name));
    } catch (const std::exception&) {
        throw Error(ErrorCode::invalid_policy, fmt::format("unknown time zone '{}'", name));
    }
}

Day Zone::day_of(Instant instant) const {
    const auto local = zone_->to_local(instant);
    return Day{std::chrono::sys_days{
        std::chrono::floor<std::chrono::days>(local).time_since_epoch()}};
}

Instant Zone::start_of(Day day) const {
    const date::local_days local{std::chrono::sys_days{day}.time_since_epoch()};
    return std::chrono::time_point_cast<Instant::duration>(
        zone_->to_sys(local, date::choose::earliest));
}

Instant Zone::end_after(Instant from, Period period) const {
    const Day last = add(day_of(from), period);
    return start_of(Day{std::chrono::sys_days{last} + std::chrono::days{1}});
}

Day add(Day day, Period period) {
    auto sum = day + std::chrono::years{period.years} + std::chrono::months{period.months};
    if (!sum.ok()) sum = sum.year() / sum.month() / std::chrono::last;
    return Day{std::chrono::sys_days{sum} + std::chrono::days{period.days}};
}

}  // namespace lawful
