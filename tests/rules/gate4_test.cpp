// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

namespace {

/// A consenting contact whose data came from somebody else on 2026-10-30.
World from_partner() {
    World world;
    world.add_organisation("NL");
    world.add_address(AddressKind::personal);
    Recipient person;
    person.organisation = world.organisation;
    person.source.kind = SourceKind::partner;
    person.source.obtained = parse_day("2026-10-31");
    world.add_person(person);
    world.consent();
    return world;
}

void deliver(World& world, std::string_view when) {
    const auto release =
        world.record(world.address, when, Released{"newsletter", Channel::email, {}});
    world.record(world.address, when, Delivered{release});
}

}  // namespace

TEST_CASE("G4-1: collected from the person without telling them") {
    for (const auto source : {SourceKind::subject, SourceKind::own_customer}) {
        World world;
        world.add_organisation("NL");
        world.add_address(AddressKind::personal);
        Recipient person;
        person.organisation = world.organisation;
        person.source.kind = source;
        world.add_person(person);
        world.consent();
        CHECK(blocks_of(world.ask()) == "E_ART13_MISSING");
        world.inform(InformationDuty::art14);
        CHECK(blocks_of(world.ask()) == "E_ART13_MISSING");
        world.inform(InformationDuty::art13);
        CHECK(world.ask());
    }
}

TEST_CASE("G4-2: a month after obtaining, or with the first message, the notice is overdue") {
    auto world = from_partner();
    CHECK_FALSE(says(world.ask("2026-11-30T22:59:59Z"), "E_ART14_OVERDUE"));
    CHECK(world.ask().valid_until == at("2026-11-30T23:00:00Z"));
    const auto decision = world.ask("2026-11-30T23:00:00Z");
    CHECK(decision.verdict == Verdict::allow_with_obligations);
    CHECK(says(decision, "G4-2", "E_ART14_OVERDUE", Effect::breach));

    SUBCASE("given") {
        world.inform(InformationDuty::art14, "2026-11-10");
        CHECK_FALSE(says(world.ask(), "E_ART14_OVERDUE"));
    }
    SUBCASE("at the first message") {
        deliver(world, "2026-11-02");
        CHECK(says(world.ask("2026-11-03"), "G4-2", "E_ART14_OVERDUE", Effect::breach));
    }
}

TEST_CASE("G4-3: the first message carries the notice of Art. 14") {
    auto world = from_partner();
    CHECK(says(world.ask(), "G4-3", "E_ART14_FIRST_MESSAGE", Effect::obligation));
    CHECK(blocks(world.release({}), "G4-3", "E_ART14_FIRST_MESSAGE"));
    world.inform(InformationDuty::art14, "2026-11-10");
    CHECK_FALSE(says(world.ask(), "E_ART14_FIRST_MESSAGE"));
}

TEST_CASE("G4-4: the right to object, with the first message") {
    auto world = consenting_contact();
    CHECK(says(world.ask(), "G4-4", "E_ART21_4", Effect::obligation));
    CHECK(blocks(world.release({}), "G4-4", "E_ART21_4"));
    deliver(world, "2026-11-02");
    CHECK_FALSE(says(world.ask(), "E_ART21_4"));

    SUBCASE("not where there is nothing to object to under 21") {
        auto other = consenting_contact();
        other.purpose().content = ContentClass::service;
        CHECK_FALSE(says(other.ask(), "E_ART21_4"));
    }
}

TEST_CASE("G4-5: an exemption from Art. 14 has its reason on record") {
    auto world = from_partner();
    Recipient person;
    person.organisation = world.organisation;
    person.source.kind = SourceKind::public_source;
    person.source.art14_exemption = "14(5)(b)";
    world.record(world.person, "2026-11-01", RecipientChanged{person});
    CHECK(blocks(world.ask(), "G4-5", "E_ART14_EXEMPTION_UNDOCUMENTED"));

    person.source.exemption_reason = "200 000 people, see memo 4";
    world.record(world.person, "2026-11-02", RecipientChanged{person});
    const auto decision = world.ask();
    CHECK(decision);
    CHECK_FALSE(says(decision, "E_ART14_FIRST_MESSAGE"));
    CHECK_FALSE(says(decision, "E_ART14_OVERDUE"));
}

TEST_CASE("G4-6: a substantive change of the notice is told actively") {
    auto world = consenting_contact();
    Notice notice;
    notice.purpose = "newsletter";
    notice.language = "nl";
    notice.version = "2";
    notice.used_from = parse_day("2026-12-01");
    notice.substantive_change = true;
    world.policy.notices = {notice};
    CHECK_FALSE(says(world.ask(), "W_NOTICE_CHANGE"));
    CHECK(world.ask().valid_until == at("2026-11-30T23:00:00Z"));
    CHECK(says(world.ask("2026-12-01"), "G4-6", "W_NOTICE_CHANGE", Effect::warn));

    SUBCASE("told") { world.inform(InformationDuty::notice_change, "2026-12-02"); }
    SUBCASE("consented anew") { world.consent("2026-12-02"); }
    SUBCASE("mere rewording") { world.policy.notices.front().substantive_change = false; }
    SUBCASE("another purpose's") { world.policy.notices.front().purpose = "another"; }
    CHECK_FALSE(says(world.ask("2026-12-03"), "W_NOTICE_CHANGE"));
}

TEST_CASE("gate 4 is about people: a role address is not told") {
    auto world = role_address("NL", SourceKind::public_source);
    world.record(world.address, "2026-02-01", world.form());
    const auto decision = world.ask();
    CHECK(decision);
    CHECK(obligations_of(decision) ==
          "E_NO_STOP_ADDRESS E_SENDER_HIDDEN E_NL_IDENTITY W_NO_ONE_CLICK");
}
