// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "registry/support.hpp"

using namespace lawful;
using namespace support;

namespace {

struct Planned : Fixture {
    RecipientId anna = person("Anna Smit");
    RecipientId eva = person("Eva Vos");
    AddressId home = mailbox_of(anna, "anna@home.example");
    AddressId team = mailbox_of(anna, "team@school.example");

    Planned() {
        registry.record(eva, HolderAdded{team, day("2026-01-05")});
        consent(anna, {home});
        registry.record(anna, Disclosed{.to = "Auditors BV", .categories = {"contact details"}});
    }
    ErasurePlan plan() const { return registry.plan_erasure(anna, ErasureGround::consent_withdrawn); }
};

const AddressErasure& of(const ErasurePlan& plan, AddressId address) {
    for (const auto& one : plan.addresses) {
        if (one.address == address) return one;
    }
    throw std::runtime_error("not in the plan");
}

bool remains(const ErasurePlan& plan, std::string_view article) {
    for (const auto& one : plan.remains) {
        if (one.article.find(article) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("an erasure's plan says what goes, what stays and why, and whom to tell") {
    Planned at;
    const auto size = at.registry.ledger_size();
    const auto plan = at.plan();
    CHECK(at.registry.ledger_size() == size);
    CHECK(plan.held.empty());
    CHECK(of(plan, at.home).goes);
    CHECK_FALSE(of(plan, at.team).goes);
    CHECK(of(plan, at.team).why == "somebody else reads or read it");
    CHECK(remains(plan, "17(3)(b)"));
    CHECK_FALSE(remains(plan, "17(3)(e)"));
    CHECK(plan.suppressed == std::vector<std::string>{"news"});
    CHECK(plan.erasure.tell == std::vector<std::string>{"Auditors BV"});
    CHECK(plan.erasure.tombstone == 0);
}

TEST_CASE("of one purpose too there is a plan, and it is what the erasure then does") {
    Planned at;
    const auto size = at.registry.ledger_size();
    const auto ground = ErasureGround::consent_withdrawn;
    const auto plan = at.registry.plan_erasure(at.anna, "news", ground);
    CHECK(at.registry.ledger_size() == size);
    REQUIRE(plan.events.size() == 1);
    CHECK(plan.events.front().kind == "consent_given");
    CHECK(plan.suppressed == std::vector<std::string>{"news"});
    CHECK(plan.erasure.tell == std::vector<std::string>{"Auditors BV"});
    const auto done = at.registry.erase(at.anna, "news", ground);
    CHECK(done.leaves == plan.erasure.leaves);
    CHECK(done.proofs == plan.erasure.proofs);
    CHECK(done.tell == plan.erasure.tell);
    CHECK(error_of([&] { static_cast<void>(at.registry.plan_erasure(at.anna, "none", ground)); }) ==
          ErrorCode::unknown_purpose);
    at.registry.record(at.anna, LegalHoldPlaced{.purpose = {}, .reason = "claim", .case_reference = "C/13/7"});
    CHECK(at.registry.plan_erasure(at.anna, "news", ground).held.size() == 1);
}

TEST_CASE("the plan's counts are what the erasure then does") {
    Planned at;
    const auto plan = at.plan();
    const auto done = at.registry.erase(at.anna, ErasureGround::consent_withdrawn);
    CHECK(plan.erasure.leaves == done.leaves);
    CHECK(plan.erasure.addresses == done.addresses);
    CHECK(plan.erasure.suppressed == done.suppressed);
    CHECK(plan.erasure.tell == done.tell);
    std::uint64_t events = 0;
    for (const auto& kind : plan.events) events += kind.count;
    CHECK(events == done.leaves);
}

TEST_CASE("a hold is in the plan, with since when") {
    Planned at;
    const auto since = at.clock->now();
    const auto hold = at.registry.record(at.anna, LegalHoldPlaced{{}, "claim for damages", "C/13/7"});
    at.clock->advance(1h);
    const auto plan = at.plan();
    REQUIRE(plan.held.size() == 1);
    CHECK(plan.held.front().hold == hold);
    CHECK(plan.held.front().since == since);
    CHECK(remains(plan, "17(3)(e)"));
}

TEST_CASE("an address that nobody holds has a plan; of one that somebody holds there is none") {
    Planned at;
    const auto lone = at.mailbox("lone@school.example");
    CHECK(at.registry.plan_erasure(lone, ErasureGround::unnecessary).erasure.leaves == 1);
    CHECK(error_of([&] {
              static_cast<void>(at.registry.plan_erasure(at.home, ErasureGround::unnecessary));
          }) == ErrorCode::invalid_record);
}
