// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

namespace {

World operational(std::vector<Basis> bases) {
    auto world = municipal_contact();
    world.purpose().content = ContentClass::operational;
    world.purpose().bases = std::move(bases);
    return world;
}

BasisDeclared bare(Basis basis) {
    BasisDeclared declared;
    declared.purpose = "newsletter";
    declared.basis = basis;
    return declared;
}

}  // namespace

TEST_CASE("G2-1: without a basis, nothing") {
    auto world = operational({Basis::public_task});
    CHECK(blocks_of(world.ask()) == "E_NO_BASIS");

    SUBCASE("of the organisation") {
        world.basis(world.organisation, Basis::public_task);
        const auto decision = world.ask();
        CHECK(decision.verdict == Verdict::allow_with_obligations);
        CHECK(decision.basis == Basis::public_task);
        CHECK(says(decision, "G2-1", "A_BASIS", Effect::pass));
        CHECK(obligations_of(decision) == "E_ART21_4");
    }
    SUBCASE("a basis that the purpose does not allow") {
        world.basis(world.organisation, Basis::contract);
        CHECK(blocks_of(world.ask()) == "E_NO_BASIS");
    }
    SUBCASE("a basis for another purpose") {
        auto other = bare(Basis::public_task);
        other.purpose = "another";
        other.provision = "law";
        world.record(world.organisation, "2026-01-05", other);
        CHECK(blocks_of(world.ask()) == "E_NO_BASIS");
    }
    SUBCASE("a basis that ended") {
        world.basis(world.organisation, Basis::public_task);
        world.record(world.organisation, "2026-02-05",
                     BasisEnded{"newsletter", Basis::public_task});
        CHECK(blocks_of(world.ask()) == "E_NO_BASIS");
    }
    SUBCASE("consent, where the purpose does not rest on it") {
        world.consent();
        CHECK(blocks_of(world.ask()) == "E_NO_BASIS");
    }
    SUBCASE("a declaration called consent is none") {
        world.purpose().bases = {Basis::consent};
        world.record(world.person, "2026-01-05", bare(Basis::consent));
        CHECK(blocks_of(world.ask()) == "E_NO_BASIS E_CONSENT_NONE");
    }
}

TEST_CASE("one valid basis is enough; what fails beside it informs") {
    auto world = operational({Basis::consent, Basis::public_task, Basis::legal_obligation});
    world.basis(world.organisation, Basis::public_task);
    world.record(world.person, "2026-01-05", bare(Basis::legal_obligation));
    const auto decision = world.ask();
    CHECK(decision);
    CHECK(decision.basis == Basis::public_task);
    CHECK(says(decision, "G2-3", "E_CONSENT_NONE", Effect::info));
    CHECK(says(decision, "G2-20", "E_NO_LEGAL_PROVISION", Effect::info));
}

TEST_CASE("G2-13: legitimate interest does not replace refused consent") {
    auto world = operational({Basis::consent, Basis::legitimate_interest});
    SUBCASE("declared after the refusal") {
        world.record(world.person, "2026-02-01", ConsentRefused{"newsletter", {}});
        world.basis(world.organisation, Basis::legitimate_interest, "2026-03-01");
        CHECK(blocks(world.ask(), "G2-13", "E_BASIS_SWAP"));
    }
    SUBCASE("not even when the consent that ended the refusal has expired") {
        world.purpose().validity = parse_period("P1M");
        world.record(world.person, "2026-02-01", ConsentRefused{"newsletter", {}});
        world.consent("2026-03-01");
        world.basis(world.organisation, Basis::legitimate_interest, "2026-03-02");
        CHECK(world.ask("2026-03-03"));
        CHECK(blocks(world.ask("2026-05-01"), "G2-13", "E_BASIS_SWAP"));
    }
    SUBCASE("nor what was declared before the refusal, once that consent has expired") {
        world.purpose().validity = parse_period("P1M");
        world.basis(world.organisation, Basis::legitimate_interest, "2026-01-05");
        world.record(world.person, "2026-02-01", ConsentRefused{"newsletter", {}});
        world.consent("2026-03-01");
        CHECK(blocks(world.ask("2026-05-01"), "G2-13", "E_BASIS_SWAP"));
    }
    SUBCASE("declared before: the refusal stands by itself") {
        world.basis(world.organisation, Basis::legitimate_interest, "2026-01-05");
        world.record(world.person, "2026-02-01", ConsentRefused{"newsletter", {}});
        CHECK_FALSE(says(world.ask(), "E_BASIS_SWAP"));
        CHECK_FALSE(world.ask());
    }
    SUBCASE("a refusal of something else") {
        world.record(world.person, "2026-02-01", ConsentRefused{"another", {}});
        world.basis(world.organisation, Basis::legitimate_interest, "2026-03-01");
        CHECK(world.ask());
    }
}

TEST_CASE("G2-18: an authority has no legitimate interest in its tasks") {
    auto world = operational({Basis::legitimate_interest});
    world.basis(world.person, Basis::legitimate_interest);
    CHECK(world.ask());
    world.controller().public_authority = true;
    CHECK(blocks(world.ask(), "G2-18", "E_LI_PUBLIC_AUTHORITY"));
    world.purpose().within_public_task = false;
    CHECK(world.ask());
}

TEST_CASE("G2-19: a balancing test, dated before the sending") {
    auto world = operational({Basis::legitimate_interest});
    auto declared = bare(Basis::legitimate_interest);
    SUBCASE("none") {}
    SUBCASE("undated") { declared.assessment = "LIA-7"; }
    SUBCASE("dated later") {
        declared.assessment = "LIA-7";
        declared.assessed_on = parse_day("2026-12-01");
    }
    world.record(world.organisation, "2026-01-05", declared);
    CHECK(blocks(world.ask("2026-11-30"), "G2-19", "E_LIA_MISSING"));

    if (declared.assessed_on) {
        CHECK(world.ask().valid_until == at("2026-11-30T23:00:00Z"));
        CHECK(world.ask("2026-12-01"));
    }
}

TEST_CASE("G2-20: law is cited") {
    for (const auto basis : {Basis::legal_obligation, Basis::public_task}) {
        auto world = operational({basis});
        world.record(world.organisation, "2026-01-05", bare(basis));
        CHECK(blocks(world.ask(), "G2-20", "E_NO_LEGAL_PROVISION"));
        world.basis(world.organisation, basis);
        CHECK(world.ask());
        CHECK(world.ask().basis == basis);
    }
}

TEST_CASE("G2-21: a contract binds its parties, and no mailing saves a life") {
    auto world = operational({Basis::contract, Basis::vital_interest});
    SUBCASE("the person's own contract") {
        world.basis(world.person, Basis::contract);
        CHECK(world.ask());
    }
    SUBCASE("without its reference") {
        world.record(world.person, "2026-01-05", bare(Basis::contract));
        CHECK(blocks(world.ask(), "G2-21", "E_BASIS_UNSUITABLE"));
    }
    SUBCASE("the organisation's contract is not its employee's") {
        world.basis(world.organisation, Basis::contract);
        CHECK(blocks(world.ask(), "G2-21", "E_BASIS_UNSUITABLE"));
    }
    SUBCASE("but its role address is its own") {
        auto role = role_address("NL");
        role.purpose() = world.purpose();
        role.basis(role.organisation, Basis::contract);
        CHECK(role.ask());
    }
    SUBCASE("vital interest") {
        world.basis(world.person, Basis::vital_interest);
        CHECK(blocks(world.ask(), "G2-21", "E_BASIS_UNSUITABLE"));
    }
}
