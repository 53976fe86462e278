// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

namespace {

World info_address(SourceKind source = SourceKind::public_source) {
    auto world = role_address("NL", source);
    world.purpose().bases = {Basis::legitimate_interest};
    world.basis(world.organisation, Basis::legitimate_interest);
    return world;
}

World called(SourceKind source) {
    World world;
    world.channel = Channel::call;
    world.purpose().bases = {Basis::legitimate_interest};
    world.add_address(AddressKind::personal);
    Recipient person;
    person.country = "NL";
    person.source.kind = source;
    world.add_person(person);
    world.inform();
    world.inform(InformationDuty::art14);
    world.basis(world.person, Basis::legitimate_interest);
    return world;
}

}  // namespace

TEST_CASE("NL-1: consent of any end-user, legal persons too") {
    CHECK(blocks(municipal_contact().ask(), "NL-1", "E_NL_CONSENT"));
    CHECK(blocks(info_address(SourceKind::subject).ask(), "NL-1", "E_NL_CONSENT"));
    CHECK_FALSE(says(consenting_contact().ask(), "E_NL_CONSENT"));

    auto role = info_address(SourceKind::subject);
    role.record(role.organisation, "2026-02-01", role.form());
    CHECK(role.ask());
}

TEST_CASE("NL-2: an address published for such messages") {
    auto world = info_address();
    world.ground(world.address, GroundKind::designated);
    const auto decision = world.ask();
    CHECK(decision.verdict == Verdict::allow_with_obligations);
    CHECK(says(decision, "NL-2", "A_NL_DESIGNATED", Effect::allow));
    CHECK(says(decision, "NL-1", "E_NL_CONSENT", Effect::info));
    CHECK(decision.basis == Basis::legitimate_interest);
}

TEST_CASE("NL-2: with page, time and quotation; not for consumers; not by a colleague's address") {
    SUBCASE("no quotation") {
        auto world = info_address();
        GroundDeclared ground;
        ground.kind = GroundKind::designated;
        ground.url = "https://example.org";
        ground.captured = at("2026-01-05");
        world.record(world.address, "2026-01-05", ground);
        CHECK(blocks(world.ask(), "NL-1", "E_NL_CONSENT"));
    }
    SUBCASE("a professional") {
        auto world = municipal_contact();
        world.purpose().bases = {Basis::legitimate_interest};
        world.basis(world.person, Basis::legitimate_interest);
        world.ground(world.organisation, GroundKind::designated);
        CHECK_FALSE(world.ask());
        world.ground(world.address, GroundKind::designated);
        CHECK(world.ask());
    }
    SUBCASE("a consumer") {
        World world;
        world.purpose().bases = {Basis::legitimate_interest};
        world.add_address(AddressKind::personal);
        Recipient person;
        person.country = "NL";
        person.source.kind = SourceKind::subject;
        world.add_person(person);
        world.inform();
        world.basis(world.person, Basis::legitimate_interest);
        world.ground(world.address, GroundKind::designated);
        CHECK(blocks(world.ask(), "NL-1", "E_NL_CONSENT"));
    }
}

TEST_CASE("NL-3: plainly published is not designated") {
    auto world = info_address();
    CHECK(blocks(world.ask(), "NL-3", "E_NL_NOT_DESIGNATED"));
    CHECK(blocks(world.ask(), "NL-1", "E_NL_CONSENT"));
    CHECK_FALSE(says(info_address(SourceKind::subject).ask(), "E_NL_NOT_DESIGNATED"));
    world.record(world.address, "2026-02-01", world.form());
    CHECK_FALSE(says(world.ask(), "E_NL_NOT_DESIGNATED"));
}

TEST_CASE("NL-4: outside the EEA, by that country's rules") {
    auto world = role_address("US");
    world.purpose().bases = {Basis::legitimate_interest};
    world.basis(world.organisation, Basis::legitimate_interest);
    CHECK(blocks(world.ask(), "NL-1", "E_NL_CONSENT"));
    CHECK(blocks(world.ask(), "EU-1", "E_EPRIV_CONSENT"));
    world.ground(world.organisation, GroundKind::outside_eea);
    const auto decision = world.ask();
    CHECK(decision);
    CHECK(says(decision, "NL-4", "A_NL_OUTSIDE_EEA", Effect::allow));
    CHECK_FALSE(says(decision, "E_EPRIV_CONSENT"));

    auto swedish = role_address("SE");
    swedish.purpose().bases = {Basis::legitimate_interest};
    swedish.basis(swedish.organisation, Basis::legitimate_interest);
    swedish.ground(swedish.organisation, GroundKind::outside_eea);
    CHECK(blocks(swedish.ask(), "EU-1", "E_EPRIV_CONSENT"));
    CHECK(blocks(swedish.ask(), "NL-1", "E_NL_CONSENT"));
}

TEST_CASE("NL-5: the Dutch soft opt-in, for donors too") {
    auto world = municipal_contact();
    world.purpose().content = ContentClass::charitable;
    world.ground(world.person, GroundKind::soft_opt_in);
    const auto decision = world.ask();
    CHECK(decision);
    CHECK(says(decision, "NL-5", "A_SOFT_OPT_IN", Effect::allow));
}

TEST_CASE("NL-6: a call, before and after 1 July 2026") {
    auto stranger = called(SourceKind::partner);
    CHECK(blocks(stranger.ask("2026-06-01"), "NL-6", "E_NL_CALL_CONSENT"));
    CHECK(blocks(stranger.ask("2026-07-02"), "NL-6", "E_NL_CALL_CONSENT"));

    auto customer = called(SourceKind::own_customer);
    CHECK(customer.ask("2026-06-30"));
    CHECK(customer.ask().valid_until == at("2026-06-30T22:00:00Z"));
    CHECK(blocks(customer.ask("2026-06-30T22:00:00Z"), "NL-6", "E_NL_CALL_CONSENT"));

    customer.ground(customer.person, GroundKind::call_exception);
    CHECK(customer.ask());
    stranger.consent();
    CHECK(stranger.ask());
}

TEST_CASE("NL-7: the real sender, and an address or number for stop requests") {
    auto world = consenting_contact();
    CHECK(says(world.ask(), "NL-7", "E_NL_IDENTITY", Effect::obligation));
    CHECK(blocks(world.release({"E_SENDER_HIDDEN", "E_NO_STOP_ADDRESS", "E_ART21_4"}), "NL-7",
                 "E_NL_IDENTITY"));
    world.controller().country = "BE";
    CHECK(says(world.ask(), "NL-7", "E_NL_IDENTITY", Effect::obligation));
}

TEST_CASE("NL-8: an operational message is outside Tw 11.7, and inside the GDPR") {
    auto world = municipal_contact();
    world.purpose().content = ContentClass::operational;
    world.purpose().bases = {Basis::public_task};
    CHECK(blocks_of(world.ask()) == "E_NO_BASIS");
    world.basis(world.organisation, Basis::public_task);
    CHECK(says(world.ask(), "NL-8", "A_NL_OUT_OF_SCOPE", Effect::allow));
    CHECK(world.ask());

    auto german = role_address("DE");
    german.controller().country = "DE";
    german.purpose() = world.purpose();
    CHECK_FALSE(says(german.ask(), "A_NL_OUT_OF_SCOPE"));
}
