// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

TEST_CASE("G0-1: an address that is none has an answer of its own") {
    const auto decision = rules::invalid_address();
    CHECK(blocks(decision, "G0-1", "E_ADDR_INVALID"));
    CHECK(decision.reasons.size() == 1);
}

TEST_CASE("G0-2: a purpose that is not declared, or not for the channel") {
    auto world = consenting_contact();
    CHECK(world.ask());
    world.purpose().channels = {Channel::post};
    CHECK(blocks(world.ask(), "G0-2", "E_PURPOSE_UNREGISTERED"));

    auto facts = world.facts();
    facts.purpose = nullptr;
    CHECK(blocks(rules::decide(facts), "G0-2", "E_PURPOSE_UNREGISTERED"));
}

TEST_CASE("G0-3: an unknown country is told, and has the strictest rows") {
    World world;
    world.controller().country = "BE";
    world.purpose().bases = {Basis::legitimate_interest};
    world.add_organisation("");
    world.add_address(AddressKind::role);
    world.basis(world.organisation, Basis::legitimate_interest);
    world.ground(world.address, GroundKind::impersonal);

    const auto decision = world.ask();
    CHECK(says(decision, "G0-3", "W_JURISDICTION_UNKNOWN", Effect::warn));
    CHECK(blocks(decision, "EU-1", "E_EPRIV_CONSENT"));
    CHECK_FALSE(says(decision, "W_TWO_JURISDICTIONS"));

    auto known = consenting_contact();
    CHECK_FALSE(says(known.ask(), "W_JURISDICTION_UNKNOWN"));
}

TEST_CASE("G0-4: two countries must both allow") {
    auto world = role_address("BE");
    world.purpose().bases = {Basis::legitimate_interest};
    world.basis(world.organisation, Basis::legitimate_interest);
    world.ground(world.address, GroundKind::impersonal);
    auto decision = world.ask();
    CHECK(says(decision, "G0-4", "W_TWO_JURISDICTIONS", Effect::warn));
    CHECK(blocks(decision, "NL-1", "E_NL_CONSENT"));
    CHECK(says(decision, "BE-1", "E_BE_CONSENT", Effect::info));

    world.controller().country = "BE";
    decision = world.ask();
    CHECK_FALSE(says(decision, "W_TWO_JURISDICTIONS"));
    CHECK(decision);

    world.controller().country = "FI";
    CHECK(blocks(world.ask(), "EU-1", "E_EPRIV_CONSENT"));
}

TEST_CASE("two countries without rows of their own are one profile") {
    auto world = role_address("SE");
    world.controller().country = "FI";
    const auto decision = world.ask();
    CHECK_FALSE(says(decision, "W_TWO_JURISDICTIONS"));
    CHECK(blocks(decision, "EU-1", "E_EPRIV_CONSENT"));
}
