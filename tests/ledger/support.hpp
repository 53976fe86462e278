// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace lawful::testing {

/// A folder or file of public vectors, or nothing (with a message) when it is not there.
inline std::optional<std::filesystem::path> vectors(std::string_view name) {
    const auto path = std::filesystem::path(LAWFUL_VECTORS_DIR) / name;
    if (std::string_view(LAWFUL_VECTORS_DIR).empty() || !std::filesystem::exists(path)) {
        MESSAGE("skipped: no vectors " << std::string(name));
        return std::nullopt;
    }
    return path;
}

inline nlohmann::json json_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    return nlohmann::json::parse(in);
}

}  // namespace lawful::testing
