// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "registry/support.hpp"

using namespace support;

TEST_CASE("the past answers as it did: before consent, after it, after the withdrawal") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    const auto before = fixture.clock->now();
    const auto denied = fixture.ask("jan@school.example");
    fixture.clock->advance(24h);
    fixture.consent(jan, {mail});
    const auto during = fixture.clock->now();
    const auto allowed = fixture.ask("jan@school.example");
    fixture.clock->advance(24h);
    fixture.registry.record(jan, lawful::ConsentWithdrawn{"news", lawful::Channel::email});
    CHECK_FALSE(fixture.ask("jan@school.example"));
    CHECK(fixture.ask("jan@school.example", before) == denied);
    CHECK(fixture.ask("jan@school.example", during) == allowed);
    CHECK(fixture.ask("jan@school.example", fixture.clock->now()) == fixture.ask("jan@school.example"));
}

TEST_CASE("holders are those of the instant asked about") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "principal@school.example");
    fixture.consent(jan, {mail});
    const auto then = fixture.clock->now();
    fixture.clock->set("2026-06-01T09:00:00Z");
    fixture.registry.record(jan, lawful::HolderEnded{mail, day("2026-05-01")});
    CHECK_FALSE(fixture.ask("principal@school.example"));
    CHECK(fixture.ask("principal@school.example", then));
    // in May the registry did not know yet that he had left
    CHECK(fixture.ask("principal@school.example", at("2026-05-15T00:00:00Z")));
}

TEST_CASE("an event recorded late does not change what was answered before") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    fixture.consent(jan, {mail});
    const auto then = fixture.clock->now();
    fixture.clock->advance(48h);
    fixture.registry.record(jan, lawful::ConsentWithdrawn{"news", lawful::Channel::email}, then);
    CHECK_FALSE(fixture.ask("jan@school.example"));
    CHECK(fixture.ask("jan@school.example", then));
}

TEST_CASE("the policy is that of the instant asked about") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    fixture.consent(jan, {mail});
    const auto then = fixture.clock->now();
    fixture.clock->advance(24h);
    auto changed = policy();
    changed.policy.purposes[0].scope_changed = day("2026-02-02");
    fixture.registry.apply(changed);
    CHECK(says(fixture.ask("jan@school.example"), "E_CONSENT_SCOPE_CHANGED"));
    CHECK(fixture.ask("jan@school.example", then));
}

TEST_CASE("nothing is known of the future, nor of the time before the first policy") {
    Fixture fixture;
    CHECK(error_of([&] { return fixture.ask("a@b.example", at("2027-01-01T00:00:00Z")); }) ==
          lawful::ErrorCode::future_event);
    CHECK(error_of([&] { return fixture.ask("a@b.example", at("2020-01-01T00:00:00Z")); }) ==
          lawful::ErrorCode::policy_missing);
}

TEST_CASE("a clock that runs backwards is held, and the registry says so") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    fixture.clock->advance(-48h);
    fixture.registry.record(jan, lawful::Restricted{});
    const auto events = fixture.registry.events(jan);
    CHECK(events[1].event.recorded == events[0].event.recorded);
    const auto registry = fixture.registry.events(fixture.registry.id());
    CHECK(std::holds_alternative<lawful::ClockHeld>(registry.back().event.body));
    CHECK(fixture.registry.check_store().faults.empty());
}
