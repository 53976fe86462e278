// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "registry/properties/runner.hpp"

using namespace properties;

namespace {

constexpr auto no_address = "geen adres";

/// The question's addresses in any order, some twice, and one that is none.
std::vector<std::string> shuffled(const Question& question, Dice& dice) {
    auto list = question.addresses;
    if (question.channel == lawful::Channel::email) list.emplace_back(no_address);
    for (int i = 0; i < 2; ++i) list.push_back(list[dice.below(list.size())]);
    dice.shuffle(std::span(list));
    return list;
}

bool is_invalid(const lawful::Decision& decision) {
    return !decision && decision.reasons.size() == 1 &&
           decision.reasons[0].code == "E_ADDR_INVALID";
}

class OneByOne final : public Watcher {
public:
    explicit OneByOne(std::uint64_t seed) : dice_(seed) {}

    Violation after(World& world, const Operation&) override {
        if (!dice_.chance(40)) return {};
        for (const auto& question : questions()) {
            const auto list = shuffled(question, dice_);
            const auto items = world.registry().screen(list, question.purpose, question.channel);
            if (items.size() != list.size()) return "one item too many or too few";
            for (std::size_t i = 0; i < list.size(); ++i) {
                if (items[i].input != list[i]) return "not in input order";
                if (list[i] == no_address) {
                    if (!is_invalid(items[i].decision)) return "not an address, yet answered";
                    continue;
                }
                const auto alone =
                    world.registry().may_send(list[i], question.purpose, question.channel);
                if (items[i].decision == alone && by_id(world, question, items[i])) continue;
                return fmt::format("screened {}\n  alone    {}",
                                   to_string(Asked{&question, list[i], items[i].decision}),
                                   to_string(alone));
            }
        }
        return {};
    }

private:
    static bool by_id(World& world, const Question& question, const lawful::Screened& item) {
        if (!item.address) return true;
        return world.registry().may_send(*item.address, question.purpose, question.channel) ==
               item.decision;
    }

    Dice dice_;
};

/// With everything fulfilled, release lets go what is allowed; with nothing, what asks nothing
/// that blocks.
class Released final : public Watcher {
public:
    explicit Released(std::uint64_t seed) : dice_(seed) {}

    Violation after(World& world, const Operation&) override {
        if (!dice_.chance(20)) return {};
        for (const auto& question : questions()) {
            for (const bool fulfils : {false, true}) {
                if (auto violation = compare(world, question, fulfils)) return violation;
            }
        }
        return {};
    }

private:
    Violation compare(World& world, const Question& question, bool fulfils) {
        auto& registry = world.registry();
        const auto list = shuffled(question, dice_);
        const auto items = registry.screen(list, question.purpose, question.channel);
        std::vector<std::string> fulfilled;
        std::vector<lawful::AddressId> goes;
        std::vector<std::string> stays;
        for (const auto& item : items) {
            const auto& asks = item.decision.obligations;
            const bool blocks = std::any_of(asks.begin(), asks.end(),
                                            [](const auto& asked) { return asked.blocking; });
            if (fulfils)
                for (const auto& asked : asks) fulfilled.push_back(asked.code);
            if (item.decision && (fulfils || !blocks))
                goes.push_back(item.address.value());
            else
                stays.push_back(item.input);
        }
        const auto releases = registry.release(list, question.purpose, question.channel, fulfilled);
        return judge(question, goes, stays, releases);
    }

    static Violation judge(const Question& question, const std::vector<lawful::AddressId>& goes,
                           const std::vector<std::string>& stays,
                           const lawful::Releases& releases) {
        std::vector<lawful::AddressId> went;
        for (const auto& release : releases.released) {
            if (!release.decision) return "released with a denial";
            went.push_back(release.address);
        }
        std::vector<std::string> stayed;
        for (const auto& item : releases.refused) {
            if (item.decision) return "refused with an allow";
            stayed.push_back(item.input);
        }
        if (went == goes && stayed == stays) return {};
        return fmt::format("{} {}: {} allowed, {} released", question.purpose,
                           lawful::wire_name(question.channel), goes.size(), went.size());
    }

    Dice dice_;
};

}  // namespace

TEST_CASE("screening many is asking one by one") {
    verify(6'000'000, 120, [](std::uint64_t seed) { return std::make_unique<OneByOne>(seed); });
}

TEST_CASE("release lets go exactly what may be sent") {
    verify(7'000'000, 120, [](std::uint64_t seed) { return std::make_unique<Released>(seed); });
}
