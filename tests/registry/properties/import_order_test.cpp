// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "registry/properties/runner.hpp"

using namespace properties;

namespace {

constexpr auto imported_at = "2026-03-02T09:00:00Z";

/// Verdict and codes for every question about every address, after one list.
std::vector<std::string> answers_after(const char* name, const std::vector<Row>& rows) {
    auto registry = fresh_registry(name, std::make_shared<support::ManualClock>(imported_at), 1);
    const auto list = scratch() / "list.csv";
    write_list(list, rows, support::day("2026-03-02"));
    const auto report = registry.import(village_mapping(), list);
    if (report.rejected_rows != 0) throw std::logic_error(report.rejected.front().reason);
    std::vector<std::string> all;
    for (const auto& question : questions()) {
        for (const auto& item :
             registry.screen(question.addresses, question.purpose, question.channel)) {
            std::set<std::string> codes;
            for (const auto& reason : item.decision.reasons) codes.insert(reason.code);
            auto text = fmt::format("{} {}: {}", question.purpose, item.input,
                                    lawful::wire_name(item.decision.verdict));
            for (const auto& code : codes) text += ' ' + code;
            all.push_back(std::move(text));
        }
    }
    return all;
}

/// The same rows in another order, some of them more than once.
std::vector<Row> disturbed(std::vector<Row> rows, std::uint64_t seed) {
    Dice dice(seed);
    const auto count = rows.size();
    for (std::size_t i = dice.below(4); i > 0 && count > 0; --i) {
        rows.push_back(rows[dice.below(count)]);
    }
    dice.shuffle(std::span(rows));
    return rows;
}

/// Some seeds that shuffle a shortened list too: one order may hide what another shows.
constexpr std::uint64_t orders = 4;

Violation violation_of(const std::vector<Row>& rows, std::uint64_t seed) {
    const auto want = answers_after("one.lawful", rows);
    for (std::uint64_t order = 0; order < orders; ++order) {
        const auto got = answers_after("other.lawful", disturbed(rows, seed * orders + order));
        for (std::size_t i = 0; i < want.size(); ++i) {
            if (want[i] != got[i])
                return fmt::format("one order {}\n  another {}", want[i], got[i]);
        }
    }
    return {};
}

}  // namespace

TEST_CASE("any order and repetition of a list's rows gives the same answers") {
    const auto first = number_from("LAWFUL_SEED", 9'000'000);
    const auto count = number_from("LAWFUL_ROUNDS", 300);
    for (auto seed = first; seed < first + count; ++seed) {
        const auto rows = generate_list(seed, 2 + seed % 7);
        if (!violation_of(rows, seed)) continue;
        const auto few = shortest(rows, [&](const std::vector<Row>& some) {
            return violation_of(some, seed).has_value();
        });
        Operation list{.verb = Verb::import};
        list.rows = few;
        FAIL(fmt::format("LAWFUL_SEED={} LAWFUL_ROUNDS=1\n  {}\n  {}", seed,
                         violation_of(few, seed).value_or(""), to_string(list)));
    }
}
