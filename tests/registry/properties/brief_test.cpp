// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "registry/properties/runner.hpp"

using namespace properties;

namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

using List = std::vector<std::pair<lawful::AddressId, lawful::Brief>>;

class Borrowed final : public lawful::Clock {
public:
    explicit Borrowed(lawful::Clock& clock) : clock_(clock) {}
    lawful::Instant now() override { return clock_.now(); }

private:
    lawful::Clock& clock_;
};

/// Somebody else has the file open, remembers answers, and is asked before and after each operation.
class Remembering final : public Watcher {
public:
    explicit Remembering(std::uint64_t seed) : dice_(seed) {}

    void before(World& world, const Operation&) override {
        if (asking_) return;
        asking_.emplace(lawful::Registry::open(
            scratch() / "history.lawful", support::key(),
            {.clock = std::make_shared<Borrowed>(world.clock()), .resident_bytes = 1U << 16U}));
    }

    Violation after(World& world, const Operation&) override {
        if (auto violation = compare(world)) return violation;
        if (!dice_.chance(20)) return {};
        // A while later, and with a clock that was put back.
        const auto away = milliseconds{static_cast<std::int64_t>(dice_.below(400)) * 86'400'000};
        for (const auto by : {away, milliseconds{0} - away}) {
            world.clock().advance(by);
            if (auto violation = compare(world)) return violation;
        }
        return {};
    }

private:
    /// Twice, as the first may ask the store.
    Violation compare(World& world) {
        for (const auto& asked : world.answers()) {
            const auto said = lawful::in_brief(asked.decision);
            for (int again = 0; again < 2; ++again) {
                const auto brief =
                    asking_->brief(asked.address, asked.question->purpose, asked.question->channel);
                if (brief != said) return tell(world, asked, brief);
            }
        }
        if (!dice_.chance(20)) return {};
        for (const auto& question : questions()) {
            const auto briefs = asking_->brief(question.addresses, question.purpose, question.channel);
            const auto all = world.registry().screen(question.addresses, question.purpose, question.channel);
            for (std::size_t i = 0; i < all.size(); ++i) {
                if (briefs[i] == lawful::in_brief(all[i].decision)) continue;
                return tell(world, {&question, question.addresses[i], all[i].decision}, briefs[i]);
            }
            if (auto violation = compare_lists(world, question)) return violation;
        }
        return {};
    }

    /// Of everybody, twice too.
    Violation compare_lists(World& world, const Question& question) {
        List expected;
        world.registry().screen(question.purpose, question.channel, [&](const lawful::AddressDecision& item) {
            expected.emplace_back(item.address, lawful::in_brief(item.decision));
        });
        for (int again = 0; again < 2; ++again) {
            List list;
            asking_->brief(question.purpose, question.channel, [&](lawful::AddressId id, const lawful::Brief& brief) {
                list.emplace_back(id, brief);
            });
            if (list != expected) {
                return fmt::format("at {} the list for {} is not the store's", lawful::to_string(world.now()),
                                   question.purpose);
            }
        }
        return {};
    }

    static Violation tell(World& world, const Asked& asked, const lawful::Brief& brief) {
        auto text = fmt::format("at {} {}\n  in brief {} of {} events, until {}:",
                                lawful::to_string(world.now()), to_string(asked),
                                lawful::wire_name(brief.verdict), brief.ledger_size,
                                brief.valid_until ? lawful::to_string(*brief.valid_until) : "ever");
        for (const auto& code : brief.codes.list()) text += ' ' + code;
        return text;
    }

    Dice dice_;
    std::optional<lawful::Registry> asking_;
};

}  // namespace

TEST_CASE("an answer in brief is the whole answer's, remembered or not") {
    verify(14'000'000, 250, [](std::uint64_t seed) { return std::make_unique<Remembering>(seed); });
}
