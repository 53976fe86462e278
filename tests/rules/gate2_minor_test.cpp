// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

namespace {

/// Somebody in that country, without an organisation, whose birth is on record.
World person_of(std::string country, std::optional<Day> born) {
    World world;
    world.add_address(AddressKind::personal);
    Recipient person;
    person.country = std::move(country);
    person.source.kind = SourceKind::subject;
    person.born = born;
    world.add_person(person);
    world.inform();
    return world;
}

World& with_consent(World& world, GivenBy given_by, std::string_view when = "2026-01-05") {
    auto form = world.form();
    form.given_by = given_by;
    world.record(world.person, when, form);
    return world;
}

}  // namespace

TEST_CASE("G2-14: a child's consent to an online service needs a parent") {
    struct Case {
        const char* country;
        const char* born;
        bool denied;
    };
    for (const auto& [country, born, denied] :
         {Case{"NL", "2010-01-06", true}, Case{"NL", "2010-01-05", false},
          Case{"BE", "2013-01-06", true}, Case{"BE", "2013-01-05", false},
          Case{"FR", "2011-01-06", true}, Case{"FR", "2011-01-05", false},
          Case{"US", "2010-01-06", true}, Case{"", "2010-01-06", true}}) {
        CAPTURE(country);
        CAPTURE(born);
        auto world = person_of(country, parse_day(born));
        world.purpose().information_society_service = true;
        with_consent(world, GivenBy::subject);
        CHECK(blocks(world.ask(), "G2-14", "E_CHILD_CONSENT") == denied);
        with_consent(world, GivenBy::representative, "2026-01-06");
        CHECK(world.ask());
    }
}

TEST_CASE("G2-14: consent that a child could not give does not heal with age") {
    auto world = person_of("NL", parse_day("2010-06-01"));
    world.purpose().information_society_service = true;
    with_consent(world, GivenBy::subject);
    CHECK(blocks(world.ask("2030-01-01"), "G2-14", "E_CHILD_CONSENT"));
    with_consent(world, GivenBy::subject, "2026-06-01");
    CHECK(world.ask("2030-01-01"));
}

TEST_CASE("G2-15: in the Netherlands, who is under 16 or under guardianship is represented") {
    auto world = person_of("NL", parse_day("2010-01-06"));
    with_consent(world, GivenBy::subject);
    CHECK(blocks(world.ask(), "G2-15", "E_REPRESENTATIVE_REQUIRED"));

    SUBCASE("by a representative") {
        with_consent(world, GivenBy::representative, "2026-01-06");
        CHECK(world.ask());
    }
    SUBCASE("not for free help or advice") {
        world.purpose().help_service = true;
        CHECK(world.ask());
    }
    SUBCASE("not elsewhere") {
        auto belgian = person_of("BE", parse_day("2010-01-06"));
        with_consent(belgian, GivenBy::subject);
        CHECK(belgian.ask());
    }
    SUBCASE("guardianship at any age") {
        auto adult = person_of("NL", {});
        Recipient person;
        person.country = "NL";
        person.source.kind = SourceKind::subject;
        person.under_guardianship = true;
        adult.record(adult.person, "2025-02-01", RecipientChanged{person});
        with_consent(adult, GivenBy::subject);
        CHECK(blocks(adult.ask(), "G2-15", "E_REPRESENTATIVE_REQUIRED"));
    }
    SUBCASE("an age on record that cannot be read is a child's") {
        auto facts = world.facts();
        facts.holders.front().state.person->born.reset();
        CHECK(blocks(rules::decide(facts), "G2-15", "E_REPRESENTATIVE_REQUIRED"));
    }
}
