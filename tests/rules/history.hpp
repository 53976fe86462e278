// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>

#include "rules/world.hpp"

/// Generated histories for the properties: seeded, and shrunk when one fails.
namespace lawful::rules::testing {

using Random64 = std::mt19937_64;

/// `LAWFUL_SEED` and `LAWFUL_ROUNDS` repeat a failure and make a long run.
[[nodiscard]] std::uint64_t first_seed();
[[nodiscard]] std::uint64_t rounds();

[[nodiscard]] std::size_t below(Random64& random, std::size_t bound);
[[nodiscard]] bool one_in(Random64& random, std::size_t bound);
/// Some noon between 2024 and `World::now`.
[[nodiscard]] Instant some_time(Random64& random, const World& world);

/// A policy, an address, those behind it and what happened to them. Indexes leave gaps, so that an
/// event can be put between any two without renumbering.
[[nodiscard]] World some_world(Random64& random);

[[nodiscard]] Recipient some_person(Random64& random, const World& world);
[[nodiscard]] ConsentGiven some_consent(Random64& random, const World& world);

/// A refusal, withdrawal, objection or restriction of somebody involved.
[[nodiscard]] RecordedEvent some_denial(Random64& random, const World& world);
/// Any body, for any subject involved, placed in a gap.
[[nodiscard]] RecordedEvent place(Random64& random, const World& world, Subject subject,
                                  EventBody body, Origin origin = Origin::direct);

[[nodiscard]] World with(const World& world, const RecordedEvent& more);

[[nodiscard]] Subject some_holder(Random64& random, const World& world);

/// Drops events as long as the property keeps failing, and prints what is left.
[[nodiscard]] std::string shrink(World world, const std::function<bool(const World&)>& fails);

/// How far the answer opens: 0 deny, 1 with obligations, 2 allow.
[[nodiscard]] int openness(const Decision& decision);

}  // namespace lawful::rules::testing
