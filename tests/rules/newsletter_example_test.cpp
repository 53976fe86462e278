// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

/// The worked example: a Dutch foundation writes its partners a newsletter.

namespace {

World partner_body(const std::string& country, SourceKind source) {
    auto world = role_address(country, source);
    world.purpose().bases = {Basis::consent, Basis::legitimate_interest};
    world.basis(world.organisation, Basis::legitimate_interest);
    return world;
}

}  // namespace

TEST_CASE("a municipal contact without consent is denied, for three reasons") {
    const auto decision = municipal_contact().ask();
    CHECK(decision.verdict == Verdict::deny);
    CHECK(blocks_of(decision) == "E_NO_BASIS E_CONSENT_NONE E_NL_CONSENT");
    CHECK(decision.obligations.empty());
    CHECK_FALSE(decision.basis);
    CHECK_FALSE(decision.valid_until);
}

TEST_CASE("the same contact with a form may be written to, with obligations") {
    const auto decision = consenting_contact().ask();
    CHECK(decision.verdict == Verdict::allow_with_obligations);
    CHECK(decision.basis == Basis::consent);
    CHECK(blocks_of(decision).empty());
    CHECK(obligations_of(decision) ==
          "E_NO_STOP_ADDRESS E_SENDER_HIDDEN E_NL_IDENTITY E_ART21_4 W_NO_ONE_CLICK");
}

TEST_CASE("a bare yes without proof does not do") {
    auto world = municipal_contact();
    auto claim = world.form();
    claim.notice.reset();
    claim.notice_sha256.clear();
    claim.method = ConsentMethod::unknown;
    claim.evidence.clear();
    world.record(world.person, "2024-01-05", claim, Origin::imported);
    CHECK(blocks_of(world.ask()) == "E_CONSENT_NOT_DEMONSTRABLE E_NL_CONSENT");
}

TEST_CASE("info@ found on a page was not designated") {
    const auto decision = partner_body("NL", SourceKind::public_source).ask();
    CHECK(blocks_of(decision) == "E_NL_CONSENT E_NL_NOT_DESIGNATED");
    CHECK(decision.basis == Basis::legitimate_interest);
}

TEST_CASE("a designated address, with an assessed interest, may be written to") {
    auto world = partner_body("NL", SourceKind::public_source);
    world.ground(world.address, GroundKind::designated);
    const auto decision = world.ask();
    CHECK(decision.verdict == Verdict::allow_with_obligations);
    CHECK(says(decision, "A_NL_DESIGNATED"));
    CHECK(obligations_of(decision) ==
          "E_NO_STOP_ADDRESS E_SENDER_HIDDEN E_NL_IDENTITY W_NO_ONE_CLICK");
}

TEST_CASE("Belgian contact@: allowed in Belgium, denied from the Netherlands") {
    auto world = partner_body("BE", SourceKind::public_source);
    world.ground(world.address, GroundKind::impersonal);
    auto decision = world.ask();
    CHECK(blocks_of(decision) == "E_NL_CONSENT E_NL_NOT_DESIGNATED");
    CHECK(says(decision, "BE-1", "E_BE_CONSENT", Effect::info));
    CHECK(says(decision, "G0-4", "W_TWO_JURISDICTIONS", Effect::warn));

    world.controller().country = "BE";
    decision = world.ask();
    CHECK(decision.verdict == Verdict::allow_with_obligations);
    CHECK(obligations_of(decision) ==
          "E_NO_STOP_ADDRESS E_SENDER_HIDDEN E_BE_NO_OPTOUT E_BE_NOT_IDENTIFIABLE W_NO_ONE_CLICK");
}

TEST_CASE("a Belgian named address is denied by both laws") {
    auto world = municipal_contact();
    world.record(world.organisation, "2025-02-01",
                 OrganisationChanged{{.name = "Stad", .country = "BE", .sector = {}}});
    CHECK(blocks_of(world.ask()) ==
          "E_NO_BASIS E_CONSENT_NONE E_NL_CONSENT E_BE_CONSENT E_BE_NAMED_ADDRESS");
    world.consent();
    CHECK(world.ask());
}

TEST_CASE("an operational notice on a public task needs no consent") {
    auto world = municipal_contact();
    world.purpose().content = ContentClass::operational;
    world.purpose().bases = {Basis::public_task};
    world.basis(world.organisation, Basis::public_task);
    const auto decision = world.ask();
    CHECK(decision);
    CHECK(decision.basis == Basis::public_task);
    CHECK(says(decision, "EU-0", "A_NOT_DM", Effect::skip));
    CHECK(says(decision, "NL-8", "A_NL_OUT_OF_SCOPE", Effect::allow));
    CHECK(obligations_of(decision) == "E_ART21_4");

    world.record(world.person, "2026-02-01", Objected{{}, {}, ObjectionKind::own_situation});
    CHECK(blocks_of(world.ask()) == "E_OBJECTION_PENDING E_OBJECTED");
}
