// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace faults {

/// One statement of a random transaction. What follows from the seed and the number alone needs no
/// memory of what was done: a child that dies and the parent that checks agree on it.
struct RowStep {
    enum class Kind : std::uint8_t { put = 1, replace_if_there, remove, savepoint, undo, release };
    Kind kind = Kind::put;
    std::int64_t row = 0;
    std::string body{};
};

/// Mostly a few rows, at times many, at times bodies over several pages; savepoints, some undone.
/// At times a long run of changes under a savepoint that is undone.
[[nodiscard]] std::vector<RowStep> row_steps(std::uint64_t seed, std::uint64_t number);

/// The content of the table after transactions 1 to k.
class RowModel {
public:
    explicit RowModel(std::uint64_t seed) : seed_(seed) {}
    [[nodiscard]] std::string content(std::uint64_t number);

private:
    using Rows = std::map<std::int64_t, std::string>;

    std::uint64_t seed_;
    std::uint64_t number_ = 0;
    Rows rows_{};
};

/// How both the model and the store write down a row.
void append_row(std::string& content, std::int64_t row, std::string_view body);

}  // namespace faults
