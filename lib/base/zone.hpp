// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <lawful/time.hpp>

namespace date {
class time_zone;
}

namespace lawful {

/// An IANA time zone: between instants and calendar days.
class Zone {
public:
    /// Throws `invalid_policy` for a name the system does not know.
    explicit Zone(std::string_view name);

    [[nodiscard]] Day day_of(Instant instant) const;
    /// The first instant of the day; after a gap at midnight, the first that exists.
    [[nodiscard]] Instant start_of(Day day) const;
    /// The exclusive end of something that lasts for `period` from `from`: the end of its last day.
    [[nodiscard]] Instant end_after(Instant from, Period period) const;

private:
    const date::time_zone* zone_;
};

/// Calendar addition with the end of month clamped: 31 January + P1M is 28 or 29 February.
[[nodiscard]] Day add(Day day, Period period);

}  // namespace lawful
