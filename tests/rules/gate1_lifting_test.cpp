// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

namespace {

World withdrawn_contact() {
    auto world = consenting_contact();
    world.record(world.person, "2026-02-01", ConsentWithdrawn{"newsletter", {}});
    return world;
}

}  // namespace

TEST_CASE("a denial ends by later consent of the person, with proof, that was not imported") {
    auto world = withdrawn_contact();
    REQUIRE_FALSE(world.ask());
    auto form = world.form();
    auto origin = Origin::direct;
    std::string when = "2026-03-01";
    bool lifts = false;

    SUBCASE("given anew") { lifts = true; }
    SUBCASE("renewed") {
        world.record(world.person, when, ConsentRenewed{form});
        lifts = true;
    }
    SUBCASE("imported") { origin = Origin::imported; }
    SUBCASE("at the same instant: a tie denies") { when = "2026-02-01"; }
    SUBCASE("dated before it, though recorded later") { when = "2026-01-20"; }
    SUBCASE("without the text") { form.notice_sha256.clear(); }
    SUBCASE("without evidence") { form.evidence.clear(); }
    SUBCASE("by an unknown method") { form.method = ConsentMethod::unknown; }
    SUBCASE("by a ticked box") { form.method = ConsentMethod::pre_ticked_box; }
    SUBCASE("together with something else") { form.specific = false; }
    SUBCASE("for another address") { form.addresses = {nth<AddressId>(9)}; }
    SUBCASE("for another channel") { form.channel = Channel::sms; }
    SUBCASE("for another purpose") { form.purpose = "another"; }

    world.record(world.person, when, form, origin);
    const auto decision = world.ask();
    CAPTURE(print(decision));
    CHECK(bool(decision) == lifts);
    CHECK(says(decision, "E_CONSENT_WITHDRAWN") != lifts);
}

TEST_CASE("recorded before the denial is not later, whatever the dates say") {
    auto world = municipal_contact();
    world.consent("2026-03-01");
    world.record(world.person, "2026-02-01", ConsentWithdrawn{});
    CHECK(blocks(world.ask(), "G1-7", "E_CONSENT_WITHDRAWN"));
}

TEST_CASE("an invalidated or unconfirmed consent lifts nothing") {
    auto world = withdrawn_contact();
    SUBCASE("invalidated") {
        const auto index = world.consent("2026-03-01");
        REQUIRE(world.ask());
        world.record(world.person, "2026-04-01", ConsentInvalidated{index, "another person"});
        CHECK(blocks(world.ask(), "G1-7", "E_CONSENT_WITHDRAWN"));
    }
    SUBCASE("unconfirmed") {
        world.purpose().double_opt_in = true;
        auto form = world.form();
        form.method = ConsentMethod::web_form;
        world.record(world.person, "2026-03-01", form);
        CHECK(blocks(world.ask(), "G1-7", "E_CONSENT_WITHDRAWN"));
        world.record(world.person, "2026-03-02",
                     ConsentConfirmed{"newsletter", Channel::email, {world.address}, "click"});
        CHECK(world.ask());
    }
}

TEST_CASE("consent lifts every denial it is later than") {
    auto world = withdrawn_contact();
    world.purpose().art18_exception.clear();
    world.record(world.address, "2026-02-02", ConsentRefused{});
    world.record(world.organisation, "2026-02-03", ConsentWithdrawn{});
    world.record(world.person, "2026-02-04", Objected{});
    world.record(world.person, "2026-02-05",
                 Objected{{}, {}, ObjectionKind::own_situation});
    world.suppressions = {{{}, at("2026-02-06"), world.next++}};
    CHECK(blocks_of(world.ask()).starts_with(
        "E_OBJECTED_DM E_SUPPRESSED E_CONSENT_REFUSED E_CONSENT_WITHDRAWN E_CONSENT_WITHDRAWN "
        "E_OBJECTED"));
    world.consent("2026-03-01");
    CHECK(world.ask());
}

TEST_CASE("what one consent lifts, an older one does not use") {
    auto world = withdrawn_contact();
    world.purpose().validity = parse_period("P1Y");
    auto form = world.form();
    world.record(world.person, "2026-03-01", form);
    CHECK(world.ask());
    // The renewed consent is found invalid: the withdrawn one does not come back.
    world.record(world.person, "2026-04-01", ConsentInvalidated{world.next - 1, "mistaken"});
    CHECK_FALSE(world.ask());
}

TEST_CASE("a role address's denial ends by its own consent or its organisation's") {
    auto world = role_address("NL");
    world.record(world.address, "2026-02-01", ConsentRefused{});
    world.record(world.organisation, "2026-02-02", ConsentWithdrawn{});
    Subject subject = world.address;
    SUBCASE("the address's") {}
    SUBCASE("the organisation's") { subject = world.organisation; }
    CHECK_FALSE(world.ask());
    world.record(subject, "2026-03-01", world.form());
    CHECK(world.ask());
}

TEST_CASE("another's denial at a related address ends by their consent only") {
    auto world = consenting_contact();
    const auto twin = nth<AddressId>(7);
    rules::SubjectState other;
    other.denials.push_back(
        {rules::DenialKind::withdrawn, "newsletter", {}, at("2026-02-01"), 50});
    world.related = {{other, {twin}}};
    CHECK(blocks(world.ask(), "G1-7", "E_CONSENT_WITHDRAWN"));
    world.next = 60;
    world.consent("2026-03-01");
    CHECK_FALSE(world.ask());

    auto form = world.form();
    form.addresses = {twin};
    rules::apply(world.related.front().state, 70,
                 {.subject = world.person,
                  .occurred = at("2026-03-01"),
                  .recorded = at("2026-03-01"),
                  .origin = Origin::direct,
                  .cause = {},
                  .body = form});
    CHECK(world.ask());
}

TEST_CASE("no row's lifts reach gates 0, 1, 2 or 4") {
    auto world = municipal_contact();
    world.holders.clear();
    Recipient person;
    person.organisation = world.organisation;
    person.source.kind = SourceKind::subject;
    world.add_person(nth<RecipientId>(2), person);
    world.record(nth<RecipientId>(2), "2026-02-01", ConsentRefused{});
    world.record(nth<RecipientId>(2), "2026-02-01", Restricted{});
    world.suppressions = {{{}, at("2026-02-01"), 80}};
    const auto without = blocks_of(world.ask());
    REQUIRE(without.find("E_NL_CONSENT") != std::string::npos);
    REQUIRE(without.find("E_ART13_MISSING") != std::string::npos);

    world.rows.push_back({.id = "NL-99",
                          .country = "NL",
                          .when = "always",
                          .ground = "",
                          .audience = "any",
                          .channels = {Channel::email},
                          .effect = "allow",
                          .code = "A_TEST",
                          .lifts = {"G0-2", "G1-1", "G1-2", "G1-4", "G1-7", "G1-8", "G2-1", "G2-3",
                                    "G4-1", "NL-1"},
                          .article = "none",
                          .valid_from = {},
                          .valid_to = {}});
    const auto decision = world.ask();
    CHECK(says(decision, "NL-1", "E_NL_CONSENT", Effect::info));
    CHECK(blocks_of(decision) ==
          "E_SUPPRESSED E_RESTRICTED E_CONSENT_REFUSED E_NO_BASIS E_CONSENT_REFUSED "
          "E_ART13_MISSING");
}

TEST_CASE("only an allow lifts") {
    auto world = municipal_contact();
    auto row = world.rows.front();
    row.country = "NL";
    row.when = "always";
    row.code = "W_TEST";
    row.lifts = {"NL-1"};
    for (const char* effect : {"warn", "pass", "info", "skip", "obligation"}) {
        row.effect = effect;
        world.rows = rules::national_rows();
        world.rows.push_back(row);
        CHECK(blocks(world.ask(), "NL-1", "E_NL_CONSENT"));
    }
}
