// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <lawful/error.hpp>
#include <lawful/time.hpp>

namespace lawful::exchange {

/// Counted from 1, as editors do.
struct TomlPlace {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

struct TomlMember;

/// A TOML value and where it stands. What lawful never asks for (fractions, times) is `other`.
struct TomlNode {
    enum class Kind { text, flag, integer, day, list, table, other };

    Kind kind = Kind::other;
    TomlPlace place;
    std::string text;
    bool flag = false;
    std::int64_t integer = 0;
    Day day{};
    std::vector<TomlNode> items;
    std::vector<TomlMember> members;  ///< in the order of their names
};

struct TomlMember {
    std::string key;
    TomlPlace place;
    TomlNode value;
};

/// A TOML file and the error that its faults are.
class TomlFile {
public:
    /// Throws `input_output`, and `code` with line and column for what is not TOML.
    TomlFile(std::filesystem::path path, ErrorCode code);

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] const TomlNode& root() const { return root_; }

    /// Throws `code` with `FILE:LINE:COLUMN: what`.
    [[noreturn]] void refuse(TomlPlace place, std::string_view what) const;

private:
    std::filesystem::path path_;
    ErrorCode code_;
    TomlNode root_;
};

}  // namespace lawful::exchange
