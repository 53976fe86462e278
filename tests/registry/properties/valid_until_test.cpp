// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "registry/properties/runner.hpp"

using namespace properties;

namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

/// Until then, time alone changes nothing: neither the verdict nor what it rests on.
bool is_same_answer(const lawful::Decision& one, const lawful::Decision& other) {
    if (one.verdict != other.verdict || one.reasons.size() != other.reasons.size()) return false;
    for (std::size_t i = 0; i < one.reasons.size(); ++i) {
        if (one.reasons[i].code != other.reasons[i].code) return false;
    }
    return true;
}

class Lasting final : public Watcher {
public:
    explicit Lasting(std::uint64_t seed) : dice_(seed) {}

    Violation after(World& world, const Operation&) override {
        if (!dice_.chance(20)) return {};
        const auto now = world.now();
        for (const auto& asked : world.answers()) {
            const auto until = asked.decision.valid_until;
            if (until && *until <= now) return "valid until the past: " + to_string(asked);
            const auto last = until ? *until - 1ms : now + 24h * 4000;
            const auto some = now + milliseconds{static_cast<std::int64_t>(dice_.below(
                                        static_cast<std::size_t>((last - now).count()) + 1))};
            for (const auto later : {some, last}) {
                if (auto violation = compare(world, asked, later)) return violation;
            }
        }
        return {};
    }

private:
    static Violation compare(World& world, const Asked& asked, lawful::Instant later) {
        const auto away = later - world.clock().now();
        world.clock().advance(away);
        const auto then = world.registry().may_send(asked.address, asked.question->purpose,
                                                    asked.question->channel);
        world.clock().advance(-away);
        if (is_same_answer(asked.decision, then)) return {};
        return fmt::format("at {} {}\n  at {} {}", lawful::to_string(world.now()), to_string(asked),
                           lawful::to_string(later), to_string(then));
    }

    Dice dice_;
};

}  // namespace

TEST_CASE("an answer lasts until the instant it names") {
    verify(8'000'000, 250, [](std::uint64_t seed) { return std::make_unique<Lasting>(seed); });
}
