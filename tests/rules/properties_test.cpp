// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <doctest/doctest.h>

#include "rules/history.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

namespace {

/// Runs a property over generated worlds. `prepare` draws what is added; the property says whether
/// it fails, and is asked again while shrinking.
template <class Prepare, class Fails>
void for_all(Prepare prepare, Fails fails) {
    for (std::uint64_t round = 0; round < rounds(); ++round) {
        const auto seed = first_seed() + round;
        INFO("LAWFUL_ROUNDS=1 LAWFUL_SEED=" << seed);
        Random64 random(seed);
        const auto world = some_world(random);
        const auto added = prepare(random, world);
        const auto property = [&](const World& each) { return fails(each, added); };
        if (!property(world)) continue;
        FAIL(shrink(world, property));
    }
}

bool is_denied_on_record(const Decision& decision) {
    return std::any_of(decision.reasons.begin(), decision.reasons.end(), [](const Reason& reason) {
        return reason.effect == Effect::block &&
               (reason.rule == "G1-1" || reason.rule == "G1-2" || reason.rule == "G1-3" ||
                reason.rule == "G1-4" || reason.rule == "G1-7");
    });
}

}  // namespace

TEST_CASE("the generated worlds are worth asking about") {
    std::size_t open = 0;
    std::size_t denied = 0;
    for (std::uint64_t round = 0; round < rounds(); ++round) {
        Random64 random(first_seed() + round);
        const auto decision = some_world(random).ask();
        open += decision ? 1 : 0;
        denied += is_denied_on_record(decision) ? 1 : 0;
    }
    if (rounds() < 1000) return;
    MESSAGE(open << " open and " << denied << " denied of " << rounds());
    CHECK(open > rounds() / 10);
    CHECK(denied > rounds() / 10);
}

TEST_CASE("a denial never loosens anything, wherever it is put") {
    for_all([](Random64& random, const World& world) { return some_denial(random, world); },
            [](const World& world, const RecordedEvent& denial) {
                return openness(with(world, denial).ask()) > openness(world.ask());
            });
}

TEST_CASE("a suppression never loosens anything") {
    for_all(
        [](Random64& random, const World& world) {
            return rules::SuppressionFact{
                {}, some_time(random, world), below(random, world.next)};
        },
        [](const World& world, const rules::SuppressionFact& suppression) {
            World more = world;
            more.suppressions.push_back(suppression);
            return openness(more.ask()) > openness(world.ask());
        });
}

TEST_CASE("an imported consent lifts no recorded denial") {
    for_all(
        [](Random64& random, const World& world) {
            return place(random, world, some_holder(random, world), world.form(),
                         Origin::imported);
        },
        [](const World& world, const RecordedEvent& consent) {
            return is_denied_on_record(world.ask()) &&
                   !is_denied_on_record(with(world, consent).ask());
        });
}

TEST_CASE("asking for consent opens nothing") {
    for_all(
        [](Random64& random, const World& world) {
            return place(random, world, some_holder(random, world),
                         ConsentRequested{"newsletter", Channel::email});
        },
        [](const World& world, const RecordedEvent& request) {
            return openness(with(world, request).ask()) > openness(world.ask());
        });
}

TEST_CASE("a further holder never opens a denied address") {
    struct Holder {
        RecipientAdded added;
        ConsentGiven consent;
    };
    for_all(
        [](Random64& random, const World& world) {
            return Holder{{some_person(random, world)}, world.form()};
        },
        [](const World& world, const Holder& holder) {
            const auto id = nth<RecipientId>(9);
            World more = world;
            more.add_person(id, holder.added);
            more.record(id, "2026-11-01", Informed{.duty = InformationDuty::art13});
            more.record(id, "2026-11-01", holder.consent);
            return openness(world.ask()) == 0 && openness(more.ask()) > 0;
        });
}

TEST_CASE("no merge turns a recorded denial into an allow, whatever was consented to under the other id") {
    struct Other {
        RecipientAdded added;
        Instant consented;
        std::optional<RecordedEvent> denial;
    };
    const auto merged = [](const World& world, const Other& other) {
        const auto id = nth<RecipientId>(9);
        World more = world;
        if (other.denial) more = with(world, *other.denial);
        more.record(id, "2025-01-10", other.added);
        more.record(id, to_string(other.consented), world.form());
        more.merge(world.holders.front(), id, "2026-11-20");
        return more;
    };
    for_all(
        [](Random64& random, const World& world) {
            Other other{{some_person(random, world)}, some_time(random, world), {}};
            if (below(random, 2) == 0) other.denial = some_denial(random, world);
            return other;
        },
        [&](const World& world, const Other& other) {
            if (world.holders.empty()) return false;
            const auto before = other.denial ? with(world, *other.denial) : world;
            return is_denied_on_record(before.ask()) && openness(merged(world, other).ask()) > 0;
        });
}

TEST_CASE("consents may be recorded in any order") {
    for_all(
        [](Random64& random, const World&) { return random(); },
        [](const World& world, std::uint64_t order) {
            World consents = world;
            std::erase_if(consents.log, [](const RecordedEvent& recorded) {
                return std::holds_alternative<ConsentConfirmed>(recorded.event.body) ||
                       std::holds_alternative<ConsentInvalidated>(recorded.event.body);
            });
            // After everything else, so that only their own order changes.
            Random64 random(order);
            std::vector<Event> given;
            for (int i = 0; i < 4; ++i) {
                auto form = some_consent(random, world);
                const auto when = some_time(random, world);
                given.push_back({some_holder(random, world), when, when, Origin::direct, {}, form});
            }
            const auto answer = [&] {
                World all = consents;
                for (const auto& event : given) all.log.push_back({all.next++, event});
                return all.ask();
            };
            const auto one = answer();
            std::shuffle(given.begin(), given.end(), random);
            const auto other = answer();
            return print(one) != print(other) || one.valid_until != other.valid_until ||
                   one.basis != other.basis;
        });
}
