// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

namespace {

World kept(RetentionStart from, std::string_view period) {
    auto world = consenting_contact();
    world.policy.retention = {
        {"newsletter", from, parse_period(period), RetentionAction::erase_purpose}};
    return world;
}

}  // namespace

TEST_CASE("G1-6: what is kept too long is not used") {
    // Added on 2025-01-10, consent on 2026-01-05; days end in Amsterdam.
    auto world = kept(RetentionStart::created, "P2Y");
    CHECK(world.ask("2027-01-10T22:59:59.999Z"));
    CHECK(world.ask().valid_until == at("2027-01-10T23:00:00Z"));
    CHECK(blocks(world.ask("2027-01-10T23:00:00Z"), "G1-6", "E_RETENTION_EXPIRED"));

    SUBCASE("a rule that only asks for review does not speak") {
        world.policy.retention.front().action = RetentionAction::review;
        CHECK(world.ask());
    }
    SUBCASE("nor one of another purpose") {
        world.policy.retention.front().purpose = "another";
        CHECK(world.ask());
    }
}

TEST_CASE("G1-6: from the last contact, which a refusal does not renew") {
    auto world = kept(RetentionStart::last_contact, "P1Y");
    CHECK(world.ask("2027-01-05"));
    CHECK(blocks(world.ask("2027-01-06"), "G1-6", "E_RETENTION_EXPIRED"));
    world.record(world.person, "2026-12-01", ConsentRefused{"another", {}});
    CHECK(blocks(world.ask("2027-01-06"), "G1-6", "E_RETENTION_EXPIRED"));
}

TEST_CASE("G1-6: from the last message, once there was one") {
    auto world = kept(RetentionStart::last_message, "P1M");
    CHECK(world.ask());
    const auto release =
        world.record(world.address, "2026-09-01", Released{"newsletter", Channel::email, {}});
    world.record(world.address, "2026-09-01", Delivered{release});
    CHECK(blocks(world.ask(), "G1-6", "E_RETENTION_EXPIRED"));
}

TEST_CASE("G1-6: from the end of consent or of a basis, until it begins again") {
    SUBCASE("consent") {
        auto world = kept(RetentionStart::consent_ended, "P1M");
        CHECK(world.ask());
        world.record(world.person, "2026-02-01", ConsentWithdrawn{"newsletter", {}});
        CHECK(blocks(world.ask(), "G1-6", "E_RETENTION_EXPIRED"));
        world.consent("2026-03-01");
        CHECK(world.ask());
    }
    SUBCASE("basis") {
        auto world = kept(RetentionStart::basis_ended, "P1M");
        world.record(world.person, "2026-02-01", BasisEnded{"newsletter", Basis::contract});
        CHECK(blocks(world.ask(), "G1-6", "E_RETENTION_EXPIRED"));
        world.basis(world.person, Basis::contract, "2026-03-01");
        CHECK(world.ask());
    }
}

TEST_CASE("G1-6: who holds the address has not left, and closed requests are not recorded") {
    for (const auto from : {RetentionStart::holder_left, RetentionStart::request_closed}) {
        auto world = kept(from, "P1D");
        world.record(world.person, "2026-02-01",
                     HolderEnded{nth<AddressId>(5), parse_day("2026-02-01")});
        CHECK(world.ask());
    }
}
