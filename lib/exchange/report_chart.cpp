// SPDX-License-Identifier: Apache-2.0
#include "exchange/report_chart.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>

namespace lawful::exchange {
namespace {

constexpr std::size_t most_months = 48;
constexpr int width = 720;
constexpr int height = 180;
constexpr int left = 24;    // of the zero
constexpr int above = 24;   // of the highest number, however long
constexpr int bottom = 20;  // of the periods' names

constexpr auto group_names = std::to_array<std::string_view>(
    {"consents", "denials and restrictions", "messages and information", "people and addresses", "everything else"});
constexpr auto group_classes = std::to_array<std::string_view>({"c0", "c1", "c2", "c3", "c4"});

std::size_t group_of(std::string_view kind) {
    constexpr auto denials = std::to_array<std::string_view>(
        {"consent_refused", "consent_withdrawn", "consent_invalidated", "objected", "restricted", "suppressed"});
    if (std::find(denials.begin(), denials.end(), kind) != denials.end()) return 1;
    if (kind.starts_with("consent_")) return 0;
    if (kind == "informed" || kind == "released" || kind == "delivered" || kind == "failed") return 2;
    for (const std::string_view record : {"organisation_", "recipient_", "address_", "holder_", "merge"}) {
        if (kind.starts_with(record)) return 3;
    }
    return 4;
}

std::string month_after(const std::string& month) {
    const int year = std::stoi(month.substr(0, 4));
    const int number = std::stoi(month.substr(5, 2));
    return number == 12 ? fmt::format("{:04}-01", year + 1) : fmt::format("{:04}-{:02}", year, number + 1);
}

std::vector<std::string> months_between(const std::string& first, const std::string& last) {
    std::vector<std::string> months{first};
    while (months.back() < last) months.push_back(month_after(months.back()));
    return months;
}

std::string px(double value) { return fmt::format("{:.2f}", value); }

void bar(HtmlPage& page, double x, double top, double wide, double tall, std::string_view css) {
    page.empty("rect", {{"x", px(x)}, {"y", px(top)}, {"width", px(wide)}, {"height", px(tall)}, {"class", css}});
}

std::vector<std::array<std::uint64_t, group_names.size()>> grouped(const EventSeries& series) {
    std::vector<std::array<std::uint64_t, group_names.size()>> sums(series.periods.size());
    for (const auto& [kind, counts] : series.kinds) {
        for (std::size_t i = 0; i < counts.size(); ++i) sums[i][group_of(kind)] += counts[i];
    }
    return sums;
}

void draw_scale(HtmlPage& page, std::uint64_t top) {
    for (const auto y : {above, height - bottom}) {
        page.empty("line", {{"x1", std::to_string(left)}, {"x2", std::to_string(width)},
                            {"y1", std::to_string(y)}, {"y2", std::to_string(y)}, {"class", "grid"}});
    }
    page.put("text", std::to_string(top), {{"x", std::to_string(left)}, {"y", std::to_string(above - 6)}});
    page.put("text", "0", {{"x", std::to_string(left - 6)}, {"y", std::to_string(height - bottom + 4)},
                           {"text-anchor", "end"}});
}

void draw_legend(HtmlPage& page) {
    page.open("ul", {{"class", "legend"}});
    for (std::size_t i = 0; i < group_names.size(); ++i) {
        page.open("li").open("svg", {{"viewBox", "0 0 10 10"}, {"aria-hidden", "true"}});
        bar(page, 0, 0, 10, 10, group_classes[i]);
        page.close().text(group_names[i]).close();
    }
    page.close();
}

}  // namespace

EventSeries series_of(const MonthCounts& months) {
    EventSeries series;
    if (months.empty()) return series;
    series.periods = months_between(months.begin()->first, months.rbegin()->first);
    const std::size_t letters = series.periods.size() > most_months ? 4 : 7;
    for (auto& period : series.periods) period.resize(letters);
    series.periods.erase(std::unique(series.periods.begin(), series.periods.end()), series.periods.end());
    for (const auto& [month, counts] : months) {
        const auto at = std::lower_bound(series.periods.begin(), series.periods.end(), month.substr(0, letters));
        for (const auto& [kind, count] : counts) {
            auto& row = series.kinds[kind];
            row.resize(series.periods.size());
            row[static_cast<std::size_t>(at - series.periods.begin())] += count;
        }
    }
    return series;
}

void draw_overview(HtmlPage& page, const EventSeries& series) {
    const auto sums = grouped(series);
    std::uint64_t top = 1;
    for (const auto& sum : sums) top = std::max(top, std::accumulate(sum.begin(), sum.end(), std::uint64_t{0}));
    const double step = double(width - left) / static_cast<double>(std::max<std::size_t>(sums.size(), 12));
    const double scale = double(height - bottom - above) / static_cast<double>(top);

    page.open("figure").open("svg", {{"viewBox", fmt::format("0 0 {} {}", width, height)}, {"role", "img"},
                                     {"aria-label", "Events over time, by group of kinds"}});
    draw_scale(page, top);
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const double x = left + step * static_cast<double>(i) + step * 0.1;
        double y = height - bottom;
        for (std::size_t group = 0; group < group_names.size(); ++group) {
            const double tall = scale * static_cast<double>(sums[i][group]);
            if (sums[i][group] > 0) bar(page, x, y - tall, step * 0.8, tall, group_classes[group]);
            y -= tall;
        }
        // A name for every bar would be one over the other.
        if (i % (sums.size() / 8 + 1) == 0) {
            page.put("text", series.periods[i], {{"x", px(x)}, {"y", std::to_string(height - 5)}});
        }
    }
    page.close().put("figcaption", "Events by month or year of recording (UTC), and group of kinds.");
    draw_legend(page);
    page.close();
}

void draw_kinds(HtmlPage& page, const EventSeries& series) {
    page.open("div", {{"class", "wide"}}).open("table").open("thead").open("tr");
    page.put("th", "event", {{"scope", "col"}}).put("th", "over time", {{"scope", "col"}});
    page.put("th", "in all", {{"scope", "col"}, {"class", "number"}}).close().close().open("tbody");
    for (const auto& [kind, counts] : series.kinds) {
        const auto top = static_cast<double>(std::max<std::uint64_t>(1, *std::max_element(counts.begin(), counts.end())));
        const double step = 144.0 / static_cast<double>(std::max<std::size_t>(counts.size(), 12));
        page.open("tr").put("td", kind).open("td");
        page.open("svg", {{"class", "spark"}, {"viewBox", "0 0 144 24"}, {"role", "img"}, {"aria-label", kind}});
        page.empty("line", {{"x1", "0"}, {"x2", "144"}, {"y1", "23.5"}, {"y2", "23.5"}, {"class", "grid"}});
        for (std::size_t i = 0; i < counts.size(); ++i) {
            if (counts[i] == 0) continue;
            const double tall = std::max(1.0, 22.0 * static_cast<double>(counts[i]) / top);
            bar(page, step * static_cast<double>(i), 23 - tall, step * 0.8, tall, group_classes[group_of(kind)]);
        }
        page.close().close();
        page.put("td", std::to_string(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0})),
                 {{"class", "number"}});
        page.close();
    }
    page.close().close().close();
}

}  // namespace lawful::exchange
