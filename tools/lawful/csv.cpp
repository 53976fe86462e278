// SPDX-License-Identifier: Apache-2.0
#include "csv.hpp"

namespace lawful::tool {

std::string csv_cell(std::string_view text) {
    constexpr std::string_view formula = "=+-@\t\r";
    constexpr std::string_view special = "\",\r\n";
    std::string cell(text);
    if (!cell.empty() && formula.find(cell.front()) != std::string_view::npos) {
        cell.insert(cell.begin(), '\'');
    }
    if (cell.find_first_of(special) == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

std::string csv_row(const std::vector<std::string>& cells) {
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) row += ',';
        row += csv_cell(cells[i]);
    }
    return row + '\n';
}

}  // namespace lawful::tool
