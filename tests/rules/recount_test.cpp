// SPDX-License-Identifier: Apache-2.0
#include "rules/recount.hpp"

#include <functional>

#include <doctest/doctest.h>

#include <lawful/error.hpp>

#include "rules/world.hpp"

namespace lawful::rules::testing {
namespace {

const Subject registry = nth<RegistryId>(9);

/// The world's events, and behind them those of which its facts are set by hand.
std::vector<RecordedEvent> events_of(World world) {
    world.record(registry, "2025-01-10", RowsAdopted{.rows = world.rows});
    world.record(registry, "2025-01-10", PolicyApplied{.policy = world.policy});
    for (const auto& holder : world.holders) {
        world.record(holder, "2025-01-10", HolderAdded{.address = world.address, .from = parse_day("2025-01-10")});
    }
    return world.log;
}

Asked question(const World& world, const std::vector<RecordedEvent>& events) {
    return {.purpose = world.policy.purposes.front().id,
            .channel = world.channel,
            .at = world.now,
            .size = events.size(),
            .address = world.address};
}

struct Row {
    const char* name;
    World world;
};

std::vector<Row> rows() {
    auto withdrawn = consenting_contact();
    withdrawn.record(withdrawn.person, "2026-02-01", ConsentWithdrawn{.purpose = "newsletter"});
    auto objected = consenting_contact();
    objected.record(objected.person, "2026-02-01", Objected{.kind = ObjectionKind::direct_marketing});
    auto shared = consenting_contact();
    shared.add_person(nth<RecipientId>(2), Recipient{});
    auto child = consenting_contact();
    Recipient young;
    young.born = parse_day("2020-05-05");
    child.add_person(nth<RecipientId>(3), young);
    return {{"consent", consenting_contact()},
            {"no consent", municipal_contact()},
            {"a role address", role_address("NL")},
            {"a role address elsewhere", role_address("DE")},
            {"withdrawn", std::move(withdrawn)},
            {"objected", std::move(objected)},
            {"a second holder", std::move(shared)},
            {"a child beside", std::move(child)}};
}

bool is_lacking(const std::vector<RecordedEvent>& events, const Asked& asked) {
    try {
        static_cast<void>(decide_again(events, asked));
    } catch (const Error& error) {
        return error.code() == ErrorCode::invalid_record;
    }
    return false;
}

}  // namespace

TEST_CASE("from events alone comes the answer that the facts give") {
    for (const auto& [name, world] : rows()) {
        CAPTURE(name);
        const auto events = events_of(world);
        auto expected = world.ask();
        expected.ledger_size = events.size();
        const auto again = decide_again(events, question(world, events));
        CHECK(print(again) == print(expected));
        CHECK(again.basis == expected.basis);
        CHECK(again.ledger_size == expected.ledger_size);
        CHECK(again.verdict == expected.verdict);
    }
}

TEST_CASE("each thing that is asked beside the events counts") {
    const auto world = consenting_contact();
    auto events = events_of(world);
    events.push_back({events.size(), {.subject = registry, .occurred = world.now, .recorded = world.now,
                                      .origin = Origin::direct, .cause = {}, .body = Suppressed{}}});
    const auto asked = question(world, events);
    REQUIRE(decide_again(events, asked).verdict != Verdict::deny);
    struct Change {
        const char* code;
        std::function<void(Asked&)> make;
    };
    const std::vector<Change> changes{
        {"E_SUPPRESSED", [&](Asked& one) { one.suppressions = {events.size() - 1}; }},
        {"E_RESTORED_WITHOUT_JOURNAL", [](Asked& one) { one.journal_lost = true; }},
        {"E_ERASED", [](Asked& one) { one.erased = 0; }},
        {"E_UNKNOWN_ADDRESS", [](Asked& one) { one.address.reset(); }}};
    for (const auto& [code, make] : changes) {
        CAPTURE(code);
        auto changed = asked;
        make(changed);
        const auto again = decide_again(events, changed);
        CHECK(again.verdict == Verdict::deny);
        CHECK(says(again, code));
    }
}

TEST_CASE("later events do not count, but for erasures") {
    auto world = consenting_contact();
    const auto before = events_of(world);
    const auto asked = question(world, before);
    auto later = before;
    const auto add = [&](Subject subject, EventBody body) {
        later.push_back({later.size(), {.subject = subject, .occurred = world.now, .recorded = world.now,
                                        .origin = Origin::direct, .cause = {}, .body = std::move(body)}});
    };
    add(world.person, ConsentWithdrawn{.purpose = "newsletter"});
    CHECK(decide_again(later, asked) == decide_again(before, asked));
    add(registry, Erased{.subject = world.person, .leaves = {0}, .ground = ErasureGround::unnecessary});
    CHECK(says(decide_again(later, asked), "E_ERASED"));
}

TEST_CASE("what an answer rests on and events do not show is an error") {
    const auto world = consenting_contact();
    const auto events = events_of(world);
    const auto asked = question(world, events);
    const auto without = [&](auto is_it) {
        auto rest = events;
        std::erase_if(rest, [&](const RecordedEvent& one) { return is_it(one.event.body); });
        return is_lacking(rest, asked);
    };
    CHECK(without([](const auto& body) { return std::holds_alternative<RowsAdopted>(body); }));
    CHECK(without([](const auto& body) { return std::holds_alternative<PolicyApplied>(body); }));
    CHECK(without([](const auto& body) { return std::holds_alternative<AddressAdded>(body); }));
    const auto changed = [&](auto make) {
        auto other = asked;
        make(other);
        return is_lacking(events, other);
    };
    CHECK(changed([](Asked& one) { one.purpose = "magazine"; }));
    CHECK(changed([](Asked& one) { one.address = nth<AddressId>(7); }));
    CHECK(changed([](Asked& one) { one.suppressions = {0}; }));
    CHECK(changed([](Asked& one) { one.erased_holders = {{nth<AddressId>(1), nth<RecipientId>(8), {}, {}}}; }));
    CHECK_FALSE(is_lacking(events, asked));
}

}  // namespace lawful::rules::testing
