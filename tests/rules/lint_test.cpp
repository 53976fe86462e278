// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using rules::testing::World;

namespace {

/// A policy without findings.
Policy sound_policy() {
    auto policy = World().policy;
    auto& purpose = policy.purposes.front();
    purpose.refresh_interval = parse_period("P36M");
    Notice notice;
    notice.purpose = purpose.id;
    policy.notices = {notice};
    policy.retention = {{purpose.id, RetentionStart::last_contact, parse_period("P5Y"),
                         RetentionAction::erase_purpose}};
    return policy;
}

const LintFinding* find(const std::vector<LintFinding>& findings, std::string_view code) {
    const auto found = std::find_if(findings.begin(), findings.end(),
                                    [&](const auto& finding) { return finding.code == code; });
    return found == findings.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a sound policy has no findings") { CHECK(lint(sound_policy()).empty()); }

TEST_CASE("G2-7: consent that a service depends on stops the policy") {
    auto policy = sound_policy();
    policy.purposes.front().consent_conditional = true;
    const auto findings = lint(policy);
    const auto* finding = find(findings, "E_CONSENT_NOT_FREE");
    REQUIRE(finding);
    CHECK(finding->blocking);
    CHECK(finding->article == "GDPR 7(4), Rec 43");
    CHECK(finding->where == "purposes.newsletter");
    policy.purposes.front().bases = {Basis::contract};
    CHECK_FALSE(find(lint(policy), "E_CONSENT_NOT_FREE"));
}

TEST_CASE("G2-10: withdrawing is not harder than consenting") {
    auto policy = sound_policy();
    auto& path = policy.purposes.front().withdrawal;
    SUBCASE("more steps") { path.steps = 3; }
    SUBCASE("a login") { path.login = true; }
    SUBCASE("a payment") { path.payment = true; }
    SUBCASE("another channel") { path.same_channel = false; }
    CHECK(find(lint(policy), "E_WITHDRAWAL_HARDER"));
    path = {.steps = 3, .consent_steps = 3};
    CHECK_FALSE(find(lint(policy), "E_WITHDRAWAL_HARDER"));
}

TEST_CASE("G5-2: unsubscribing by one click") {
    auto policy = sound_policy();
    auto& handler = policy.purposes.front().unsubscribe;
    SUBCASE("a login") { handler.login = true; }
    SUBCASE("GET changes something") { handler.get_changes_state = true; }
    SUBCASE("a redirect") { handler.redirect = true; }
    SUBCASE("a cookie") { handler.cookie = true; }
    const auto findings = lint(policy);
    const auto* finding = find(findings, "E_UNSUB_NOT_ONE_CLICK");
    REQUIRE(finding);
    CHECK_FALSE(finding->blocking);
}

TEST_CASE("what no lawyer would pass is a finding, each alone") {
    auto policy = sound_policy();
    auto& purpose = policy.purposes.front();
    std::string code;
    SUBCASE("no notice") {
        policy.notices.clear();
        code = "L_CONSENT_WITHOUT_NOTICE";
    }
    SUBCASE("consent for ever") {
        purpose.refresh_interval.reset();
        code = "L_CONSENT_NEVER_REFRESHED";
    }
    SUBCASE("a task without its law") {
        policy.organisation_bases = {{"Gemeente Waaldorp", "newsletter", Basis::public_task,
                                      "", "", {}, ""}};
        code = "L_BASIS_WITHOUT_PROVISION";
    }
    SUBCASE("no address for stop requests") {
        policy.controller.stop_address.clear();
        code = "L_NO_STOP_ADDRESS";
    }
    SUBCASE("kept for ever") {
        policy.retention.clear();
        code = "L_NO_RETENTION";
    }
    SUBCASE("marketing by e-mail on an interest alone") {
        purpose.bases = {Basis::legitimate_interest};
        code = "L_LI_ELECTRONIC_MARKETING";
    }
    SUBCASE("an authority's interest") {
        purpose.bases = {Basis::consent, Basis::legitimate_interest};
        policy.controller.public_authority = true;
        code = "L_LI_PUBLIC_AUTHORITY";
    }
    const auto findings = lint(policy);
    REQUIRE(findings.size() == 1);
    CHECK(findings.front().code == code);
    CHECK_FALSE(findings.front().article.empty());
    CHECK_FALSE(findings.front().message.empty());
    CHECK(findings.front().message.find("Waaldorp") == std::string::npos);
}
