// SPDX-License-Identifier: Apache-2.0
#include "registry/column.hpp"

#include <limits>
#include <map>

#include <doctest/doctest.h>

#include "rules/rule_table.hpp"

using lawful::AddressId;
using lawful::Brief;
using lawful::Instant;
using lawful::registry::Column;
using std::chrono::milliseconds;

namespace {

constexpr Instant now{milliseconds{1'000}};

AddressId id(int number) { return AddressId{{static_cast<std::uint8_t>(number)}}; }

Brief answer(lawful::Verdict verdict, std::optional<Instant> until = {}) {
    Brief brief;
    brief.verdict = verdict;
    brief.valid_until = until;
    return brief;
}

std::vector<std::pair<AddressId, Brief>> all(const Column& column, std::uint64_t size = 0) {
    std::vector<std::pair<AddressId, Brief>> out;
    column.each(size, [&](AddressId address, const Brief& brief) { out.emplace_back(address, brief); });
    return out;
}

}  // namespace

TEST_CASE("answers stand in the order of ids, in whatever order they came") {
    const auto yes = answer(lawful::Verdict::allow);
    const auto no = answer(lawful::Verdict::deny, now + milliseconds{5});
    Column column;
    for (const int number : {2, 4, 3, 1, 3}) CHECK(column.put(id(number), number == 3 ? no : yes));
    column.settle();
    auto expected_no = no;
    auto expected_yes = yes;
    expected_no.ledger_size = expected_yes.ledger_size = 7;
    CHECK(all(column, 7) == std::vector<std::pair<AddressId, Brief>>{
                                {id(1), expected_yes}, {id(2), expected_yes}, {id(3), expected_no}, {id(4), expected_yes}});
}

TEST_CASE("it holds until the first of its answers is over, and says which those are") {
    Column column;
    CHECK_FALSE(column.holds_at(now));
    CHECK(column.put(id(1), answer(lawful::Verdict::allow, now + milliseconds{2})));
    CHECK(column.put(id(2), answer(lawful::Verdict::allow, now + milliseconds{1})));
    CHECK(column.put(id(3), answer(lawful::Verdict::allow)));
    column.settle();
    CHECK(column.holds_at(now));
    CHECK(column.to_ask_at(now).empty());
    CHECK_FALSE(column.holds_at(now + milliseconds{1}));
    CHECK(column.to_ask_at(now + milliseconds{1}) == std::vector{id(2)});
    CHECK(column.to_ask_at(now + milliseconds{2}) == std::vector{id(1), id(2)});
    CHECK(column.put(id(2), answer(lawful::Verdict::deny)));
    column.settle();
    CHECK(column.holds_at(now + milliseconds{1}));
}

TEST_CASE("more different answers than it can number are refused, and those it has stay") {
    lawful::registry::Sayings sayings;
    Brief brief;
    const auto codes = lawful::rules::codes();
    std::uint64_t told = 0;
    // Sets of codes, counted in binary.
    for (std::uint64_t set = 0; set <= std::numeric_limits<std::uint16_t>::max(); ++set) {
        brief.codes = {};
        for (std::size_t bit = 0; bit < 16; ++bit) {
            if ((set >> bit & 1U) != 0) brief.codes.add(*(codes.begin() + static_cast<std::ptrdiff_t>(bit)));
        }
        if (const auto number = sayings.number_of(brief)) {
            CHECK(sayings[*number].codes == brief.codes);
            ++told;
        }
    }
    CHECK(told == 4'096);
    brief.codes = {};
    CHECK(sayings.number_of(brief) == 0);
}
