// SPDX-License-Identifier: Apache-2.0
#include "registry/keeping.hpp"

using namespace lawful;
using namespace support;

TEST_CASE("who is held stays, and the plan says since when") {
    Keeping at(RetentionAction::erase_person);
    at.withdraw();
    at.registry.record(at.anna, LegalHoldPlaced{{}, "claim for damages", "C/13/7"});
    const auto since = at.clock->now();
    at.clock->set("2026-03-02T09:00:00Z");
    const auto plan = at.retention().plan();
    REQUIRE(plan.entries.size() == 1);
    CHECK(plan.entries.front().held == since);
    const auto run = at.retention().apply(plan);
    CHECK(run.held == 1);
    CHECK(run.erased == 0);
    CHECK(at.registry.show(at.anna).recipient.name == "Anna Smit");
}

TEST_CASE("who has an address of a held organisation stays, and the rest of the plan is done") {
    Keeping at(RetentionAction::erase_person);
    const auto eva = at.person("Eva Vos");
    const auto school = at.registry.add(Organisation{.name = "School", .country = "NL"});
    const auto room = at.registry.add(Address{.text = "room@school.example", .organisation = school});
    at.registry.record(eva, HolderAdded{room, day("2026-01-05")});
    at.withdraw();
    at.consent(eva, {room});
    at.clock->advance(1h);
    at.registry.record(eva, ConsentWithdrawn{"news", {}});
    at.registry.record(school, LegalHoldPlaced{{}, "claim for damages", "C/13/7"});
    at.clock->set("2026-03-02T09:00:00Z");
    const auto run = at.run();
    CHECK(run.held == 1);
    CHECK(run.erased == 1);
    CHECK(at.registry.show(eva).recipient.name == "Eva Vos");
    CHECK(error_of([&] { static_cast<void>(at.registry.show(at.anna)); }) == ErrorCode::erased);
}

TEST_CASE("of a purpose too nothing goes that a hold is on") {
    Keeping at(RetentionAction::erase_purpose);
    const auto school = at.registry.add(Organisation{.name = "School", .country = "NL"});
    const auto room = at.registry.add(Address{.text = "room@school.example", .organisation = school});
    at.registry.record(at.anna, HolderAdded{room, day("2026-01-05")});
    at.registry.record(school, LegalHoldPlaced{{}, "claim for damages", "C/13/7"});
    at.withdraw();
    const auto size = at.registry.ledger_size();
    CHECK(error_of([&] { at.registry.erase(at.anna, "news", ErasureGround::consent_withdrawn); }) ==
          ErrorCode::legal_hold);
    CHECK(at.registry.ledger_size() == size);
}
