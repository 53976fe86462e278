// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <doctest/doctest.h>

#include "registry/support.hpp"

using namespace support;
using lawful::ErrorCode;

namespace {

std::string mailbox_named_after(lawful::OrganisationId organisation) {
    auto text = lawful::to_string(organisation);
    text.append("@a.example");
    return text;
}

}  // namespace

TEST_CASE("the same policy twice changes nothing") {
    Fixture fixture;
    const auto before = fixture.registry.ledger_size();
    const auto change = fixture.registry.apply(policy());
    CHECK_FALSE(change.changed);
    CHECK(change.differences.empty());
    CHECK(fixture.registry.ledger_size() == before);
    CHECK(fixture.registry.policy() == policy().policy);
}

TEST_CASE("a dry run shows the difference and writes nothing") {
    Fixture fixture;
    auto changed = policy();
    changed.policy.purposes[1].titles = {{"nl", "Bericht"}};
    const auto before = fixture.registry.ledger_size();
    const auto change = fixture.registry.apply(changed, true);
    CHECK(change.changed);
    CHECK(change.differences == std::vector<std::string>{"change purpose ops"});
    CHECK(fixture.registry.ledger_size() == before);
    fixture.registry.apply(changed);
    CHECK(fixture.registry.policy() == changed.policy);
}

TEST_CASE("another text is another version") {
    Fixture fixture;
    auto changed = policy();
    changed.policy.notices[0].sha256 = std::string(64, 'a');
    changed.texts.push_back({std::string(64, 'a'), "another text"});
    CHECK(error_of([&] { return fixture.registry.apply(changed); }) == ErrorCode::notice_changed);
    changed.policy.notices[0].version = "2";
    CHECK(fixture.registry.apply(changed).changed);
}

TEST_CASE("the exact text of a notice stays readable by its hash") {
    Fixture fixture;
    const auto notice = policy().policy.notices[0];
    CHECK(fixture.registry.notice_text(notice.sha256) == "Ik wil de nieuwsbrief ontvangen.");
    CHECK(error_of([&] { return fixture.registry.notice_text("0"); }) == ErrorCode::unknown_notice);
}

TEST_CASE("how addresses are told apart cannot change once there are any") {
    Fixture fixture;
    auto changed = policy();
    changed.policy.local_part_case = lawful::LocalPartCase::strict;
    CHECK(fixture.registry.apply(changed).changed);
    CHECK(fixture.registry.apply(policy()).changed);
    fixture.mailbox("jan@school.example");
    CHECK(error_of([&] { return fixture.registry.apply(changed); }) == ErrorCode::invalid_policy);
}

TEST_CASE("a finding that no lawyer would pass stops the policy") {
    Fixture fixture;
    auto changed = policy();
    changed.policy.purposes[0].consent_conditional = true;
    CHECK(error_of([&] { return fixture.registry.apply(changed); }) == ErrorCode::invalid_policy);
    CHECK(fixture.registry.policy() == policy().policy);
}

TEST_CASE("the policy's bases rest on the organisations it names, present and to come") {
    Fixture fixture;
    const auto known = fixture.registry.add(lawful::Organisation{.name = "Gemeente Waaldorp", .country = "NL"});
    auto changed = policy();
    for (const auto* name : {"Gemeente Waaldorp", "Politie"}) {
        changed.policy.organisation_bases.push_back({.organisation = name,
                                                     .purpose = "ops",
                                                     .basis = lawful::Basis::public_task,
                                                     .provision = "Wmo 2015 art. 4.1.1"});
    }
    fixture.registry.apply(changed);
    const auto later = fixture.registry.add(lawful::Organisation{.name = "politie", .country = "NL"});
    for (const auto& organisation : {known, later}) {
        const auto who = fixture.person("Jan", lawful::SourceKind::partner, organisation);
        fixture.registry.record(who, lawful::Informed{.duty = lawful::InformationDuty::art14});
        const auto text = mailbox_named_after(organisation);
        fixture.mailbox_of(who, text);
        CHECK(fixture.registry.may_send(text, "ops", lawful::Channel::email));
    }
    fixture.registry.apply(policy());
    CHECK_FALSE(fixture.registry.may_send(mailbox_named_after(known), "ops", lawful::Channel::email));
}
