// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/text.hpp"
#include "exchange/toml_tree.hpp"

#include <lawful/terms.hpp>

namespace lawful::exchange {

/// Reads one table of a TOML file key by key, and refuses what was not asked for. Every fault is
/// thrown with file, line and column.
class TomlTable {
public:
    /// The whole file.
    explicit TomlTable(const TomlFile& file);

    /// False when the key is absent; then `out` keeps its default.
    template <class T>
    bool optional(std::string_view key, T& out) {
        const auto* member = find(key);
        if (member == nullptr) return false;
        read(key, member->value, out);
        return true;
    }

    /// A key that must be there, and not be empty. `finish` refuses its absence, after unknown
    /// keys: a slip of the pen is both.
    template <class T>
    void required(std::string_view key, T& out) {
        if (!optional(key, out)) {
            missing_.emplace_back(key);
            return;
        }
        if (is_empty(out)) refuse(key, "must not be empty");
    }

    /// `[key]` or `key = { … }`.
    [[nodiscard]] std::optional<TomlTable> table(std::string_view key);
    /// `[[key]]`, any number of them.
    [[nodiscard]] std::vector<TomlTable> tables(std::string_view key);
    /// The keys of a table in which every key is the user's, in the order of their names.
    [[nodiscard]] std::vector<std::string> keys() const;
    void require(std::string_view key) { missing_.emplace_back(key); }

    /// Refuses keys nobody asked for, then the absence of required ones.
    void finish() const;

    /// At the key's value, or at the table where the key is absent.
    [[noreturn]] void refuse(std::string_view key, std::string_view what) const;

private:
    template <class T>
    [[nodiscard]] static bool is_empty(const T& value) {
        if constexpr (std::is_same_v<T, std::string>)
            return trim(value).empty();
        else if constexpr (requires { value.empty(); })
            return value.empty();
        else
            return false;
    }

    TomlTable(const TomlFile& file, const TomlNode& node, std::string name);

    [[nodiscard]] const TomlMember* find(std::string_view key);
    [[nodiscard]] std::string named(std::string_view key) const;
    [[noreturn]] void refuse_at(TomlPlace place, std::string_view key, std::string_view what) const;
    [[noreturn]] void refuse_type(std::string_view key, const TomlNode& node,
                                  std::string_view wanted) const;

    void read(std::string_view key, const TomlNode& node, std::string& out) const;
    void read(std::string_view key, const TomlNode& node, bool& out) const;
    void read(std::string_view key, const TomlNode& node, std::int64_t& out) const;
    /// A TOML date or the same as text.
    void read(std::string_view key, const TomlNode& node, Day& out) const;
    /// Longer than nothing, and no longer than a century.
    void read(std::string_view key, const TomlNode& node, Period& out) const;
    /// `none` is no period.
    void read(std::string_view key, const TomlNode& node, std::optional<Period>& out) const;

    /// Position of the text among `names`.
    [[nodiscard]] std::size_t read_name(std::string_view key, const TomlNode& node,
                                        std::span<const std::string_view> names) const;

    template <Term E>
    void read(std::string_view key, const TomlNode& node, E& out) const {
        out = static_cast<E>(read_name(key, node, WireNames<E>::names) + 1);
    }

    template <class T>
    void read(std::string_view key, const TomlNode& node, std::optional<T>& out) const {
        read(key, node, out.emplace());
    }

    /// A list in which nothing stands twice.
    template <class T>
    void read(std::string_view key, const TomlNode& node, std::vector<T>& out) const {
        if (node.kind != TomlNode::Kind::list) refuse_type(key, node, "a list");
        out.clear();
        for (const auto& item : node.items) {
            T value{};
            read(key, item, value);
            if (std::find(out.begin(), out.end(), value) != out.end()) {
                refuse_at(item.place, key, "stands twice in the list");
            }
            out.push_back(std::move(value));
        }
    }

    const TomlFile* file_;
    const TomlNode* node_;
    std::string name_;
    std::vector<std::string> asked_;
    std::vector<std::string> missing_;
};

}  // namespace lawful::exchange
