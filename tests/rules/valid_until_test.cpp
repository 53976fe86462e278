// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/history.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

namespace {

constexpr std::chrono::hours a_lifetime{24 * 365 * 60};

/// An instant in which the answer is not what it was, before it said it might change.
std::optional<Instant> first_lie(World world, const std::vector<std::uint64_t>& draws) {
    const auto said = world.ask();
    const auto until = said.valid_until.value_or(world.now + a_lifetime);
    if (until <= world.now) return until;
    const auto span = static_cast<std::uint64_t>((until - world.now).count());
    std::vector<Instant> moments{until - std::chrono::milliseconds{1}};
    for (const auto draw : draws) {
        moments.push_back(world.now +
                          std::chrono::milliseconds{static_cast<std::int64_t>(draw % span)});
    }
    for (const auto moment : moments) {
        world.now = moment;
        if (print(world.ask()) != print(said)) return moment;
    }
    return {};
}

}  // namespace

TEST_CASE("until `valid_until`, time changes neither the verdict nor a reason") {
    for (std::uint64_t round = 0; round < rounds(); ++round) {
        const auto seed = first_seed() + round;
        INFO("LAWFUL_ROUNDS=1 LAWFUL_SEED=" << seed);
        Random64 random(seed);
        auto world = some_world(random);
        if (one_in(random, 3)) world.rows.front().valid_to = parse_day("2027-06-01");
        const std::vector<std::uint64_t> draws{random(), random(), random()};
        const auto fails = [&](const World& each) { return first_lie(each, draws).has_value(); };
        if (!fails(world)) continue;
        FAIL(shrink(world, fails));
    }
}

TEST_CASE("a change in who holds the address ends the answer") {
    const auto world = consenting_contact();
    auto facts = world.facts();
    facts.holders_change = at("2026-12-01");
    CHECK(rules::decide(facts).valid_until == at("2026-12-01"));
}

TEST_CASE("across the change of time, days are the controller's") {
    auto world = municipal_contact();
    world.purpose().validity = parse_period("P1D");
    world.consent("2026-10-24T10:00:00Z");
    // The 25th ends at midnight after the clock went back.
    CHECK(world.ask("2026-10-25T22:59:59.999Z"));
    CHECK_FALSE(world.ask("2026-10-25T23:00:00Z"));
}
