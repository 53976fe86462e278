// SPDX-License-Identifier: Apache-2.0
#include <functional>

#include <doctest/doctest.h>

#include "rules/merging.hpp"
#include "rules/recount.hpp"
#include "rules/world.hpp"

namespace lawful::rules::testing {
namespace {

const auto other = nth<RecipientId>(2);
const auto third = nth<RecipientId>(3);

Recipient known(SourceKind source = SourceKind::subject) {
    Recipient person;
    person.organisation = nth<OrganisationId>(1);
    person.source = {.kind = source, .obtained = parse_day("2025-01-10")};
    return person;
}

/// The contact of the other rule tests, and two more ids that hold other addresses.
World three() {
    auto world = municipal_contact();
    for (const auto& id : {other, third}) world.record(id, "2025-01-10", RecipientAdded{known()});
    return world;
}

struct Denial {
    const char* name;
    EventBody body;
    const char* code;
};

const std::vector<Denial>& denials() {
    static const std::vector<Denial> all{
        {"refused", ConsentRefused{"newsletter", {}}, "E_CONSENT_REFUSED"},
        {"withdrawn", ConsentWithdrawn{"newsletter", Channel::email}, "E_CONSENT_WITHDRAWN"},
        {"every purpose", ConsentWithdrawn{}, "E_CONSENT_WITHDRAWN"},
        {"objected", Objected{}, "E_OBJECTED_DM"},
        {"restricted", Restricted{}, "E_RESTRICTED"},
    };
    return all;
}

}  // namespace

TEST_CASE("S1: what another id denied binds here, from the merge until it is undone") {
    for (const auto& denial : denials()) {
        CAPTURE(denial.name);
        auto world = three();
        world.consent("2026-01-05");
        world.record(other, "2026-01-10", denial.body);
        CHECK(world.ask());
        const auto merged = world.merge(world.person, other);
        CHECK_FALSE(world.ask());
        CHECK(says(world.ask(), denial.code));
        world.record(world.person, "2026-03-01", MergeUndone{merged});
        world.record(other, "2026-03-01", MergeUndone{merged + 1}, Origin::linked);
        CHECK(world.ask());
    }
}

TEST_CASE("S1: over several links, from either end") {
    for (const bool near : {true, false}) {
        auto world = three();
        world.consent();
        world.record(third, "2026-01-10", ConsentWithdrawn{});
        if (near) world.merge(world.person, other);
        CHECK(world.ask());
        world.merge(third, other);
        if (!near) world.merge(other, world.person);
        CHECK(says(world.ask(), "E_CONSENT_WITHDRAWN"));
    }
}

TEST_CASE("S1: a denial is lifted by its own id, or by any of them after the merge, and named here") {
    struct Lift {
        const char* name;
        std::function<void(World&)> say;
        bool lifts;
    };
    const auto give = [](World& world, RecipientId who, const char* when, Origin origin = Origin::direct) {
        world.record(who, when, world.form(), origin);
    };
    const std::vector<Lift> all{
        {"nobody", [](World& world) { world.merge(world.person, other); }, false},
        {"the denier, before the merge",
         [&](World& world) {
             give(world, other, "2026-01-20");
             world.merge(world.person, other);
         },
         true},
        {"the denier, after it",
         [&](World& world) {
             world.merge(world.person, other);
             give(world, other, "2026-03-01");
         },
         true},
        {"the other id, before the merge",
         [&](World& world) {
             give(world, world.person, "2026-01-20");
             world.merge(world.person, other);
         },
         false},
        {"the other id, after it",
         [&](World& world) {
             world.merge(world.person, other);
             give(world, world.person, "2026-03-01");
         },
         true},
        {"after it, dated before the denial",
         [&](World& world) {
             world.merge(world.person, other);
             give(world, world.person, "2026-01-07");
         },
         false},
        {"after it, on a list",
         [&](World& world) {
             world.merge(world.person, other);
             give(world, world.person, "2026-03-01", Origin::imported);
         },
         false},
        {"after it, for another address",
         [&](World& world) {
             world.merge(world.person, other);
             auto form = world.form();
             form.addresses = {nth<AddressId>(9)};
             world.record(world.person, "2026-03-01", form);
         },
         false},
        {"between two merges",
         [&](World& world) {
             const auto first = world.merge(world.person, other);
             give(world, world.person, "2026-02-10");
             world.record(world.person, "2026-02-11", MergeUndone{first});
             world.record(other, "2026-02-11", MergeUndone{first + 1}, Origin::linked);
             world.merge(world.person, other, "2026-02-12");
         },
         false},
        {"before the third came",
         [&](World& world) {
             world.merge(world.person, third);
             give(world, world.person, "2026-02-10");
             world.merge(third, other, "2026-02-12");
         },
         false},
        {"after the third came",
         [&](World& world) {
             world.merge(world.person, third);
             world.merge(third, other, "2026-02-12");
             give(world, third, "2026-03-01");
         },
         true},
        {"of two of them, and then a third came",
         [&](World& world) {
             world.merge(world.person, other);
             give(world, world.person, "2026-02-10");
             world.merge(world.person, third, "2026-02-12");
         },
         true},
    };
    for (const auto& lift : all) {
        CAPTURE(lift.name);
        auto world = three();
        world.record(other, "2026-01-10", ConsentWithdrawn{});
        lift.say(world);
        CAPTURE(print(world.ask()));
        CHECK(bool(world.ask()) == lift.lifts);
        CHECK(says(world.ask(), "G1-7", "E_CONSENT_WITHDRAWN", Effect::block) != lift.lifts);
    }
}

TEST_CASE("S1: the asked id's own denial is not lifted by another's consent from before the merge") {
    auto world = three();
    world.record(world.person, "2026-01-10", ConsentWithdrawn{});
    world.record(other, "2026-01-20", world.form());
    world.merge(world.person, other);
    CHECK(blocks(world.ask(), "G1-7", "E_CONSENT_WITHDRAWN"));
    world.record(other, "2026-03-01", world.form());
    CHECK(world.ask());
}

TEST_CASE("S1: what the address denied is lifted for each id by its own rule") {
    auto world = three();
    world.record(world.address, "2026-01-10", ConsentWithdrawn{});
    world.record(other, "2026-01-20", world.form());
    world.merge(world.person, other);
    CHECK_FALSE(world.ask());
    world.consent("2026-03-01");
    CHECK(world.ask());
}

TEST_CASE("S1: an entry of the deny list about another address of the person") {
    auto world = three();
    world.consent();
    world.merge(world.person, other);
    world.suppressions.push_back({{}, at("2026-01-10"), world.next++, third});
    CHECK(world.ask());  // somebody else's
    world.suppressions.back().of = other;
    CHECK(blocks(world.ask(), "G1-2", "E_SUPPRESSED"));
    world.record(other, "2026-03-01", world.form());
    CHECK(world.ask());
}

TEST_CASE("S2: consent of any id counts where it names the address") {
    auto world = three();
    world.record(other, "2026-01-05", world.form());
    CHECK_FALSE(world.ask());
    const auto merged = world.merge(world.person, other);
    CHECK(world.ask().basis == Basis::consent);
    world.record(world.person, "2026-03-01", MergeUndone{merged});
    CHECK_FALSE(world.ask());
}

TEST_CASE("S2: a consent that a child gave under another id is a child's") {
    auto world = municipal_contact();
    auto child = known();
    child.born = parse_day("2015-05-05");
    world.record(other, "2025-01-10", RecipientAdded{child});
    world.record(other, "2026-01-05", world.form());
    world.merge(world.person, other);
    CHECK(says(world.ask(), "E_REPRESENTATIVE_REQUIRED"));
    CHECK_FALSE(world.ask());
}

TEST_CASE("a basis that is not consent does not outlive what another id denied") {
    auto world = three();
    world.purpose().bases = {Basis::consent, Basis::legitimate_interest};
    world.record(other, "2026-01-02", ConsentRefused{"newsletter", Channel::sms});
    world.basis(world.person, Basis::legitimate_interest);
    CHECK_FALSE(says(world.ask(), "E_BASIS_SWAP"));
    world.merge(world.person, other);
    CHECK(says(world.ask(), "E_BASIS_SWAP"));
}

TEST_CASE("S3: under two ids it is one reader, and both must pass") {
    auto world = municipal_contact();
    world.add_person(other, known());
    world.record(other, "2025-01-10", Informed{.duty = InformationDuty::art13});
    world.consent();
    CHECK_FALSE(world.ask());
    world.merge(world.person, other);
    CHECK(world.ask());
    world.record(other, "2026-03-01", ConsentWithdrawn{});
    CHECK_FALSE(world.ask());
}

TEST_CASE("a group ends where its links end, and a circle is no matter") {
    auto world = three();
    world.merge(world.person, other);
    world.merge(other, third, "2026-02-02");
    world.merge(third, world.person, "2026-02-03");
    const auto state = [&](RecipientId id) { return world.state(id); };
    CHECK(merged_with(world.person, state(world.person), state).size() == 2);
    CHECK(merged_with(nth<RecipientId>(8), {}, state).empty());
    const auto one = state(world.person), two = state(other), three = state(third);
    const std::vector<Linked> group{{world.person, &one}, {other, &two}, {third, &three}};
    CHECK(merged_by(group, world.person, other) == one.merges.front().index);
    // By way of the second, which was whole before the link between them.
    CHECK(merged_by(group, world.person, third) == two.merges.back().index);
    CHECK(merged_by(group, world.person, nth<RecipientId>(8)) == std::nullopt);
}

TEST_CASE("merges are in the stored standing") {
    auto world = three();
    world.merge(world.person, other);
    const auto state = world.state(world.person);
    REQUIRE(state.merges.size() == 1);
    CHECK(decode_state(encode_state(state)) == state);
}

}  // namespace lawful::rules::testing
