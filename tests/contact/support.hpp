// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <lawful/error.hpp>

#include "contact/contact.hpp"
#include "contact/reason.hpp"

namespace lawful::contact::test {

inline std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

inline nlohmann::json own_data(const std::string& name) {
    return nlohmann::json::parse(
        read(std::filesystem::path(LAWFUL_SOURCE_DIR) / "tests/contact/data" / name));
}

/// A public vector file's text; nothing where there are none.
inline std::optional<std::string> vectors(const std::string& name) {
    const auto file = std::filesystem::path(LAWFUL_VECTORS_DIR) / name;
    if (std::string_view(LAWFUL_VECTORS_DIR).empty() || !std::filesystem::exists(file)) {
        MESSAGE("skipped: no public vectors ", name);
        return std::nullopt;
    }
    return read(file);
}

/// Where we differ from a public set on purpose: `[{"why": ..., "rows": [...]}]`.
inline std::set<std::string> deviating_rows(const std::string& name) {
    std::set<std::string> rows;
    for (const auto& group : own_data(name)) {
        REQUIRE_FALSE(group.at("why").get<std::string>().empty());
        for (const auto& row : group.at("rows")) rows.insert(row.get<std::string>());
    }
    return rows;
}

inline Normal email(std::string_view input, LocalPartCase rule = LocalPartCase::strict) {
    return normalise(Medium::email, input, rule);
}

/// Empty when the address is accepted.
inline std::string reason_of(Medium medium, std::string_view input, std::string_view region = "") {
    try {
        static_cast<void>(normalise(medium, input, LocalPartCase::strict, region));
    } catch (const Error& error) {
        REQUIRE(error.code() == ErrorCode::invalid_address);
        return error.what();
    }
    return {};
}

inline std::string email_reason(std::string_view input) { return reason_of(Medium::email, input); }

}  // namespace lawful::contact::test
