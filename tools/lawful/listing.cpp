// SPDX-License-Identifier: Apache-2.0
#include "listing.hpp"

#include "arguments.hpp"
#include "csv.hpp"

namespace lawful::tool {

void FormatOption::add_to(CLI::App& app, const std::string& allowed) {
    allowed_ = allowed;
    app.add_option("--format", name, "How to print it (default: the first)")->type_name(allowed);
}

Format FormatOption::read(const Session& session) const {
    if (session.json && !name.empty()) throw UsageError("--format: not with --json");
    if (session.json) return Format::json;
    const auto asked = name.empty() ? allowed_.substr(0, allowed_.find('|')) : name;
    const bool known = ("|" + allowed_ + "|").find("|" + asked + "|") != std::string::npos;
    if (known && asked == "table") return Format::table;
    if (known && asked == "csv") return Format::csv;
    if (known && asked == "jsonl") return Format::jsonl;
    if (known && asked == "json") return Format::json;
    refuse_value("--format", allowed_);
}

Listing::Listing(Format format, std::vector<std::string> columns) : format_(format) {
    if (format_ == Format::csv) print(csv_row(columns));
    table_ = Table(std::move(columns));
}

void Listing::add(Row row, const std::function<std::string()>& json) {
    switch (format_) {
        case Format::table: return table_.add(std::move(row));
        case Format::jsonl: return print_line(json());
        case Format::json: return array_.add(json());
        case Format::csv: break;
    }
    std::vector<std::string> cells;
    for (auto& cell : row) cells.push_back(std::move(cell.text));
    print(csv_row(cells));
}

void Listing::finish() const {
    if (format_ == Format::table) table_.print();
}

}  // namespace lawful::tool
