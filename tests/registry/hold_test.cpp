// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "registry/shelf.hpp"

using namespace lawful;
using namespace support;

namespace {

const LegalHoldPlaced suit{.purpose = {}, .reason = "claim for damages", .case_reference = "C/13/7"};

struct Held : Fixture {
    Subject self() const { return registry.id(); }
    std::optional<ErrorCode> erasing(RecipientId who) {
        return error_of([&] { return registry.erase(who, ErasureGround::consent_withdrawn); });
    }
    std::vector<LegalHold> holds() const {
        std::vector<LegalHold> all;
        registry.list([&](const LegalHold& hold) { all.push_back(hold); });
        return all;
    }
    LegalHoldPlaced on_news() const {
        auto placed = suit;
        placed.purpose = "news";
        return placed;
    }

    OrganisationId school = registry.add(Organisation{.name = "School", .country = "NL"});
    RecipientId anna = person("Anna Smit", SourceKind::subject, school);
    AddressId desk = mailbox_of(anna, "desk@school.example");
};

}  // namespace

TEST_CASE("a person held is erased only when the hold was released") {
    Held at;
    const auto hold = at.registry.record(at.anna, suit);
    CHECK(at.erasing(at.anna) == ErrorCode::legal_hold);
    CHECK(at.registry.show(at.anna).recipient.name == "Anna Smit");
    at.registry.record(at.anna, LegalHoldReleased{hold, "case closed"});
    CHECK(at.erasing(at.anna) == std::nullopt);
    CHECK(at.registry.check_store().faults.empty());
}

TEST_CASE("a hold on an organisation holds its people, and no others") {
    Held at;
    const auto eva = at.person("Eva Vos");
    at.registry.record(at.school, suit);
    CHECK(at.erasing(at.anna) == ErrorCode::legal_hold);
    CHECK(at.erasing(eva) == std::nullopt);
}

TEST_CASE("a hold on a purpose holds whoever something is recorded of for it") {
    Held at;
    const auto eva = at.person("Eva Vos");
    at.consent(at.anna, {at.desk});
    at.registry.record(at.self(), at.on_news());
    CHECK(at.erasing(at.anna) == ErrorCode::legal_hold);
    CHECK(at.erasing(eva) == std::nullopt);
}

TEST_CASE("a denial of every purpose, a collection for it and what only the address was told are held too") {
    Held at;
    const auto eva = at.person("Eva Vos");
    SUBCASE("a denial of every purpose") { at.registry.record(eva, ConsentWithdrawn{}); }
    SUBCASE("collected for it") {
        auto changed = at.registry.show(eva).recipient;
        changed.source.collected_for = "news";
        at.registry.record(eva, RecipientChanged{changed});
    }
    SUBCASE("told of the address alone") {
        const auto own = at.mailbox("eva@school.example");
        at.registry.record(own, ConsentRefused{"news", Channel::email});
        at.registry.record(eva, HolderAdded{own, day("2026-01-05")});
    }
    at.registry.record(at.self(), at.on_news());
    const auto before = at.registry.ledger_size();
    CHECK(at.erasing(eva) == ErrorCode::legal_hold);
    CHECK(at.registry.ledger_size() == before);
    CHECK(at.registry.check_store().faults.empty());
}

TEST_CASE("an address is held by its organisation too") {
    Held at;
    const auto loose = at.registry.add(Address{.text = "los@school.example", .organisation = at.school});
    const auto erasing = [&] {
        return error_of([&] { return at.registry.erase(loose, ErasureGround::unnecessary); });
    };
    const auto hold = at.registry.record(at.school, suit);
    CHECK(erasing() == ErrorCode::legal_hold);
    at.registry.record(at.school, LegalHoldReleased{hold, "case closed"});
    CHECK(erasing() == std::nullopt);
}

TEST_CASE("who was erased after a hold stays erased when a copy with the hold is put back") {
    Shelf at;
    const auto hold = at.registry->record(at.jan, suit);
    at.keep();
    at.registry->record(at.jan, LegalHoldReleased{hold, "case closed"});
    at.registry->erase(at.jan, ErasureGround::consent_withdrawn);
    at.put_back();
    at.open();
    CHECK(error_of([&] { return at.registry->show(at.jan); }) == ErrorCode::erased);
    CHECK(at.registry->check_store().faults.empty());
}

TEST_CASE("holds are listed with their reason and case until they are released") {
    Held at;
    const auto on_anna = at.registry.record(at.anna, suit);
    at.clock->advance(24h);
    const auto on_purpose = at.registry.record(at.self(), at.on_news());
    auto holds = at.holds();
    REQUIRE(holds.size() == 2);
    CHECK(holds[0].event == on_purpose);
    CHECK(holds[0].purpose == "news");
    CHECK(holds[1].event == on_anna);
    CHECK(holds[1].subject == Subject(at.anna));
    CHECK(holds[1].reason == suit.reason);
    CHECK(holds[1].case_reference == suit.case_reference);
    CHECK(holds[1].since < holds[0].since);
    at.registry.record(at.anna, LegalHoldReleased{on_anna, "case closed"});
    holds = at.holds();
    REQUIRE(holds.size() == 1);
    CHECK(holds[0].event == on_purpose);
}

TEST_CASE("a hold that lacks something, or that there is none of, is refused") {
    Held at;
    const auto refused = [&](const Subject& subject, const EventBody& body) {
        return error_of([&] { return at.registry.record(subject, body); });
    };
    CHECK(refused(at.anna, LegalHoldPlaced{.reason = "claim"}) == ErrorCode::invalid_record);
    CHECK(refused(at.anna, LegalHoldPlaced{.case_reference = "7"}) == ErrorCode::invalid_record);
    CHECK(refused(at.anna, at.on_news()) == ErrorCode::invalid_record);
    CHECK(refused(at.self(), suit) == ErrorCode::invalid_record);
    CHECK(refused(at.desk, suit) == ErrorCode::invalid_record);
    auto unknown = at.on_news();
    unknown.purpose = "none";
    CHECK(refused(at.self(), unknown) == ErrorCode::unknown_purpose);
    CHECK(refused(at.anna, LegalHoldReleased{3, "over"}) == ErrorCode::unknown_id);
    const auto hold = at.registry.record(at.anna, suit);
    CHECK(refused(at.anna, LegalHoldReleased{hold, " "}) == ErrorCode::invalid_record);
    CHECK(refused(at.school, LegalHoldReleased{hold, "over"}) == ErrorCode::unknown_id);
}

TEST_CASE("a hold changes no answer") {
    Held at;
    at.consent(at.anna, {at.desk});
    const auto before = at.ask("desk@school.example");
    at.registry.record(at.anna, suit);
    const auto after = at.ask("desk@school.example");
    CHECK(before.verdict == Verdict::allow_with_obligations);
    CHECK(after.verdict == before.verdict);
    CHECK(after.reasons.size() == before.reasons.size());
}

TEST_CASE("whoever got somebody's data is named when the person is erased") {
    Held at;
    at.registry.record(at.anna, Disclosed{"Drukkerij De Pers", {"name", "address"}, "news"});
    at.registry.record(at.anna, Disclosed{"Accountant", {"name"}, {}});
    at.registry.record(at.anna, Disclosed{"Accountant", {"address"}, {}});
    CHECK(error_of([&] { return at.registry.record(at.anna, Disclosed{" ", {}, {}}); }) == ErrorCode::invalid_record);
    CHECK(error_of([&] { return at.registry.record(at.desk, Disclosed{"Accountant", {}, {}}); }) ==
          ErrorCode::invalid_record);
    const auto receipt = at.registry.erase(at.anna, ErasureGround::unnecessary);
    CHECK(receipt.tell == std::vector<std::string>{"Accountant", "Drukkerij De Pers"});
    CHECK(at.registry.erase(at.anna, ErasureGround::unnecessary).tell.empty());
}
