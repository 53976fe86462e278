// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

TEST_CASE("G2-16: special categories need their own condition, or explicit consent") {
    auto world = consenting_contact();
    world.purpose().special_category = true;
    CHECK(blocks(world.ask(), "G2-16", "E_SPECIAL_CATEGORY"));

    SUBCASE("another condition of 9(2)") {
        world.purpose().art9_condition = "9(2)(h)";
        CHECK(world.ask());
    }
    SUBCASE("9(2)(a) is explicit consent") {
        world.purpose().art9_condition = "9(2)(a)";
        CHECK(blocks(world.ask(), "G2-16", "E_SPECIAL_CATEGORY"));
    }
    SUBCASE("explicit consent, even with a later one that is not") {
        auto form = world.form();
        form.explicit_consent = true;
        world.record(world.person, "2026-01-04", form);
        CHECK(world.ask());
    }
    SUBCASE("explicit consent that was ended since does not come back") {
        auto form = world.form();
        form.explicit_consent = true;
        world.record(world.person, "2026-02-01", form);
        SUBCASE("by an objection") { world.record(world.person, "2026-03-01", Objected{}); }
        SUBCASE("by a withdrawal") { world.record(world.person, "2026-03-01", ConsentWithdrawn{}); }
        world.consent("2026-04-01");
        CHECK(blocks_of(world.ask()) == "E_SPECIAL_CATEGORY");
    }
}

TEST_CASE("G2-17: criminal data needs the law's authority") {
    auto world = consenting_contact();
    world.purpose().criminal_data = true;
    CHECK(blocks(world.ask(), "G2-17", "E_CRIMINAL_DATA"));
    world.purpose().art10_authorisation = "UAVG art 33";
    CHECK(world.ask());
}

TEST_CASE("G2-22: a new purpose must fit the one of collection") {
    auto world = municipal_contact();
    Recipient person;
    person.organisation = world.organisation;
    person.source.kind = SourceKind::subject;
    person.source.collected_for = "case-work";
    world.record(world.person, "2025-02-01", RecipientChanged{person});
    world.purpose().content = ContentClass::operational;
    world.purpose().bases = {Basis::consent, Basis::legitimate_interest, Basis::public_task};
    world.basis(world.organisation, Basis::legitimate_interest);
    CHECK(blocks_of(world.ask()) == "E_PURPOSE_INCOMPATIBLE");

    SUBCASE("compatible") { world.purpose().compatible_with = {"case-work"}; }
    SUBCASE("consent") { world.consent(); }
    SUBCASE("law, be it beside another basis") {
        world.basis(world.organisation, Basis::public_task);
    }
    SUBCASE("the same purpose") {
        person.source.collected_for = "newsletter";
        world.record(world.person, "2025-03-01", RecipientChanged{person});
    }
    CHECK(world.ask());
}
