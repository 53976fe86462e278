// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

namespace {

Objected objection(ObjectionKind kind, std::optional<std::string> purpose = {}) {
    return {.purpose = std::move(purpose), .channel = {}, .kind = kind};
}

}  // namespace

TEST_CASE("G1-1: an objection to direct marketing is absolute") {
    auto world = consenting_contact();
    const auto index = world.record(world.person, "2026-02-01",
                                    objection(ObjectionKind::direct_marketing));
    const auto decision = world.ask();
    CHECK(blocks(decision, "G1-1", "E_OBJECTED_DM"));
    CHECK(decision.reasons.front().event == index);
    CHECK(decision.reasons.front().since == at("2026-02-01"));

    SUBCASE("it does not reach what is no marketing") {
        world.purpose().content = ContentClass::operational;
        CHECK(world.ask());
    }
    SUBCASE("a request for consent is marketing") {
        world.purpose().content = ContentClass::operational;
        world.purpose().asks_consent = true;
        CHECK(blocks(world.ask(), "G1-1", "E_OBJECTED_DM"));
    }
    SUBCASE("nothing resolves it") {
        world.record(world.person, "2026-03-01",
                     ObjectionResolved{index, ObjectionOutcome::compelling_grounds, "none"});
        CHECK(blocks(world.ask(), "G1-1", "E_OBJECTED_DM"));
    }
}

TEST_CASE("G1-2: a suppressed address stays away") {
    auto world = consenting_contact();
    SUBCASE("for every purpose") { world.suppressions = {{{}, at("2026-02-01"), 900}}; }
    SUBCASE("for this purpose") { world.suppressions = {{{"newsletter"}, at("2026-02-01"), 900}}; }
    CHECK(blocks(world.ask(), "G1-2", "E_SUPPRESSED"));

    world.suppressions.front().purposes = {"another"};
    CHECK(world.ask());
}

TEST_CASE("G1-2: an address that nobody recorded still shows its suppression and its denials") {
    World world;
    world.suppressions = {{{}, at("2026-02-01"), 4}};
    rules::SubjectState other;
    other.denials.push_back({rules::DenialKind::withdrawn, {}, {}, at("2026-02-01"), 3});
    world.related = {{other, {nth<AddressId>(9)}}};
    CHECK(blocks_of(world.ask()) == "E_SUPPRESSED E_CONSENT_WITHDRAWN E_UNKNOWN_ADDRESS");
}

TEST_CASE("G1-3: an open objection under 21(1) suspends 6(1)(e) and (f)") {
    auto world = municipal_contact();
    world.purpose().content = ContentClass::operational;
    world.purpose().bases = {Basis::public_task, Basis::contract};
    world.basis(world.organisation, Basis::public_task);
    CHECK(world.ask());
    const auto index = world.record(world.person, "2026-02-01",
                                    objection(ObjectionKind::own_situation));
    CHECK(blocks(world.ask(), "G1-3", "E_OBJECTION_PENDING"));
    CHECK(blocks(world.ask(), "G1-7", "E_OBJECTED"));

    SUBCASE("upheld: it stands, and is pending no more") {
        world.record(world.person, "2026-03-01",
                     ObjectionResolved{index, ObjectionOutcome::upheld, ""});
        CHECK(blocks_of(world.ask()) == "E_OBJECTED");
    }
    SUBCASE("compelling grounds end it") {
        world.record(world.person, "2026-03-01",
                     ObjectionResolved{index, ObjectionOutcome::compelling_grounds, "21(1)"});
        CHECK(world.ask());
    }
    SUBCASE("another basis is not pending, but objected to") {
        world.record(world.organisation, "2026-03-01",
                     BasisEnded{world.purpose().id, Basis::public_task});
        world.basis(world.person, Basis::contract);
        CHECK(blocks_of(world.ask()) == "E_OBJECTED");
    }
}

TEST_CASE("G1-4: a restriction stops everything that Art. 18(2) does not name") {
    auto world = consenting_contact();
    Subject subject = world.person;
    SUBCASE("of the person") {}
    SUBCASE("of the address") { subject = world.address; }
    world.record(subject, "2026-02-01", Restricted{RestrictionGround::accuracy});
    CHECK(blocks(world.ask(), "G1-4", "E_RESTRICTED"));

    SUBCASE("a purpose that is excepted") {
        world.purpose().art18_exception = "legal_claims";
        CHECK(world.ask());
    }
    SUBCASE("the subject's later consent") {
        world.consent("2026-03-01");
        CHECK(world.ask());
    }
    SUBCASE("lifted") {
        world.record(subject, "2026-03-01",
                     RestrictionLifted{parse_day("2026-02-20"), "corrected"});
        CHECK(world.ask());
    }
}

TEST_CASE("G1-5: an erased person or address") {
    auto world = consenting_contact();
    auto facts = world.facts();
    facts.holders.front().state.erased = 40;
    auto decision = rules::decide(facts);
    CHECK(blocks(decision, "G1-5", "E_ERASED"));
    CHECK(decision.reasons.front().event == 40);

    rules::Facts gone = world.facts();
    gone.address_id.reset();
    gone.address = {};
    gone.address.erased = 41;
    gone.holders.clear();
    CHECK(blocks(rules::decide(gone), "G1-5", "E_ERASED"));
}

TEST_CASE("G1-7: a refusal, withdrawal or objection stands over any other basis") {
    auto world = consenting_contact();
    world.purpose().bases = {Basis::consent, Basis::contract};
    world.purpose().content = ContentClass::service;
    world.basis(world.person, Basis::contract, "2026-06-01");
    Subject subject = world.person;
    SUBCASE("of the person") {}
    SUBCASE("of the address") { subject = world.address; }
    SUBCASE("of the organisation") { subject = world.organisation; }

    SUBCASE("refused") {
        world.record(subject, "2026-02-01", ConsentRefused{});
        CHECK(blocks(world.ask(), "G1-7", "E_CONSENT_REFUSED"));
    }
    SUBCASE("withdrawn, for this purpose and channel") {
        world.record(subject, "2026-02-01", ConsentWithdrawn{"newsletter", Channel::email});
        CHECK(blocks(world.ask(), "G1-7", "E_CONSENT_WITHDRAWN"));
    }
    SUBCASE("objected to this purpose by name, though it is no marketing") {
        world.record(subject, "2026-02-01",
                     objection(ObjectionKind::direct_marketing, "newsletter"));
        CHECK(blocks(world.ask(), "G1-7", "E_OBJECTED"));
    }
}

TEST_CASE("G1-7: a denial of another purpose or channel does not reach this one") {
    auto world = consenting_contact();
    world.record(world.person, "2026-02-01", ConsentWithdrawn{"another", {}});
    world.record(world.person, "2026-02-01", ConsentRefused{{}, Channel::sms});
    world.record(world.person, "2026-02-01",
                 Objected{"another", {}, ObjectionKind::direct_marketing});
    CHECK(world.ask());
}

TEST_CASE("G1-7: the organisation of a shared mailbox binds whoever reads it") {
    auto world = consenting_contact();
    auto facts = world.facts();
    rules::SubjectState body;
    body.denials.push_back({rules::DenialKind::refused, {}, {}, at("2026-03-01"), 90});
    facts.organisation = body;
    CHECK(blocks(rules::decide(facts), "G1-7", "E_CONSENT_REFUSED"));
}

TEST_CASE("G1-8: nobody is behind the address") {
    World world;
    CHECK(blocks_of(world.ask()) == "E_UNKNOWN_ADDRESS");
    world.add_organisation("NL");

    SUBCASE("a personal address without a holder") { world.add_address(AddressKind::personal); }
    SUBCASE("a shared one") { world.add_address(AddressKind::shared); }
    SUBCASE("unassigned") { world.add_address(AddressKind::unassigned); }
    SUBCASE("a role without organisation") {
        AddressAdded added;
        added.kind = AddressKind::role;
        world.record(world.address, "2025-01-10", added);
    }
    SUBCASE("a number is no mailbox") {
        AddressAdded added;
        added.medium = Medium::phone;
        world.record(world.address, "2025-01-10", added);
        world.add_person(Recipient{});
    }
    CHECK(blocks_of(world.ask()) == "E_UNKNOWN_ADDRESS");
    world.record(world.address, "2025-02-01", ConsentRefused{});
    CHECK(blocks_of(world.ask()) == "E_CONSENT_REFUSED E_UNKNOWN_ADDRESS");
}

TEST_CASE("several holders: every one must pass, and each says why not") {
    auto world = consenting_contact();
    world.record(world.address, "2026-01-01",
                 AddressChanged{AddressKind::shared, {}, SourceKind::subject});
    CHECK(world.ask());
    const auto colleague = nth<RecipientId>(2);
    Recipient person;
    person.organisation = world.organisation;
    person.source.kind = SourceKind::subject;
    world.add_person(colleague, person);
    CHECK(blocks_of(world.ask()) ==
          "E_NO_BASIS E_CONSENT_NONE E_NL_CONSENT E_ART13_MISSING");

    world.record(colleague, "2026-02-01", Informed{.duty = InformationDuty::art13});
    world.record(colleague, "2026-02-01", world.form());
    CHECK(world.ask());
    world.record(colleague, "2026-03-01", ConsentWithdrawn{});
    CHECK(blocks(world.ask(), "G1-7", "E_CONSENT_WITHDRAWN"));
}
