// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

TEST_CASE("G2-2: consent that holds is the basis, with its event") {
    auto world = municipal_contact();
    const auto index = world.consent("2026-01-05");
    const auto decision = world.ask();
    CHECK(says(decision, "G2-2", "A_CONSENT", Effect::pass));
    CHECK(decision.basis == Basis::consent);
    for (const auto& reason : decision.reasons) {
        if (reason.code != "A_CONSENT") continue;
        CHECK(reason.event == index);
        CHECK(reason.since == at("2026-01-05"));
    }
}

TEST_CASE("G2-3: the state of consent that does not hold") {
    auto world = municipal_contact();
    std::string code;
    SUBCASE("none") { code = "E_CONSENT_NONE"; }
    SUBCASE("requested") {
        world.record(world.person, "2026-01-05", ConsentRequested{"newsletter", Channel::email});
        code = "E_CONSENT_REQUESTED";
    }
    SUBCASE("refused") {
        world.record(world.person, "2026-01-05", ConsentRefused{"newsletter", {}});
        code = "E_CONSENT_REFUSED";
    }
    SUBCASE("withdrawn") {
        world.consent();
        world.record(world.person, "2026-02-05", ConsentWithdrawn{"newsletter", {}});
        code = "E_CONSENT_WITHDRAWN";
    }
    SUBCASE("invalidated") {
        const auto index = world.consent();
        world.record(world.person, "2026-02-05", ConsentInvalidated{index, "another person"});
        code = "E_CONSENT_INVALIDATED";
    }
    SUBCASE("expired") {
        world.consent();
        world.purpose().validity = parse_period("P3M");
        code = "E_CONSENT_EXPIRED";
    }
    SUBCASE("unconfirmed") {
        auto form = world.form();
        form.method = ConsentMethod::web_form;
        world.purpose().double_opt_in = true;
        world.record(world.person, "2026-02-05", form);
        code = "E_CONSENT_UNCONFIRMED";
    }
    SUBCASE("given for another address") {
        auto form = world.form();
        form.addresses = {nth<AddressId>(8)};
        world.record(world.person, "2026-02-05", form);
        code = "E_CONSENT_NONE";
    }
    const auto decision = world.ask();
    CAPTURE(print(decision));
    CHECK(blocks(decision, "G2-3", code));
    CHECK(blocks(decision, "NL-1", "E_NL_CONSENT"));
    CHECK_FALSE(decision.basis);
}

TEST_CASE("G2-3: a period ends at the end of its last day in the controller's zone") {
    auto world = municipal_contact();
    world.purpose().validity = parse_period("P1M");
    // 2026-01-31 in Amsterdam; the month is clamped to 28 February, the day ends at 23:00 UTC.
    world.consent("2026-01-30T23:30:00Z");
    CHECK(world.ask("2026-02-28T22:59:59.999Z"));
    CHECK(world.ask().valid_until == at("2026-02-28T23:00:00Z"));
    CHECK(blocks(world.ask("2026-02-28T23:00:00Z"), "G2-3", "E_CONSENT_EXPIRED"));
}

TEST_CASE("G2-3: confirmation completes a double opt-in, and paper needs none") {
    auto world = municipal_contact();
    world.purpose().double_opt_in = true;
    auto form = world.form();
    SUBCASE("a click") {
        form.method = ConsentMethod::email_reply;
        world.record(world.person, "2026-02-05", form);
        CHECK_FALSE(world.ask());
        world.record(world.person, "2026-02-06",
                     ConsentConfirmed{"newsletter", Channel::email, {world.address}, "click"});
    }
    SUBCASE("a signature") { world.record(world.person, "2026-02-05", form); }
    SUBCASE("in person") {
        form.method = ConsentMethod::in_person;
        world.record(world.person, "2026-02-05", form);
    }
    SUBCASE("the whole double opt-in as one event") {
        form.method = ConsentMethod::double_opt_in;
        world.record(world.person, "2026-02-05", form);
    }
    CHECK(world.ask());
}

TEST_CASE("G2-4: consent without who, when, how and which text is no proof") {
    auto world = municipal_contact();
    auto form = world.form();
    SUBCASE("no text") { form.notice_sha256.clear(); }
    SUBCASE("no evidence") { form.evidence.clear(); }
    SUBCASE("no method") { form.method = ConsentMethod::unknown; }
    world.record(world.person, "2026-01-05", form, Origin::imported);
    const auto decision = world.ask();
    CHECK(blocks(decision, "G2-4", "E_CONSENT_NOT_DEMONSTRABLE"));
    CHECK(blocks(decision, "NL-1", "E_NL_CONSENT"));
    CHECK_FALSE(says(decision, "E_NO_BASIS"));
}

TEST_CASE("G2-5: no act, no consent") {
    for (const auto method :
         {ConsentMethod::pre_ticked_box, ConsentMethod::silence, ConsentMethod::inactivity,
          ConsentMethod::scrolling, ConsentMethod::terms_accepted}) {
        auto world = municipal_contact();
        auto form = world.form();
        form.method = method;
        world.record(world.person, "2026-01-05", form);
        CHECK(blocks(world.ask(), "G2-5", "E_CONSENT_NOT_UNAMBIGUOUS"));
    }
}

TEST_CASE("G2-6: one control for several things") {
    auto world = municipal_contact();
    auto form = world.form();
    form.specific = false;
    world.record(world.person, "2026-01-05", form);
    CHECK(blocks(world.ask(), "G2-6", "E_CONSENT_NOT_SPECIFIC"));
}

TEST_CASE("G2-8: an authority's or an employer's consent is out of balance") {
    auto world = consenting_contact();
    CHECK_FALSE(says(world.ask(), "W_CONSENT_IMBALANCE"));
    SUBCASE("an authority") { world.controller().public_authority = true; }
    SUBCASE("an employer") {
        Recipient employee;
        employee.source.kind = SourceKind::subject;
        employee.organisation = world.organisation;
        employee.employee = true;
        world.record(world.person, "2026-02-01", RecipientChanged{employee});
    }
    const auto decision = world.ask();
    CHECK(decision.verdict == Verdict::allow_with_obligations);
    CHECK(says(decision, "G2-8", "W_CONSENT_IMBALANCE", Effect::warn));
}

TEST_CASE("G2-9: the answer at dispatch knows the withdrawal that came after the question") {
    auto world = consenting_contact();
    world.purpose().content = ContentClass::service;
    REQUIRE(world.ask());
    world.record(world.person, "2026-11-23T12:00:00Z", ConsentWithdrawn{"newsletter", {}});
    const auto decision = world.release({});
    CHECK(blocks(decision, "G2-9", "E_CONSENT_WITHDRAWN"));
    CHECK(blocks(decision, "G1-7", "E_CONSENT_WITHDRAWN"));
    CHECK_FALSE(says(world.ask(), "G2-9", "E_CONSENT_WITHDRAWN", Effect::block));
}

TEST_CASE("G2-11: consent from before the purpose changed") {
    auto world = consenting_contact();
    world.purpose().scope_changed = parse_day("2026-01-05");
    CHECK(world.ask());
    world.purpose().scope_changed = parse_day("2026-01-06");
    CHECK(blocks(world.ask(), "G2-11", "E_CONSENT_SCOPE_CHANGED"));
    world.purpose().scope_changed = parse_day("2026-12-01");
    CHECK(world.ask().valid_until == at("2026-11-30T23:00:00Z"));
    CHECK(blocks(world.ask("2026-12-01"), "G2-11", "E_CONSENT_SCOPE_CHANGED"));
}

TEST_CASE("G2-12: old consent wants refreshing, and still holds") {
    auto world = consenting_contact();
    world.purpose().refresh_interval = parse_period("P36M");
    CHECK_FALSE(says(world.ask(), "W_CONSENT_REFRESH_DUE"));
    CHECK(world.ask().valid_until == at("2029-01-05T23:00:00Z"));
    const auto decision = world.ask("2029-01-06");
    CHECK(says(decision, "G2-12", "W_CONSENT_REFRESH_DUE", Effect::warn));
    CHECK(decision);
}

TEST_CASE("any consent that holds is used, whatever was recorded beside it") {
    auto world = municipal_contact();
    auto claimed = world.form();
    claimed.evidence.clear();
    SUBCASE("the claim later") {
        world.consent("2026-01-05");
        world.record(world.person, "2026-03-01", claimed, Origin::imported);
    }
    SUBCASE("the claim earlier") {
        world.record(world.person, "2025-03-01", claimed, Origin::imported);
        world.consent("2026-01-05");
    }
    CHECK(world.ask());
    CHECK_FALSE(says(world.ask(), "E_CONSENT_NOT_DEMONSTRABLE"));
}

TEST_CASE("all that is wrong with a consent is said") {
    auto world = municipal_contact();
    world.purpose().validity = parse_period("P1M");
    world.purpose().scope_changed = parse_day("2026-03-01");
    auto form = world.form();
    form.evidence.clear();
    form.specific = false;
    world.record(world.person, "2026-01-05", form);
    CHECK(blocks_of(world.ask()) ==
          "E_CONSENT_EXPIRED E_CONSENT_NOT_DEMONSTRABLE E_CONSENT_NOT_SPECIFIC "
          "E_CONSENT_SCOPE_CHANGED E_NL_CONSENT");
}
