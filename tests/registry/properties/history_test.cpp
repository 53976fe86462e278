// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "registry/properties/runner.hpp"

using namespace properties;

namespace {

class Rebuilt final : public Watcher {
    Violation at_end(World& world) override {
        const auto report = world.registry().check_store();
        if (report.faults.empty()) return {};
        return report.faults.front();
    }
};

/// Writing a proof decides again from its events alone, and throws where that is another answer.
class Recounted final : public Watcher {
public:
    explicit Recounted(std::uint64_t seed) : dice_(seed) {}

    Violation after(World& world, const Operation& operation) override {
        const bool of_two = operation.verb == Verb::merge || operation.verb == Verb::replace;
        if (of_two || dice_.chance(5)) prove(world, world.now());
        if (dice_.chance(20)) earlier_ = world.now();
        return {};
    }
    Violation at_end(World& world) override {
        prove(world, world.now());
        if (earlier_) prove(world, *earlier_);
        return {};
    }

private:
    void prove(World& world, lawful::Instant as_of) {
        const auto& question = questions().at(dice_.below(questions().size()));
        const auto& address = question.addresses.at(dice_.below(question.addresses.size()));
        const auto folder = scratch() / "proof";
        static_cast<void>(world.registry().explain(address, question.purpose, question.channel, as_of, folder));
        std::filesystem::remove_all(folder);
    }

    Dice dice_;
    std::optional<lawful::Instant> earlier_;
};

std::unique_ptr<Watcher> rebuilt(std::uint64_t) { return std::make_unique<Rebuilt>(); }

Operation holding(Verb verb, int days) { return {.verb = verb, .days = days}; }

}  // namespace

TEST_CASE("rebuilding the standings from the events gives the tables") {
    verify(5'000'000, 700, rebuilt);
}

TEST_CASE("an answer is decided again from the events of its proof alone") {
    verify(13'000'000, 150, [](std::uint64_t seed) { return std::make_unique<Recounted>(seed); });
}

TEST_CASE("the end of a holding can be put right, and the tables know") {
    verify_known({holding(Verb::hold, -40), holding(Verb::leave, 4), holding(Verb::leave, -3)},
                 rebuilt);
    verify_known({holding(Verb::hold, -40), holding(Verb::leave, -3), holding(Verb::leave, -8)},
                 rebuilt);
}

TEST_CASE("the beginning of a holding can be put right, and the tables know") {
    verify_known({holding(Verb::hold, -20), holding(Verb::hold, -40)}, rebuilt);
    verify_known({holding(Verb::hold, -40), holding(Verb::leave, -30), holding(Verb::hold, -10),
                  holding(Verb::hold, -20), holding(Verb::hold, -50)},
                 rebuilt);
}

TEST_CASE("the same seed is the same history") {
    const auto once = generate(7);
    const auto twice = generate(7);
    REQUIRE(once.size() == twice.size());
    for (std::size_t i = 0; i < once.size(); ++i) {
        CHECK(to_string(once[i]) == to_string(twice[i]));
    }
}

TEST_CASE("what a failure does not need is dropped") {
    const auto few = shortest(std::vector{1, 2, 3, 4, 5, 6}, [](const std::vector<int>& items) {
        int sum = 0;
        for (const int item : items) sum += item % 2 == 0 ? item : 0;
        return sum >= 10;
    });
    CHECK(few == std::vector{4, 6});
}
