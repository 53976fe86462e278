// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "registry/properties/runner.hpp"

using namespace properties;

namespace {

/// What was answered about somebody erased since can no longer be known, and the answer says so.
bool is_unknown(const lawful::Decision& decision) {
    return !decision && std::any_of(decision.reasons.begin(), decision.reasons.end(),
                                    [](const auto& reason) { return reason.code == "E_ERASED"; });
}

Violation difference(const std::vector<Asked>& given, const std::vector<Asked>& asked,
                     lawful::Instant instant) {
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (given[i].decision == asked[i].decision || is_unknown(asked[i].decision)) continue;
        return fmt::format("at {}\n  given {} ({} events)\n  asked {} ({} events)",
                           lawful::to_string(instant), to_string(given[i]),
                           given[i].decision.ledger_size, to_string(asked[i]),
                           asked[i].decision.ledger_size);
    }
    return {};
}

class Now final : public Watcher {
public:
    explicit Now(std::uint64_t seed) : dice_(seed) {}

    Violation after(World& world, const Operation&) override {
        if (!dice_.chance(40)) return {};
        return difference(world.answers(), world.answers(world.now()), world.now());
    }

private:
    Dice dice_;
};

/// Remembers what was answered. An answer counts once something is recorded at a later instant;
/// what is recorded in the same instant could have been known, and the clock may yet run back.
class Then final : public Watcher {
public:
    explicit Then(std::uint64_t seed) : dice_(seed) {}

    void before(World& world, const Operation&) override {
        size_ = world.registry().ledger_size();
        if (!pending_.answers.empty() || !dice_.chance(50)) return;
        pending_ = {world.now(), world.answers()};
    }

    Violation after(World& world, const Operation&) override {
        if (world.registry().ledger_size() == size_ || pending_.answers.empty()) return {};
        if (world.now() > pending_.instant) given_.push_back(std::move(pending_));
        pending_ = {};
        return {};
    }

    Violation at_end(World& world) override {
        for (const auto& [instant, answers] : given_) {
            if (auto violation = difference(answers, world.answers(instant), instant)) {
                return violation;
            }
        }
        return {};
    }

private:
    struct Given {
        lawful::Instant instant{};
        std::vector<Asked> answers{};
    };

    Dice dice_;
    std::uint64_t size_ = 0;
    Given pending_;
    std::vector<Given> given_;
};

}  // namespace

TEST_CASE("as of now is now") {
    verify(3'000'000, 200, [](std::uint64_t seed) { return std::make_unique<Now>(seed); });
}

TEST_CASE("an answer asked as of an instant is the one given at that instant") {
    verify(4'000'000, 350, [](std::uint64_t seed) { return std::make_unique<Then>(seed); });
}
