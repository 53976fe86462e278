// SPDX-License-Identifier: Apache-2.0
#include "table.hpp"

#include <algorithm>

#include "display.hpp"

namespace lawful::tool {
namespace {

constexpr std::size_t gap = 2;

void widen(std::vector<std::size_t>& widths, const Row& row) {
    if (widths.size() < row.size()) widths.resize(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
        widths[i] = std::max(widths[i], display_width(printable(row[i].text)));
    }
}

void print_row(const std::vector<std::size_t>& widths, const Row& row) {
    std::string line;
    std::size_t due = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto text = printable(row[i].text);
        if (!text.empty()) line.append(due, ' ').append(styled(text, row[i].style));
        due = (text.empty() ? due : 0) + widths[i] + gap - display_width(text);
    }
    print_line(line);
}

}  // namespace

void Table::print() const {
    const Row heads(heads_.begin(), heads_.end());
    std::vector<std::size_t> widths;
    widen(widths, heads);
    for (const auto& row : rows_) widen(widths, row);
    if (!heads.empty()) {
        Row strong;
        for (const auto& head : heads_) strong.emplace_back(head, Style::strong);
        print_row(widths, strong);
    }
    for (const auto& row : rows_) print_row(widths, row);
}

}  // namespace lawful::tool
