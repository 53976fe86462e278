// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

namespace {

/// Sender and recipient in one country; legitimate interest is on file, so gate 3 decides.
World with_interest(World world, const std::string& country) {
    world.controller().country = country;
    world.purpose().bases = {Basis::legitimate_interest};
    world.purpose().content = ContentClass::commercial;
    return world;
}

World body_in(const std::string& country, Channel channel = Channel::email) {
    World world;
    world.channel = channel;
    world = with_interest(std::move(world), country);
    world.add_organisation(country);
    world.add_address(AddressKind::role);
    world.basis(world.organisation, Basis::legitimate_interest);
    return world;
}

World person_in(const std::string& country, bool employed, Channel channel = Channel::email) {
    World world;
    world.channel = channel;
    world = with_interest(std::move(world), country);
    if (employed) world.add_organisation(country);
    world.add_address(AddressKind::personal, SourceKind::own_customer);
    Recipient person;
    person.country = country;
    person.source.kind = SourceKind::own_customer;
    if (employed) person.organisation = world.organisation;
    world.add_person(person);
    world.inform();
    world.basis(world.person, Basis::legitimate_interest);
    return world;
}

}  // namespace

TEST_CASE("BE-1: consent for advertising by electronic mail") {
    CHECK(blocks(person_in("BE", false).ask(), "BE-1", "E_BE_CONSENT"));
    CHECK(blocks(body_in("BE").ask(), "BE-1", "E_BE_CONSENT"));
    CHECK(blocks(body_in("BE", Channel::sms).ask(), "BE-1", "E_BE_CONSENT"));
    auto world = person_in("BE", false);
    world.consent();
    CHECK(world.ask());
}

TEST_CASE("BE-2: the impersonal address of a legal person") {
    auto world = body_in("BE");
    world.ground(world.address, GroundKind::impersonal);
    const auto decision = world.ask();
    CHECK(decision);
    CHECK(says(decision, "BE-2", "A_BE_IMPERSONAL", Effect::allow));

    auto trader = with_interest(World{}, "BE");
    trader.add_organisation("BE", false);
    trader.add_address(AddressKind::role);
    trader.basis(trader.organisation, Basis::legitimate_interest);
    trader.ground(trader.address, GroundKind::impersonal);
    CHECK(blocks(trader.ask(), "BE-1", "E_BE_CONSENT"));
}

TEST_CASE("BE-3: name.surname@company is a natural person") {
    auto world = person_in("BE", true);
    CHECK(blocks(world.ask(), "BE-3", "E_BE_NAMED_ADDRESS"));
    CHECK(blocks(world.ask(), "BE-1", "E_BE_CONSENT"));
    world.ground(world.organisation, GroundKind::impersonal);
    CHECK(blocks(world.ask(), "BE-3", "E_BE_NAMED_ADDRESS"));
    world.consent();
    CHECK(world.ask());
}

TEST_CASE("BE-4: the own customer, named or not") {
    for (const bool employed : {false, true}) {
        auto world = person_in("BE", employed);
        world.ground(world.person, GroundKind::soft_opt_in);
        const auto decision = world.ask();
        CHECK(decision);
        CHECK(says(decision, "BE-4", "A_SOFT_OPT_IN", Effect::allow));
    }
}

TEST_CASE("BE-5: how to refuse further advertising") {
    auto world = person_in("BE", false);
    world.consent();
    CHECK(says(world.ask(), "BE-5", "E_BE_NO_OPTOUT", Effect::obligation));
    CHECK(blocks(world.release({}), "BE-5", "E_BE_NO_OPTOUT"));
}

TEST_CASE("BE-6: an opt-out is acknowledged, though nothing is sent") {
    auto world = person_in("BE", false);
    CHECK_FALSE(says(world.ask(), "O_BE_ACK"));
    world.record(world.person, "2026-02-01", Objected{});
    const auto decision = world.ask();
    CHECK(decision.verdict == Verdict::deny);
    CHECK(says(decision, "BE-6", "O_BE_ACK", Effect::obligation));
    CHECK(obligations_of(decision) == "O_BE_ACK");
    CHECK_FALSE(decision.obligations.front().blocking);
}

TEST_CASE("BE-7: recognisable as advertising, and whose") {
    auto world = person_in("BE", false);
    world.consent();
    CHECK(says(world.ask(), "BE-7", "E_BE_NOT_IDENTIFIABLE", Effect::obligation));
    CHECK(blocks(world.release({}), "BE-7", "E_BE_NOT_IDENTIFIABLE"));
}

TEST_CASE("DE-1: express consent, of consumers and businesses") {
    CHECK(blocks(person_in("DE", false).ask(), "DE-1", "E_DE_CONSENT"));
    CHECK(blocks(person_in("DE", true).ask(), "DE-1", "E_DE_CONSENT"));
    auto body = body_in("DE");
    const auto now = body.ask();
    CHECK(blocks(now, "DE-1", "E_DE_CONSENT"));
    const auto article = [](const Decision& decision) {
        for (const auto& reason : decision.reasons) {
            if (reason.rule == "DE-1") return reason.article;
        }
        return std::string();
    };
    CHECK(article(now) == "UWG 7(2) Nr. 2");
    CHECK(article(body.ask("2022-05-27")) == "UWG 7(2) Nr. 3");
}

TEST_CASE("DE-2: the customer's address from a sale") {
    auto world = person_in("DE", false);
    world.ground(world.person, GroundKind::soft_opt_in);
    CHECK(says(world.ask(), "DE-2", "A_SOFT_OPT_IN", Effect::allow));
    CHECK(world.ask());
}

TEST_CASE("DE-3: calls to consumers by express, to businesses by presumed consent") {
    auto consumer = person_in("DE", false, Channel::call);
    consumer.ground(consumer.person, GroundKind::presumed_consent);
    CHECK(blocks(consumer.ask(), "DE-3", "E_DE_CALL"));
    for (auto business : {person_in("DE", true, Channel::call), body_in("DE", Channel::call)}) {
        CHECK(blocks(business.ask(), "DE-3", "E_DE_CALL"));
        business.ground(business.address, GroundKind::presumed_consent);
        CHECK(business.ask());
    }
}

TEST_CASE("DE-4: proof of a consumer's consent to calls is kept") {
    auto world = person_in("DE", false, Channel::call);
    world.consent();
    const auto decision = world.ask();
    CHECK(decision.verdict == Verdict::allow_with_obligations);
    CHECK(says(decision, "DE-4", "O_DE_7A", Effect::obligation));
    CHECK_FALSE(says(person_in("DE", true, Channel::call).ask(), "O_DE_7A"));
}

TEST_CASE("FR-1: consent of natural persons") {
    CHECK(blocks(person_in("FR", false).ask(), "FR-1", "E_FR_CONSENT"));
    CHECK(blocks(person_in("FR", true).ask(), "FR-1", "E_FR_CONSENT"));
    CHECK_FALSE(says(body_in("FR").ask(), "E_FR_CONSENT"));
}

TEST_CASE("FR-2: a professional, about the profession") {
    auto world = person_in("FR", true);
    world.ground(world.person, GroundKind::professional);
    CHECK(says(world.ask(), "FR-2", "A_FR_B2B", Effect::allow));
    CHECK(world.ask());
    auto consumer = person_in("FR", false);
    consumer.ground(consumer.person, GroundKind::professional);
    CHECK(blocks(consumer.ask(), "FR-1", "E_FR_CONSENT"));
}

TEST_CASE("FR-3: the generic address of a legal person") {
    auto world = body_in("FR");
    world.ground(world.address, GroundKind::impersonal);
    CHECK(says(world.ask(), "FR-3", "A_FR_GENERIC", Effect::allow));
    CHECK(world.ask());
}

TEST_CASE("FR-4: the customer's address, own analogous products") {
    auto world = person_in("FR", false);
    world.ground(world.person, GroundKind::soft_opt_in);
    CHECK(says(world.ask(), "FR-4", "A_SOFT_OPT_IN", Effect::allow));
    CHECK(world.ask());
}

TEST_CASE("FR-5: canvassing consumers by phone from 11 August 2026") {
    auto world = person_in("FR", false, Channel::call);
    CHECK(world.ask("2026-08-10"));
    CHECK(world.ask().valid_until == at("2026-08-10T22:00:00Z"));
    CHECK(blocks(world.ask("2026-08-11"), "FR-5", "E_FR_CALL"));
    CHECK_FALSE(says(person_in("FR", true, Channel::call).ask(), "E_FR_CALL"));
    world.ground(world.person, GroundKind::call_exception);
    CHECK(world.ask());
}

TEST_CASE("XX-1: Austria, Spain, Italy and Ireland ask consent of any recipient") {
    for (const char* country : {"AT", "ES", "IT", "IE"}) {
        const auto code = std::string("E_") + country + "_CONSENT";
        CHECK(blocks(person_in(country, false).ask(), "XX-1", code));
        CHECK(blocks(person_in(country, true).ask(), "XX-1", code));
        if (std::string_view(country) == "IE") continue;
        CHECK(blocks(body_in(country).ask(), "XX-1", code));
    }
}

TEST_CASE("XX-2: Irish legal persons that did not refuse, and business contacts") {
    auto body = body_in("IE");
    CHECK(says(body.ask(), "XX-2", "A_IE_BUSINESS", Effect::allow));
    CHECK(body.ask());
    body.record(body.organisation, "2026-02-01", ConsentRefused{});
    CHECK(blocks(body.ask(), "XX-1", "E_IE_CONSENT"));

    auto business = person_in("IE", true);
    business.ground(business.address, GroundKind::business_activity);
    CHECK(business.ask());
}

TEST_CASE("a row lifts only the rows of its own country's profile") {
    auto world = body_in("IE");
    world.controller().country = "AT";
    const auto decision = world.ask();
    CHECK(says(decision, "XX-1", "E_IE_CONSENT", Effect::info));
    CHECK(blocks(decision, "XX-1", "E_AT_CONSENT"));
}
