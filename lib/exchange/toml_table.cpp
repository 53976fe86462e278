// SPDX-License-Identifier: Apache-2.0
#include "exchange/toml_table.hpp"

#include <numeric>

#include <fmt/format.h>

namespace lawful::exchange {
namespace {

std::string_view name_of(TomlNode::Kind kind) {
    switch (kind) {
        case TomlNode::Kind::text: return "a text";
        case TomlNode::Kind::flag: return "true or false";
        case TomlNode::Kind::integer: return "a whole number";
        case TomlNode::Kind::day: return "a day";
        case TomlNode::Kind::list: return "a list";
        case TomlNode::Kind::table: return "a table";
        case TomlNode::Kind::other: break;
    }
    return "something else";
}

/// Levenshtein: how many letters were mistyped.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const auto replaced = diagonal + (a[i] == b[j] ? 0U : 1U);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

std::string nearest(std::string_view key, const std::vector<std::string>& known) {
    const auto least = std::min_element(known.begin(), known.end(),
                                        [&](const std::string& a, const std::string& b) {
                                            return distance(key, a) < distance(key, b);
                                        });
    return least == known.end() ? std::string() : fmt::format("; did you mean '{}'?", *least);
}

}  // namespace

TomlTable::TomlTable(const TomlFile& file) : TomlTable(file, file.root(), {}) {}

TomlTable::TomlTable(const TomlFile& file, const TomlNode& node, std::string name)
    : file_(&file), node_(&node), name_(std::move(name)) {}

const TomlMember* TomlTable::find(std::string_view key) {
    asked_.emplace_back(key);
    const auto found = std::find_if(node_->members.begin(), node_->members.end(),
                                    [&](const TomlMember& member) { return member.key == key; });
    return found == node_->members.end() ? nullptr : &*found;
}

std::string TomlTable::named(std::string_view key) const {
    return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
}

std::optional<TomlTable> TomlTable::table(std::string_view key) {
    const auto* member = find(key);
    if (member == nullptr) return std::nullopt;
    if (member->value.kind != TomlNode::Kind::table) refuse_type(key, member->value, "a table");
    return TomlTable(*file_, member->value, named(key));
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) {
    std::vector<TomlTable> out;
    const auto* member = find(key);
    if (member == nullptr) return out;
    const auto wanted = fmt::format("tables, each under [[{}]]", named(key));
    if (member->value.kind != TomlNode::Kind::list) refuse_type(key, member->value, wanted);
    for (const auto& item : member->value.items) {
        if (item.kind != TomlNode::Kind::table) refuse_type(key, item, wanted);
        out.push_back(TomlTable(*file_, item, named(key)));
    }
    return out;
}

std::vector<std::string> TomlTable::keys() const {
    std::vector<std::string> out;
    for (const auto& member : node_->members) out.push_back(member.key);
    return out;
}

void TomlTable::finish() const {
    const TomlMember* first = nullptr;
    for (const auto& member : node_->members) {
        if (std::find(asked_.begin(), asked_.end(), member.key) != asked_.end()) continue;
        const auto place = [](const TomlMember& m) {
            return std::pair(m.place.line, m.place.column);
        };
        if (first == nullptr || place(member) < place(*first)) first = &member;
    }
    if (first != nullptr) {
        refuse_at(first->place, first->key, "unknown key" + nearest(first->key, asked_));
    }
    if (!missing_.empty()) refuse_at(node_->place, missing_.front(), "is missing");
}

void TomlTable::refuse(std::string_view key, std::string_view what) const {
    for (const auto& member : node_->members) {
        if (member.key == key) refuse_at(member.value.place, key, what);
    }
    refuse_at(node_->place, key, what);
}

void TomlTable::refuse_at(TomlPlace place, std::string_view key, std::string_view what) const {
    file_->refuse(place, fmt::format("{}: {}", named(key), what));
}

void TomlTable::refuse_type(std::string_view key, const TomlNode& node,
                            std::string_view wanted) const {
    refuse_at(node.place, key, fmt::format("want {}, found {}", wanted, name_of(node.kind)));
}

void TomlTable::read(std::string_view key, const TomlNode& node, std::string& out) const {
    if (node.kind != TomlNode::Kind::text) refuse_type(key, node, "a text");
    out = node.text;
}

void TomlTable::read(std::string_view key, const TomlNode& node, bool& out) const {
    if (node.kind != TomlNode::Kind::flag) refuse_type(key, node, "true or false");
    out = node.flag;
}

void TomlTable::read(std::string_view key, const TomlNode& node, std::int64_t& out) const {
    if (node.kind != TomlNode::Kind::integer) refuse_type(key, node, "a whole number");
    out = node.integer;
}

void TomlTable::read(std::string_view key, const TomlNode& node, Day& out) const {
    constexpr std::string_view wanted = "a day such as 2018-01-01";
    if (node.kind == TomlNode::Kind::day && node.day.year() > std::chrono::year{0}) {
        out = node.day;
        return;
    }
    if (node.kind != TomlNode::Kind::text) refuse_type(key, node, wanted);
    try {
        out = parse_day(node.text);
    } catch (const Error&) {
        refuse_at(node.place, key, fmt::format("want {}", wanted));
    }
}

void TomlTable::read(std::string_view key, const TomlNode& node, Period& out) const {
    constexpr std::string_view wanted = "a period such as P24M";
    if (node.kind != TomlNode::Kind::text) refuse_type(key, node, wanted);
    try {
        out = parse_period(node.text);
    } catch (const Error&) {
        refuse_at(node.place, key, fmt::format("want {}", wanted));
    }
    if (out == Period{}) refuse_at(node.place, key, "want a period longer than nothing");
    if (out.years > 100 || out.months > 1200 || out.days > 36525) {
        refuse_at(node.place, key, "want a period of at most a hundred years");
    }
}

void TomlTable::read(std::string_view key, const TomlNode& node, std::optional<Period>& out) const {
    out.reset();
    if (node.kind == TomlNode::Kind::text && node.text == "none") return;
    read(key, node, out.emplace());
}

std::size_t TomlTable::read_name(std::string_view key, const TomlNode& node,
                                 std::span<const std::string_view> names) const {
    std::string text;
    read(key, node, text);
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) {
        refuse_at(node.place, key,
                  fmt::format("unknown name '{}'; want {}", text, fmt::join(names, ", ")));
    }
    return static_cast<std::size_t>(found - names.begin());
}

}  // namespace lawful::exchange
