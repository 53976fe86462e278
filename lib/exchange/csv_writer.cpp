// SPDX-License-Identifier: Apache-2.0
#include "exchange/csv_writer.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace lawful::exchange {
namespace {

/// The ASCII signs, and their full-width forms, which some spreadsheets take for the same.
constexpr std::array<std::string_view, 8> formula_signs{
    "=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

bool begins_formula(std::string_view cell) {
    if (cell.starts_with('\t') || cell.starts_with('\r')) return true;
    const auto first = cell.find_first_not_of(" \t\r\n\f\v");
    if (first == std::string_view::npos) return false;
    return std::any_of(formula_signs.begin(), formula_signs.end(),
                       [&](std::string_view sign) { return cell.substr(first).starts_with(sign); });
}

/// Any usual delimiter is quoted, whichever one the reader's spreadsheet splits at.
bool needs_quotes(std::string_view cell, char delimiter) {
    return cell.find_first_of(",;\t\"\r\n") != std::string_view::npos ||
           cell.find(delimiter) != std::string_view::npos || cell.starts_with(' ') ||
           cell.ends_with(' ');
}

}  // namespace

std::string csv_row(std::span<const std::string> cells, char delimiter) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) out += delimiter;
        const auto cell = begins_formula(cells[i]) ? "'" + cells[i] : cells[i];
        // A lone empty cell would be a blank line.
        if (!needs_quotes(cell, delimiter) && !(cell.empty() && cells.size() == 1)) {
            out += cell;
            continue;
        }
        out += '"';
        for (const char c : cell) {
            if (c == '"') out += '"';
            out += c;
        }
        out += '"';
    }
    return out + "\r\n";
}

}  // namespace lawful::exchange
