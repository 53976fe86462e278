// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "exchange/html.hpp"
#include "exchange/report_html.hpp"

namespace lawful::exchange {

/// Events over time: every month from the first to the last, or every year where there are many.
struct EventSeries {
    std::vector<std::string> periods;
    std::map<std::string, std::vector<std::uint64_t>> kinds;  ///< a count for each period
};

[[nodiscard]] EventSeries series_of(const MonthCounts& months);

/// One bar a period, stacked by group of kinds, with its legend.
void draw_overview(HtmlPage& page, const EventSeries& series);
/// One row a kind: its name, its own small chart and its sum.
void draw_kinds(HtmlPage& page, const EventSeries& series);

}  // namespace lawful::exchange
