// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "output.hpp"

namespace lawful::tool {

struct Cell {
    std::string text;
    Style style = Style::plain;

    Cell(const char* words, Style how = Style::plain) : text(words), style(how) {}
    Cell(std::string words, Style how = Style::plain) : text(std::move(words)), style(how) {}
    Cell(std::string_view words, Style how = Style::plain) : text(words), style(how) {}
};

using Row = std::vector<Cell>;

/// A table for people: columns aligned by display width, two spaces apart. Without heads: fields.
class Table {
public:
    Table() = default;
    explicit Table(std::vector<std::string> heads) : heads_(std::move(heads)) {}

    void add(Row row) { rows_.push_back(std::move(row)); }
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    void print() const;

private:
    std::vector<std::string> heads_;
    std::vector<Row> rows_;
};

}  // namespace lawful::tool
