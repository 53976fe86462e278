// SPDX-License-Identifier: Apache-2.0
#include "faults/rows.hpp"

#include <utility>

#include "faults/chance.hpp"

namespace faults {
namespace {

constexpr std::uint64_t rows = 24;

std::string body_of(Chance& chance) {
    const auto drawn = chance.below(16);
    const auto size = drawn < 9 ? chance.below(200) : drawn < 15 ? chance.below(4'000) : chance.below(16'000);
    std::string body(size, '\0');
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < body.size(); ++i) {
        if (i % 8 == 0) word = chance.next();
        body[i] = static_cast<char>(word >> (8 * (i % 8)));
    }
    return body;
}

/// Touches the same pages again and again, and takes it all back: what a small page cache writes out, it
/// writes out again.
void add_storm(std::vector<RowStep>& steps, Chance& chance) {
    steps.push_back({RowStep::Kind::savepoint, 0, {}});
    for (int i = 0; i < 40; ++i) {
        const auto row = static_cast<std::int64_t>(1 + chance.below(rows));
        steps.push_back({RowStep::Kind::put, row, std::string(chance.below(900), 'x')});
    }
    steps.push_back({RowStep::Kind::undo, 0, {}});
    steps.push_back({RowStep::Kind::release, 0, {}});
}

RowStep change(Chance& chance) {
    const auto row = static_cast<std::int64_t>(1 + chance.below(rows));
    switch (chance.below(6)) {
        case 0: return {RowStep::Kind::remove, row, {}};
        case 1: return {RowStep::Kind::replace_if_there, row, body_of(chance)};
        default: return {RowStep::Kind::put, row, body_of(chance)};
    }
}

void perform(std::map<std::int64_t, std::string>& table, const RowStep& step) {
    switch (step.kind) {
        case RowStep::Kind::put: table[step.row] = step.body; return;
        case RowStep::Kind::remove: table.erase(step.row); return;
        case RowStep::Kind::replace_if_there:
            if (const auto found = table.find(step.row); found != table.end()) found->second = step.body;
            return;
        default: return;
    }
}

}  // namespace

std::vector<RowStep> row_steps(std::uint64_t seed, std::uint64_t number) {
    Chance chance(seed, number);
    std::vector<RowStep> steps;
    if (chance.one_in(12)) add_storm(steps, chance);
    const auto groups = chance.one_in(10) ? 6 : 1 + chance.below(2);
    for (std::uint64_t group = 0; group < groups; ++group) {
        const bool marked = chance.one_in(3);
        if (marked) steps.push_back({RowStep::Kind::savepoint, 0, {}});
        for (auto left = 1 + chance.below(3); left > 0; --left) steps.push_back(change(chance));
        if (!marked) continue;
        if (chance.one_in(2)) steps.push_back({RowStep::Kind::undo, 0, {}});
        steps.push_back({RowStep::Kind::release, 0, {}});
    }
    return steps;
}

std::string RowModel::content(std::uint64_t number) {
    // Out of memory, the model starts anew rather than stand between two transactions.
    auto rows = std::exchange(rows_, {});
    auto at = std::exchange(number_, 0);
    if (number < at) {
        at = 0;
        rows.clear();
    }
    while (at < number) {
        Rows before;
        for (const auto& step : row_steps(seed_, ++at)) {
            if (step.kind == RowStep::Kind::savepoint) before = rows;
            if (step.kind == RowStep::Kind::undo) rows = before;
            perform(rows, step);
        }
    }
    rows_ = std::move(rows);
    number_ = at;
    std::string content;
    for (const auto& [row, body] : rows_) append_row(content, row, body);
    return content;
}

void append_row(std::string& content, std::int64_t row, std::string_view body) {
    content += std::to_string(row) + ':' + std::to_string(body.size()) + ':';
    content += body;
}

}  // namespace faults
