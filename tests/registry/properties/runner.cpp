// SPDX-License-Identifier: Apache-2.0
#include "registry/properties/runner.hpp"

#include <cstdlib>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace properties {
namespace {

Violation watch(const History& history, std::uint64_t seed, const MakeWatcher& make, Tally& tally) {
    try {
        World world(seed, tally);
        const auto watcher = make(seed);
        for (const auto& operation : history) {
            watcher->before(world, operation);
            world.apply(operation);
            if (auto violation = watcher->after(world, operation)) return violation;
        }
        return watcher->at_end(world);
    } catch (const std::exception& failure) {
        return fmt::format("it threw: {}", failure.what());
    }
}

/// Without the operations, rows and times that it does not need.
History minimal(const History& history, std::uint64_t seed, const MakeWatcher& make) {
    Tally uncounted;
    const auto fails = [&](const History& some) {
        return watch(some, seed, make, uncounted).has_value();
    };
    auto few = shortest(history, fails);
    for (std::size_t i = 0; i < few.size(); ++i) {
        const auto still_fails = [&](const Operation& simpler) {
            auto other = few;
            other[i] = simpler;
            return fails(other);
        };
        auto simpler = few[i];
        simpler.rows = shortest(simpler.rows, [&](const std::vector<Row>& rows) {
            auto fewer = few[i];
            fewer.rows = rows;
            return still_fails(fewer);
        });
        few[i] = simpler;
        simpler.ago = std::chrono::milliseconds{0};
        if (still_fails(simpler)) few[i] = simpler;
    }
    return few;
}

std::string told(const History& history) {
    std::string out;
    for (const auto& operation : history) out += "\n    " + to_string(operation);
    return out;
}

}  // namespace

void Watcher::before(World&, const Operation&) {}
Violation Watcher::after(World&, const Operation&) { return {}; }
Violation Watcher::at_end(World&) { return {}; }

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* value = std::getenv(variable);
    return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

void check_lively(const Tally& tally) {
    MESSAGE(fmt::format("operations: {} applied, {} refused; answers: {} allowed, {} denied",
                        tally.applied, tally.refused, tally.allowed, tally.denied));
    CHECK(tally.refused * 100 <= (tally.applied + tally.refused) * 60);
    const auto answers = tally.allowed + tally.denied;
    CHECK(tally.allowed * 100 >= answers * 5);
    CHECK(tally.denied * 100 >= answers * 5);
}

void verify(std::uint64_t first_seed, std::uint64_t rounds, const MakeWatcher& make) {
    const auto first = number_from("LAWFUL_SEED", first_seed);
    const auto count = number_from("LAWFUL_ROUNDS", rounds);
    Tally tally;
    for (auto seed = first; seed < first + count; ++seed) {
        const auto history = generate(seed);
        if (!watch(history, seed, make, tally)) continue;
        const auto few = minimal(history, seed, make);
        Tally uncounted;
        const auto violation = watch(few, seed, make, uncounted).value_or("it no longer fails");
        FAIL(fmt::format("LAWFUL_SEED={} LAWFUL_ROUNDS=1\n  {}\n  after{}", seed, violation,
                         told(few)));
    }
    if (count >= 50) check_lively(tally);
}

void verify_known(const History& history, const MakeWatcher& make) {
    Tally tally;
    if (const auto violation = watch(history, 0, make, tally)) {
        FAIL_CHECK(fmt::format("{}\n  after{}", *violation, told(history)));
    }
    CHECK(tally.refused == 0);
}

std::string to_string(const lawful::Decision& decision) {
    auto out = std::string(lawful::wire_name(decision.verdict));
    for (const auto& reason : decision.reasons) {
        out += ' ' + reason.rule + '/' + reason.code;
        if (reason.effect == lawful::Effect::block) out += '!';
    }
    if (decision.valid_until) out += " until " + lawful::to_string(*decision.valid_until);
    return out;
}

std::string to_string(const Asked& asked) {
    return fmt::format("{} {} {}: {}", asked.question->purpose,
                       lawful::wire_name(asked.question->channel), asked.address,
                       to_string(asked.decision));
}

}  // namespace properties
