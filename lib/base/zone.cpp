// SPDX-License-Identifier: Apache-2.0
#include "base/zone.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <date/tz.h>
#include <fmt/format.h>

#include <lawful/error.hpp>

namespace lawful {
namespace {

/// A time during which a zone's clocks were not changed: to find it takes longer than all else that is done with it.
struct Steady {
    const date::time_zone* zone = nullptr;
    date::sys_seconds begin{};
    date::sys_seconds end{};
    std::chrono::seconds offset{};

    [[nodiscard]] bool covers(const date::time_zone* other, Instant instant) const {
        return zone == other && begin <= instant && instant < end;
    }
};

/// The offset from UTC. Each thread keeps what it asked for last: summer and winter, of a zone or two.
std::chrono::seconds offset_at(const date::time_zone* zone, Instant instant) {
    thread_local std::array<Steady, 4> kept;
    thread_local std::size_t next = 0;
    const auto found = std::find_if(kept.begin(), kept.end(),
                                    [&](const Steady& one) { return one.covers(zone, instant); });
    if (found != kept.end()) return found->offset;
    const auto info = zone->get_info(instant);
    kept[next] = {zone, info.begin, info.end, info.offset};
    return kept[std::exchange(next, (next + 1) % kept.size())].offset;
}

}  // namespace

Zone::Zone(std::string_view name) {
    try {
        zone_ = date::locate_zone(std::string(name));
    } catch (const std::exception&) {
        throw Error(ErrorCode::invalid_policy, fmt::format("unknown time zone '{}'", name));
    }
}

Day Zone::day_of(Instant instant) const {
    return Day{std::chrono::floor<std::chrono::days>(instant + offset_at(zone_, instant))};
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
