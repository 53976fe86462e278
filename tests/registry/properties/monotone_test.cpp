// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "registry/properties/runner.hpp"

using namespace properties;

namespace {

/// A denial that no later operation names, and that keeps nobody from coming with a list.
bool is_removable(const Operation& operation) {
    return is_denial(operation.verb) && operation.verb != Verb::object &&
           operation.verb != Verb::ask && operation.verb != Verb::suppress;
}

/// What `report` reports depends on what was released, and so on the denial.
History without_messages(History history) {
    std::erase_if(history, [](const Operation& operation) {
        return operation.verb == Verb::release || operation.verb == Verb::report;
    });
    return history;
}

/// The answers at the end, with the denial or without. Whom it names is there either way.
std::vector<Asked> answers_of(const History& history, std::uint64_t seed,
                              History::const_iterator denial, bool said, Tally& tally) {
    World world(seed, tally);
    for (auto operation = history.begin(); operation != history.end(); ++operation) {
        if (operation == denial) world.prepare(*operation);
        if (operation != denial || said) world.apply(*operation);
    }
    return world.answers();
}

/// Whether one denial of the history, its first or its last, lets anything go at the end that would
/// not have gone without.
Violation violation_of(const History& history, std::uint64_t seed, Tally& tally) {
    auto denial = std::find_if(history.begin(), history.end(), is_removable);
    if (seed % 2 == 1) {
        const auto last = std::find_if(history.rbegin(), history.rend(), is_removable);
        if (last != history.rend()) denial = std::prev(last.base());
    }
    if (denial == history.end()) return {};
    const auto without = answers_of(history, seed, denial, false, tally);
    const auto with = answers_of(history, seed, denial, true, tally);
    for (std::size_t i = 0; i < with.size(); ++i) {
        if (!with[i].decision || without[i].decision) continue;
        return fmt::format("with the denial {}\n  without {}", to_string(with[i]),
                           to_string(without[i]));
    }
    return {};
}

}  // namespace

TEST_CASE("a denial loosens nothing that comes after it") {
    const auto first = number_from("LAWFUL_SEED", 10'000'000);
    const auto count = number_from("LAWFUL_ROUNDS", 300);
    Tally tally;
    for (auto seed = first; seed < first + count; ++seed) {
        const auto history = without_messages(generate(seed));
        if (!violation_of(history, seed, tally)) continue;
        const auto few = shortest(history, [&](const History& some) {
            return violation_of(some, seed, tally).has_value();
        });
        std::string told;
        for (const auto& operation : few) told += "\n    " + to_string(operation);
        FAIL(fmt::format("LAWFUL_SEED={} LAWFUL_ROUNDS=1\n  {}\n  after{}", seed,
                         violation_of(few, seed, tally).value_or(""), told));
    }
    if (count >= 50) check_lively(tally);
}

TEST_CASE("a list that says they left counts, though they had left and come back before") {
    History history{{.verb = Verb::hold, .days = -40},
                    {.verb = Verb::inform, .purpose = 0},
                    {.verb = Verb::withdraw, .purpose = 0, .channel = lawful::Channel::email},
                    {.verb = Verb::wait, .wait = std::chrono::days{1}},
                    {.verb = Verb::give, .purpose = 0, .channel = lawful::Channel::email},
                    {.verb = Verb::wait, .wait = std::chrono::days{1}},
                    {.verb = Verb::import}};
    constexpr std::size_t left = 3;
    history.back().rows = {{.address = 0, .name = 1, .claim = left}};
    Tally tally;
    CHECK(violation_of(history, 0, tally).value_or("") == "");
}
