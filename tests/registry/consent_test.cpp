// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "registry/support.hpp"

using namespace support;
using lawful::Verdict;

TEST_CASE("nobody knows the address: denied") {
    Fixture fixture;
    const auto answer = fixture.ask("nobody@school.example");
    CHECK(answer.verdict == Verdict::deny);
    CHECK(says(answer, "E_UNKNOWN_ADDRESS"));
    CHECK(answer.ledger_size == fixture.registry.ledger_size());
}

TEST_CASE("a signed form allows, and what the message must contain comes with it") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    CHECK(fixture.ask("jan@school.example").verdict == Verdict::deny);
    fixture.consent(jan, {mail});
    const auto answer = fixture.ask("Jan@School.example");
    CHECK(answer.verdict == Verdict::allow_with_obligations);
    CHECK(answer.basis == lawful::Basis::consent);
    CHECK(says(answer, "A_CONSENT"));
    CHECK(static_cast<bool>(answer));
}

TEST_CASE("consent reaches only the addresses it names") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto work = fixture.mailbox_of(jan, "jan@work.example");
    fixture.mailbox_of(jan, "jan@home.example");
    fixture.consent(jan, {work});
    CHECK(fixture.ask("jan@work.example"));
    CHECK_FALSE(fixture.ask("jan@home.example"));
}

TEST_CASE("a denial reaches all of the person's addresses") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto work = fixture.mailbox_of(jan, "jan@work.example");
    const auto home = fixture.mailbox_of(jan, "jan@home.example");
    fixture.consent(jan, {work, home});
    fixture.clock->advance(1h);
    fixture.registry.record(jan, lawful::ConsentWithdrawn{"news", lawful::Channel::email});
    for (const auto* address : {"jan@work.example", "jan@home.example"}) {
        const auto answer = fixture.ask(address);
        CHECK(answer.verdict == Verdict::deny);
        CHECK(says(answer, "E_CONSENT_WITHDRAWN"));
    }
}

TEST_CASE("a denial that names only an address binds it and everybody who reads it") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto eva = fixture.person("Eva");
    const auto shared = fixture.mailbox_of(jan, "team@school.example");
    fixture.registry.record(eva, lawful::HolderAdded{shared, day("2026-01-05")});
    const auto own = fixture.mailbox_of(eva, "eva@school.example");
    fixture.consent(jan, {shared});
    fixture.consent(eva, {shared, own});
    CHECK(fixture.ask("team@school.example"));
    fixture.clock->advance(1h);
    fixture.registry.record(shared, lawful::ConsentWithdrawn{"news", lawful::Channel::email});
    CHECK_FALSE(fixture.ask("team@school.example"));
    CHECK_FALSE(fixture.ask("eva@school.example"));
}

TEST_CASE("of a shared mailbox every holder must pass") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto eva = fixture.person("Eva");
    const auto shared = fixture.mailbox_of(jan, "team@school.example");
    fixture.consent(jan, {shared});
    CHECK(fixture.ask("team@school.example"));
    fixture.registry.record(eva, lawful::HolderAdded{shared, day("2026-01-05")});
    CHECK_FALSE(fixture.ask("team@school.example"));
    fixture.consent(eva, {shared});
    CHECK(fixture.ask("team@school.example"));
}

TEST_CASE("a successor inherits neither consent nor denial") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "principal@school.example");
    fixture.consent(jan, {mail});
    fixture.clock->set("2026-06-01T09:00:00Z");
    fixture.registry.record(jan, lawful::HolderEnded{mail, day("2026-05-01")});
    CHECK(says(fixture.ask("principal@school.example"), "E_UNKNOWN_ADDRESS"));
    const auto eva = fixture.person("Eva");
    fixture.registry.record(eva, lawful::HolderAdded{mail, day("2026-05-01")});
    CHECK(says(fixture.ask("principal@school.example"), "E_CONSENT_NONE"));
    fixture.consent(eva, {mail});
    CHECK(fixture.ask("principal@school.example"));
    fixture.clock->advance(1h);
    fixture.registry.record(jan, lawful::Objected{});
    CHECK(fixture.ask("principal@school.example"));
}

TEST_CASE("another way to write the address does not escape a denial") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto twin = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    const auto tagged = fixture.mailbox_of(twin, "jan+news@school.example");
    fixture.consent(jan, {mail});
    fixture.consent(twin, {tagged});
    CHECK(fixture.ask("jan+news@school.example"));
    fixture.clock->advance(1h);
    fixture.registry.record(jan, lawful::ConsentWithdrawn{"news", lawful::Channel::email});
    CHECK_FALSE(fixture.ask("jan+news@school.example"));
}

TEST_CASE("a denial ends by fresh consent whose time and place in the ledger are later") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    fixture.registry.record(jan, lawful::ConsentRefused{"news", lawful::Channel::email});
    fixture.consent(jan, {mail});
    CHECK_FALSE(fixture.ask("jan@school.example"));  // the same instant: a tie denies
    fixture.clock->advance(1ms);
    fixture.consent(jan, {mail});
    CHECK(fixture.ask("jan@school.example"));
    // recorded later, though it happened before
    fixture.registry.record(jan, lawful::ConsentWithdrawn{"news", lawful::Channel::email},
                            at("2026-01-10T00:00:00Z"));
    CHECK_FALSE(fixture.ask("jan@school.example"));
}

TEST_CASE("without proof a yes is recorded and does not allow") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    fixture.registry.record(jan, lawful::ConsentGiven{.purpose = "news", .addresses = {mail}});
    const auto answer = fixture.ask("jan@school.example");
    CHECK_FALSE(answer);
    CHECK(says(answer, "E_CONSENT_NOT_DEMONSTRABLE"));
}

TEST_CASE("an invalidated consent allows no longer") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    const auto consent = fixture.consent(jan, {mail});
    CHECK(fixture.ask("jan@school.example"));
    fixture.registry.record(jan, lawful::ConsentInvalidated{consent, "signed by somebody else"});
    CHECK(says(fixture.ask("jan@school.example"), "E_CONSENT_INVALIDATED"));
}

TEST_CASE("a role mailbox answers by itself and its organisation") {
    Fixture fixture;
    const auto school = fixture.registry.add(lawful::Organisation{.name = "School", .country = "NL"});
    const auto info = fixture.registry.add(lawful::Address{
        .text = "info@school.example", .kind = lawful::AddressKind::role, .organisation = school});
    CHECK(says(fixture.ask("info@school.example"), "E_CONSENT_NONE"));
    fixture.registry.record(info, lawful::ConsentGiven{.purpose = "news",
                                                       .notice = lawful::NoticeRef{"nl", "1"},
                                                       .method = lawful::ConsentMethod::email_reply,
                                                       .evidence = "mail of the office"});
    CHECK(fixture.ask("info@school.example"));
    fixture.clock->advance(1h);
    fixture.registry.record(school, lawful::Objected{});
    CHECK_FALSE(fixture.ask("info@school.example"));
}

TEST_CASE("restriction stops, and its end lets go on") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    fixture.consent(jan, {mail});
    fixture.clock->advance(1h);
    fixture.registry.record(jan, lawful::Restricted{lawful::RestrictionGround::accuracy});
    CHECK(says(fixture.ask("jan@school.example"), "E_RESTRICTED"));
    fixture.registry.record(jan, lawful::RestrictionLifted{day("2026-02-01"), "corrected"});
    CHECK(fixture.ask("jan@school.example"));
}

TEST_CASE("the deny list works for addresses nobody knows, however they are written") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    fixture.consent(jan, {mail});
    fixture.clock->advance(1h);
    fixture.registry.suppress("JAN+spam@school.example", lawful::Medium::email,
                              lawful::SuppressionReason::complaint);
    CHECK(says(fixture.ask("jan@school.example"), "E_SUPPRESSED"));
    CHECK(says(fixture.ask("jan+other@school.example"), "E_SUPPRESSED"));
    fixture.clock->advance(1h);
    fixture.consent(jan, {mail});
    CHECK(fixture.ask("jan@school.example"));
}

TEST_CASE("the answer for a person is one answer for each address") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto work = fixture.mailbox_of(jan, "jan@work.example");
    fixture.mailbox_of(jan, "jan@home.example");
    fixture.consent(jan, {work});
    const auto answers = fixture.registry.may_send(jan, "news", lawful::Channel::email);
    REQUIRE(answers.size() == 2);
    for (const auto& answer : answers) {
        CHECK(static_cast<bool>(answer.decision) == (answer.address == work));
        CHECK(answer.masked.find("jan") == std::string::npos);
    }
}
