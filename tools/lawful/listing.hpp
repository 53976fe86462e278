// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <CLI/App.hpp>

#include "session.hpp"
#include "table.hpp"

namespace lawful::tool {

/// `json` is what --json asks for; the others are values of --format.
enum class Format { table = 1, csv, jsonl, json };

/// --format, for commands that list.
struct FormatOption {
    std::string name;

    void add_to(CLI::App& app, const std::string& allowed = "table|csv|jsonl");
    /// The first of `allowed` when none is given. Throws `UsageError`.
    [[nodiscard]] Format read(const Session& session) const;

private:
    std::string allowed_;
};

/// A list in the format asked for. CSV and JSON lines are written row by row, in flat memory.
class Listing {
public:
    Listing(Format format, std::vector<std::string> columns);

    /// `json` renders the row's item; called only for the JSON formats.
    void add(Row row, const std::function<std::string()>& json);
    /// Prints the table. In `Format::json` the caller prints `document()` in its place.
    void finish() const;
    [[nodiscard]] std::string document() const { return array_.str(); }

private:
    Format format_;
    Table table_;
    JsonArray array_;
};

}  // namespace lawful::tool
