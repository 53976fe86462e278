// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "rules/national_rows.hpp"
#include "rules/rule_table.hpp"

using namespace lawful;

namespace {

const std::filesystem::path root = LAWFUL_SOURCE_DIR;

std::string read(const std::filesystem::path& file) {
    std::ifstream stream(file);
    REQUIRE_MESSAGE(stream, file.string());
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

struct CsvRule {
    std::string id, stage, code, source;
};

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

std::vector<CsvRule> csv_rules() {
    std::istringstream lines(read(root / "tests/rules/data/decision-rules.csv"));
    std::vector<CsvRule> rules;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        const auto cells = cells_of(line);
        REQUIRE(cells.size() == 9);
        rules.push_back({cells[0], cells[2], cells[5], cells[7]});
    }
    return rules;
}

/// Ids that head the title of a test case, with the files they stand in.
std::map<std::string, std::set<std::string>> tested_ids() {
    std::map<std::string, std::set<std::string>> ids;
    const std::string head = "TEST_CASE(\"";
    for (const auto& entry : std::filesystem::directory_iterator(root / "tests/rules")) {
        if (entry.path().extension() != ".cpp") continue;
        const auto text = read(entry.path());
        for (auto at = text.find(head); at != std::string::npos; at = text.find(head, at + 1)) {
            const auto begin = at + head.size();
            const auto end = text.find_first_of(":\"", begin);
            if (text[end] == ':') {
                ids[text.substr(begin, end - begin)].insert(entry.path().filename().string());
            }
        }
    }
    return ids;
}

/// The rows of docs/rules.md: id, codes, where it is decided, where it is tested.
std::map<std::string, std::vector<std::string>> documented_rules() {
    std::istringstream lines(read(root / "docs/rules.md"));
    std::map<std::string, std::vector<std::string>> rules;
    std::string line;
    while (std::getline(lines, line)) {
        if (!line.starts_with("| ") || line.find('-') == std::string::npos) continue;
        auto cells = split(line, '|');
        for (auto& cell : cells) cell = std::string(trim(cell));
        if (cells.size() != 6 || cells[1].find('-') == std::string::npos) continue;
        CHECK_MESSAGE(rules.emplace(cells[1], cells).second, "twice: " << cells[1]);
    }
    return rules;
}

std::vector<std::string> quoted_in(const std::string& cell) {
    std::vector<std::string> found;
    const auto parts = split(cell, '`');
    for (std::size_t i = 1; i < parts.size(); i += 2) found.push_back(parts[i]);
    return found;
}

}  // namespace

TEST_CASE("every rule has a test named for it, or docs/rules.md says why it has none") {
    const auto tested = tested_ids();
    const auto documented = documented_rules();
    const auto rules = csv_rules();
    REQUIRE(rules.size() > 70);
    for (const auto& rule : rules) {
        CAPTURE(rule.id);
        const auto row = documented.find(rule.id);
        REQUIRE(row != documented.end());
        const bool exempt = row->second[3].starts_with("not decided here");
        CHECK(tested.contains(rule.id) != exempt);
        if (exempt) continue;
        for (const auto& file : quoted_in(row->second[4])) {
            CHECK(tested.at(rule.id).contains(file));
        }
    }
}

TEST_CASE("docs/rules.md names a file that holds the rule, and a function that is in it") {
    const auto rules = csv_rules();
    const auto documented = documented_rules();
    CHECK(documented.size() == rules.size());
    for (const auto& [id, cells] : documented) {
        CAPTURE(id);
        const auto names = quoted_in(cells[3]);
        REQUIRE(names.size() >= 2);
        const auto text = read(root / "lib/rules" / names.front());
        for (std::size_t i = 1; i < names.size(); ++i) {
            CAPTURE(names[i]);
            CHECK(text.find(names[i]) != std::string::npos);
        }
    }
}

TEST_CASE("the rule table stands in the order of the rules file, with its stages") {
    const auto rules = csv_rules();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        CAPTURE(rules[i].id);
        if (i > 0) {
            CHECK(rules::rule_order(rules[i - 1].id) < rules::rule_order(rules[i].id));
        }
        const auto stage = rules[i].stage == "release"       ? rules::Stage::release
                           : rules[i].stage == "policy lint" ? rules::Stage::policy_lint
                                                             : rules::Stage::may_send;
        CHECK(rules::stage_of(rules[i].id) == stage);
    }
    CHECK(rules::rule_order("ZZ-1") > rules::rule_order("G5-2"));
}

TEST_CASE("codes and articles are those of the rules file") {
    const auto gate3 = [](const std::string& id) { return id[0] != 'G'; };
    for (const auto& rule : csv_rules()) {
        if (gate3(rule.id) || rule.code.find('<') != std::string::npos) continue;
        std::string codes = rule.code;
        std::erase(codes, ' ');
        for (const auto& code : split(codes, '/')) {
            CAPTURE(code);
            const auto article = rules::article_of(rule.id, code);
            CHECK_FALSE(article.empty());
            CHECK(rule.source.find(article) != std::string::npos);
        }
    }
    for (const auto& row : rules::national_rows()) {
        if (row.id == "XX-1" || row.valid_to) continue;
        CAPTURE(row.id);
        const auto all = csv_rules();
        const auto rule = std::find_if(all.begin(), all.end(),
                                       [&](const CsvRule& each) { return each.id == row.id; });
        REQUIRE(rule != all.end());
        CHECK(rule->code.find(row.code) != std::string::npos);
        CHECK(rule->source.find(row.article) != std::string::npos);
    }
}
