// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

namespace {

/// A consumer, customer of the sender, both in a country; nothing but the e-mail address on file.
World customer_in(std::string country, SourceKind source = SourceKind::own_customer) {
    World world;
    world.controller().country = country;
    world.purpose().content = ContentClass::commercial;
    world.add_address(AddressKind::personal, source);
    Recipient person;
    person.country = std::move(country);
    person.source.kind = source;
    world.add_person(person);
    world.inform();
    world.inform(InformationDuty::art14);
    return world;
}

}  // namespace

TEST_CASE("EU-0: what is no marketing skips gate 3") {
    for (const auto content : {ContentClass::operational, ContentClass::service,
                               ContentClass::legal_notice, ContentClass::research}) {
        auto world = municipal_contact();
        world.purpose().content = content;
        world.purpose().bases = {Basis::public_task};
        world.basis(world.organisation, Basis::public_task);
        const auto decision = world.ask();
        CHECK(decision);
        CHECK(says(decision, "EU-0", "A_NOT_DM", Effect::skip));
        CHECK_FALSE(says(decision, "E_SENDER_HIDDEN"));
        CHECK_FALSE(says(decision, "W_NO_ONE_CLICK"));
    }
    for (const auto content : {ContentClass::commercial, ContentClass::idealistic,
                               ContentClass::charitable, ContentClass::political}) {
        auto world = municipal_contact();
        world.purpose().content = content;
        CHECK(blocks(world.ask(), "NL-1", "E_NL_CONSENT"));
        CHECK_FALSE(says(world.ask(), "A_NOT_DM"));
    }
}

TEST_CASE("EU-0: but skips no other gate") {
    auto world = consenting_contact();
    world.purpose().content = ContentClass::operational;
    REQUIRE(world.ask());
    world.record(world.person, "2026-02-01", ConsentWithdrawn{});
    CHECK(blocks(world.ask(), "G1-7", "E_CONSENT_WITHDRAWN"));
}

TEST_CASE("EU-1: where no national row is, consent for electronic marketing to anyone") {
    for (const char* country : {"SE", "PL", "US"}) {
        auto world = customer_in(country);
        CHECK(blocks(world.ask(), "EU-1", "E_EPRIV_CONSENT"));
        world.consent();
        CHECK(world.ask());
    }
    auto world = customer_in("NL");
    CHECK_FALSE(says(world.ask(), "E_EPRIV_CONSENT"));
}

TEST_CASE("EU-1: a letter is no electronic message") {
    auto world = customer_in("SE");
    world.channel = Channel::post;
    world.log.clear();
    world.holders.clear();
    world.add_address(AddressKind::personal);
    Recipient person;
    person.country = "SE";
    person.source.kind = SourceKind::subject;
    world.add_person(person);
    world.inform();
    world.purpose().bases = {Basis::legitimate_interest};
    world.basis(world.person, Basis::legitimate_interest);
    const auto decision = world.ask();
    CHECK(decision);
    CHECK(obligations_of(decision) == "E_ART21_4");
}

TEST_CASE("EU-2: the soft opt-in lifts the country's row and stands in for a basis") {
    for (const char* country : {"SE", "NL", "BE", "DE", "FR", "AT", "ES", "IT", "IE"}) {
        CAPTURE(country);
        auto world = customer_in(country);
        REQUIRE_FALSE(world.ask());
        world.ground(world.person, GroundKind::soft_opt_in);
        const auto decision = world.ask();
        CAPTURE(print(decision));
        CHECK(decision.verdict == Verdict::allow_with_obligations);
        CHECK(says(decision, "EU-2", "A_SOFT_OPT_IN", Effect::allow));
        CHECK(says(decision, "G2-1", "E_NO_BASIS", Effect::info));
        CHECK_FALSE(decision.basis);
    }
}

TEST_CASE("EU-2: only complete, only undenied, only for electronic mail, only for its purposes") {
    auto world = customer_in("NL");
    GroundDeclared ground{.kind = GroundKind::soft_opt_in,
                          .purposes = {},
                          .url = {},
                          .captured = {},
                          .quote = {},
                          .evidence = "invoice 17",
                          .opt_out_at_collection = true,
                          .own_similar = true,
                          .in_sale = true};
    SUBCASE("no opt-out at collection") { ground.opt_out_at_collection = false; }
    SUBCASE("not own and similar") { ground.own_similar = false; }
    SUBCASE("no sale") { ground.in_sale = false; }
    SUBCASE("no evidence") { ground.evidence.clear(); }
    SUBCASE("another purpose") { ground.purposes = {"another"}; }
    SUBCASE("denied") { world.record(world.person, "2026-02-01", ConsentRefused{}); }
    world.record(world.person, "2026-03-01", ground);
    const auto decision = world.ask();
    CHECK(blocks(decision, "G2-1", "E_NO_BASIS"));
    CHECK(blocks(decision, "NL-1", "E_NL_CONSENT"));
    CHECK_FALSE(says(decision, "A_SOFT_OPT_IN"));
}

TEST_CASE("EU-2: no machine phones on a soft opt-in") {
    World world;
    world.channel = Channel::automated_call;
    world.add_address(AddressKind::personal, SourceKind::own_customer);
    Recipient person;
    person.country = "NL";
    person.source.kind = SourceKind::own_customer;
    world.add_person(person);
    world.inform();
    world.ground(world.person, GroundKind::soft_opt_in);
    CHECK(blocks(world.ask(), "NL-1", "E_NL_CONSENT"));
}

TEST_CASE("EU-3: a soft opt-in from somebody else's customer") {
    for (const auto source :
         {SourceKind::partner, SourceKind::third_party, SourceKind::public_source}) {
        auto world = customer_in("NL", source);
        world.ground(world.person, GroundKind::soft_opt_in);
        CHECK(blocks(world.ask(), "EU-3", "E_SOFT_OPT_IN_NOT_OWN"));
        CHECK(blocks(world.ask(), "NL-1", "E_NL_CONSENT"));
        world.consent();
        const auto decision = world.ask();
        CHECK(decision);
        CHECK(says(decision, "EU-3", "E_SOFT_OPT_IN_NOT_OWN", Effect::info));
    }
}

TEST_CASE("EU-4: every marketing message names its sender and an address for stop requests") {
    for (const char* country : {"NL", "SE", "DE"}) {
        auto world = customer_in(country);
        world.consent();
        const auto decision = world.ask();
        CHECK(says(decision, "EU-4", "E_SENDER_HIDDEN", Effect::obligation));
        CHECK(says(decision, "EU-4", "E_NO_STOP_ADDRESS", Effect::obligation));
        CHECK(blocks(world.release({}), "EU-4", "E_SENDER_HIDDEN"));
        CHECK(blocks(world.release({}), "EU-4", "E_NO_STOP_ADDRESS"));
    }
}

TEST_CASE("EU-5: asking for consent by e-mail is marketing itself") {
    auto world = municipal_contact();
    world.purpose().content = ContentClass::operational;
    world.purpose().asks_consent = true;
    world.purpose().bases = {Basis::public_task};
    world.basis(world.organisation, Basis::public_task);
    CHECK(blocks(world.ask(), "EU-5", "E_CONSENT_REQUEST_IS_DM"));
    CHECK(blocks(world.ask(), "NL-1", "E_NL_CONSENT"));

    world.ground(world.address, GroundKind::designated);
    const auto decision = world.ask();
    CHECK(decision);
    CHECK_FALSE(says(decision, "E_CONSENT_REQUEST_IS_DM"));
}

TEST_CASE("a row of a condition that this version does not know blocks, and never allows") {
    auto world = consenting_contact();
    NationalRow row = world.rows.front();
    row.country = "NL";
    row.when = "full_moon";
    row.code = "E_UNKNOWN";
    row.id = "NL-98";
    row.effect = "block";
    world.rows.push_back(row);
    CHECK(blocks(world.ask(), "NL-98", "E_UNKNOWN"));
    world.rows.back().effect = "allow";
    CHECK_FALSE(says(world.ask(), "E_UNKNOWN"));
}
