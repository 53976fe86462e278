// SPDX-License-Identifier: Apache-2.0
#include "exchange/toml_tree.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include "base/text.hpp"
#include "exchange/read_file.hpp"

namespace lawful::exchange {
namespace {

constexpr std::size_t largest = std::size_t{4} << 20U;

TomlPlace place_of(const toml::source_region& region) {
    return {region.begin.line, region.begin.column};
}

Day day_of(const toml::date& date) {
    return Day{std::chrono::year{date.year}, std::chrono::month{date.month},
               std::chrono::day{date.day}};
}

TomlNode tree_of(const toml::node& from);

void fill(TomlNode& node, const toml::table& table) {
    node.kind = TomlNode::Kind::table;
    for (const auto& [key, value] : table) {
        node.members.push_back({std::string(key.str()), place_of(key.source()), tree_of(value)});
    }
}

TomlNode tree_of(const toml::node& from) {
    TomlNode node;
    node.place = place_of(from.source());
    if (const auto* text = from.as_string()) {
        node.kind = TomlNode::Kind::text;
        node.text = text->get();
    } else if (const auto* flag = from.as_boolean()) {
        node.kind = TomlNode::Kind::flag;
        node.flag = flag->get();
    } else if (const auto* integer = from.as_integer()) {
        node.kind = TomlNode::Kind::integer;
        node.integer = integer->get();
    } else if (const auto* date = from.as_date()) {
        node.kind = TomlNode::Kind::day;
        node.day = day_of(date->get());
    } else if (const auto* list = from.as_array()) {
        node.kind = TomlNode::Kind::list;
        for (const auto& item : *list) node.items.push_back(tree_of(item));
    } else if (const auto* table = from.as_table()) {
        fill(node, *table);
    }
    return node;
}

}  // namespace

TomlFile::TomlFile(std::filesystem::path path, ErrorCode code)
    : path_(std::move(path)), code_(code) {
    const auto text = read_file(path_, largest);
    try {
        fill(root_, toml::parse(text));
    } catch (const toml::parse_error& error) {
        std::string what(error.description());
        if (!what.empty()) what.replace(0, 1, to_lower_ascii(what.substr(0, 1)));
        refuse(place_of(error.source()), what);
    }
}

void TomlFile::refuse(TomlPlace place, std::string_view what) const {
    throw Error(code_, fmt::format("{}:{}:{}: {}", path_.string(), place.line, place.column, what));
}

}  // namespace lawful::exchange
