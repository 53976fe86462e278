// SPDX-License-Identifier: Apache-2.0
#include "registry/keeping.hpp"

using namespace lawful;
using namespace support;

TEST_CASE("a plan is for any day, and writes nothing") {
    Keeping at(RetentionAction::erase_purpose);
    at.withdraw();
    const auto size = at.registry.ledger_size();
    CHECK(at.retention().plan().entries.empty());
    CHECK(at.retention().plan(day("2026-03-01")).entries.empty());
    const auto plan = at.retention().plan(day("2026-03-02"));
    REQUIRE(plan.entries.size() == 1);
    CHECK(plan.entries.front() == RetentionEntry{at.anna, after_consent(RetentionAction::erase_purpose),
                                                 support::at("2026-03-01T23:00:00Z"), {}});
    CHECK(at.registry.ledger_size() == size);
}

TEST_CASE("what is due only later is not carried out, and nothing before it") {
    Keeping at(RetentionAction::erase_purpose);
    at.withdraw();
    const auto plan = at.retention().plan(day("2026-03-02"));
    const auto size = at.registry.ledger_size();
    CHECK(error_of([&] { at.retention().apply(plan); }) == ErrorCode::stale_plan);
    CHECK(at.registry.ledger_size() == size);
}

TEST_CASE("a purpose is erased, the person stays, and only fresh consent brings it back") {
    Keeping at(RetentionAction::erase_purpose);
    at.withdraw();
    at.clock->set("2026-03-02T09:00:00Z");
    CHECK(says(at.ask("desk@school.example"), "E_RETENTION_EXPIRED"));
    const auto before = at.clock->now();
    at.clock->advance(1h);
    const auto run = at.run();
    CHECK(run.parts == 1);
    CHECK(at.registry.show(at.anna).recipient.name == "Anna Smit");
    CHECK_FALSE(has_event(at.registry, at.anna, "consent_given"));
    CHECK_FALSE(has_event(at.registry, at.anna, "consent_withdrawn"));
    CHECK(has_event(at.registry, at.anna, "part_erased"));
    at.require_clean();
    const auto now = at.ask("desk@school.example");
    CHECK(now.verdict == Verdict::deny);
    CHECK(says(now, "E_SUPPRESSED"));
    CHECK_FALSE(says(now, "E_RETENTION_EXPIRED"));
    CHECK(says(at.ask("desk@school.example", before), "E_ERASED"));
    CHECK(at.retention().plan(day("2030-01-01")).entries.empty());

    at.clock->advance(1h);
    at.consent(at.anna, {at.desk});
    CHECK(at.ask("desk@school.example").verdict != Verdict::deny);
    at.require_clean();
    CHECK(at.reopen().check_store().faults.empty());
}

TEST_CASE("another purpose's events stay when one is erased") {
    Keeping at(RetentionAction::erase_purpose);
    at.registry.record(at.anna, BasisDeclared{.purpose = "ops", .basis = Basis::public_task, .provision = "law"});
    at.withdraw();
    at.registry.record(at.anna, Objected{"ops", {}, ObjectionKind::own_situation});
    at.clock->set("2026-03-02T09:00:00Z");
    at.run();
    CHECK(has_event(at.registry, at.anna, "basis_declared"));
    CHECK(has_event(at.registry, at.anna, "objected"));
    at.require_clean();
}

TEST_CASE("a person is erased whole") {
    Keeping at(RetentionAction::erase_person);
    at.withdraw();
    at.clock->set("2026-03-02T09:00:00Z");
    CHECK(at.run().erased == 1);
    CHECK(error_of([&] { static_cast<void>(at.registry.show(at.anna)); }) == ErrorCode::erased);
    CHECK(says(at.ask("desk@school.example"), "E_SUPPRESSED"));
    at.require_clean();
}

TEST_CASE("what is restricted is kept and not used, until fresh consent") {
    Keeping at(RetentionAction::restriction);
    at.withdraw();
    at.clock->set("2026-03-02T09:00:00Z");
    CHECK(at.run().restricted == 1);
    CHECK(has_event(at.registry, at.anna, "consent_given"));
    CHECK(says(at.ask("desk@school.example"), "E_RETENTION_EXPIRED"));
    CHECK(at.retention().plan().entries.empty());
    at.clock->advance(1h);
    at.consent(at.anna, {at.desk});
    CHECK(at.ask("desk@school.example").verdict != Verdict::deny);
    at.require_clean();
}

TEST_CASE("a review is for people; having looked begins it anew") {
    Keeping at({{.purpose = "news", .from = RetentionStart::created, .period = month}});
    at.clock->set("2026-03-02T09:00:00Z");
    const auto run = at.run();
    CHECK(run.to_review == 1);
    CHECK(error_of([&] { at.registry.record(at.anna, RetentionReviewed{"news", " "}); }) == ErrorCode::invalid_record);
    at.registry.record(at.anna, RetentionReviewed{"news", "still the school's contact"});
    CHECK(at.retention().plan().entries.empty());
    CHECK(at.retention().plan(day("2026-04-03")).entries.size() == 1);
}

TEST_CASE("a plan that no longer fits is refused, and nothing of it done") {
    Keeping at(RetentionAction::erase_purpose);
    const auto eva = at.person("Eva Vos");
    const auto home = at.mailbox_of(eva, "eva@school.example");
    at.withdraw();
    at.consent(eva, {home});
    at.clock->advance(1h);
    at.registry.record(eva, ConsentWithdrawn{"news", {}});
    at.clock->set("2026-03-02T09:00:00Z");
    const auto plan = at.retention().plan();
    REQUIRE(plan.entries.size() == 2);
    SUBCASE("consent was given anew") {
        at.clock->advance(1h);
        at.consent(eva, {home});
    }
    SUBCASE("the rule is gone") {
        at.clock->advance(1h);
        at.registry.apply(keeping({after_consent(RetentionAction::restriction)}));
    }
    CHECK(error_of([&] { at.retention().apply(plan); }) == ErrorCode::stale_plan);
    CHECK(has_event(at.registry, at.anna, "consent_given"));
}

TEST_CASE("of a plan of many transactions nothing is done either when its last entry no longer fits") {
    Keeping at({{.from = RetentionStart::created, .period = month, .action = RetentionAction::erase_person},
                {.purpose = "news", .period = {5, 0, 0}}});
    for (int i = 0; i < 120; ++i) at.person("Person");
    at.clock->set("2026-03-02T09:00:00Z");
    auto plan = at.retention().plan();
    REQUIRE(plan.entries.size() == 121);
    const auto whole = plan;
    plan.entries.push_back(plan.entries.front());
    plan.entries.back().due += 1h;
    const auto size = at.registry.ledger_size();
    CHECK(error_of([&] { at.retention().apply(plan); }) == ErrorCode::stale_plan);
    CHECK(at.registry.ledger_size() == size);
    std::vector<std::uint64_t> told;
    const auto run = at.retention().apply(whole, [&](std::uint64_t done, std::uint64_t) { told.push_back(done); });
    CHECK(run.erased == 121);
    CHECK(told == std::vector<std::uint64_t>{100, 121});
    at.require_clean();
}

TEST_CASE("a plan is run again where a run was cut short") {
    Keeping at(RetentionAction::erase_purpose);
    at.withdraw();
    at.clock->set("2026-03-02T09:00:00Z");
    const auto plan = at.retention().plan();
    CHECK(at.retention().apply(plan).parts == 1);
    const auto size = at.registry.ledger_size();
    CHECK(at.retention().apply(plan).already == 1);
    CHECK(at.registry.ledger_size() == size);
}

TEST_CASE("one person under two ids is kept, and forgotten, as one") {
    Keeping at({after_consent(RetentionAction::erase_purpose),
                {.from = RetentionStart::consent_ended, .period = month, .action = RetentionAction::erase_person}});
    const auto eva = at.person("Eva Vos");
    const auto home = at.mailbox_of(eva, "eva@home.example");
    at.withdraw();
    at.registry.merge(at.anna, eva);
    at.clock->advance(1h);
    SUBCASE("while one of them consents") {
        at.consent(eva, {home});
        at.clock->set("2026-03-02T09:00:00Z");
        CHECK(at.retention().plan().entries.empty());
        CHECK(at.ask("eva@home.example").verdict != Verdict::deny);
    }
    SUBCASE("a purpose under both ids") {
        at.consent(eva, {home});
        at.registry.erase(at.anna, "news", ErasureGround::consent_withdrawn);
        for (const auto& who : {at.anna, eva}) {
            CHECK_FALSE(has_event(at.registry, who, "consent_given"));
            CHECK(has_event(at.registry, who, "part_erased"));
        }
        at.registry.unmerge(at.anna, eva);
        CHECK(says(at.ask("eva@home.example"), "E_SUPPRESSED"));
    }
    SUBCASE("restricted under both ids, the merge undone or not") {
        at.consent(eva, {home});
        at.registry.record(at.anna, RetentionRestricted{"news"});
        at.registry.unmerge(at.anna, eva);
        CHECK(says(at.ask("eva@home.example"), "E_RETENTION_EXPIRED"));
    }
    at.require_clean();
}

TEST_CASE("the mark of a part follows from its tombstone") {
    Keeping at(RetentionAction::erase_purpose);
    at.withdraw();
    const auto receipt = at.registry.erase(at.anna, "news", ErasureGround::consent_withdrawn);
    const auto mark = at.registry.events(at.anna).back().event;
    CHECK(kind_of(mark.body) == "part_erased");
    CHECK(mark.origin == Origin::linked);
    CHECK(mark.cause == receipt.tombstone);
}

TEST_CASE("rules are for a kind of recipient: a sector, a source") {
    const RetentionRule schools{.from = RetentionStart::created, .period = month,
                                .action = RetentionAction::erase_person, .sector = "school"};
    const RetentionRule found{.from = RetentionStart::created, .period = month,
                              .action = RetentionAction::erase_person, .source = SourceKind::third_party};
    const auto due = [](const RetentionRule& rule) {
        Keeping at({rule, {.purpose = "news", .period = {5, 0, 0}}});
        const auto school = at.registry.add(Organisation{.name = "School", .country = "NL", .sector = "school"});
        at.person("Bea", SourceKind::subject, school);
        at.person("Cor", SourceKind::third_party);
        at.person("Dia", SourceKind::third_party);
        return at.retention().plan(day("2026-03-10")).entries.size();
    };
    CHECK(due(schools) == 1);
    CHECK(due(found) == 2);
}

TEST_CASE("a period begins when the last holding ends, and not while one lasts") {
    Keeping at({{.from = RetentionStart::holder_left, .period = month, .action = RetentionAction::erase_person},
                {.purpose = "news", .period = {5, 0, 0}}});
    const auto home = at.mailbox_of(at.anna, "anna@home.example");
    at.registry.record(at.anna, HolderEnded{at.desk, day("2026-01-20")});
    CHECK(at.retention().plan(day("2026-06-01")).entries.empty());
    at.registry.record(at.anna, HolderEnded{home, day("2026-02-01")});
    CHECK(at.retention().plan(day("2026-03-01")).entries.empty());
    CHECK(at.retention().plan(day("2026-03-02")).entries.size() == 1);
}

TEST_CASE("messages are a category: which were sent is forgotten, and nothing else") {
    Keeping at({{.from = RetentionStart::last_message, .period = month, .action = RetentionAction::erase_category,
                 .category = DataCategory::messages},
                {.purpose = "news", .period = {5, 0, 0}}});
    at.consent(at.anna, {at.desk});
    at.clock->advance(1h);
    const std::vector<std::string> to{"desk@school.example"};
    std::vector<std::string> codes;
    for (const auto& obligation : at.ask(to.front()).obligations) codes.push_back(obligation.code);
    const auto sent = at.registry.release(to, "news", Channel::email, codes);
    REQUIRE(sent.released.size() == 1);
    at.registry.delivered(sent.released.front().id);
    at.clock->set("2026-03-02T09:00:00Z");
    CHECK(at.run().parts == 1);
    CHECK_FALSE(has_event(at.registry, at.desk, "released"));
    CHECK(has_event(at.registry, at.anna, "consent_given"));
    CHECK(at.ask(to.front()).verdict != Verdict::deny);
    CHECK(at.retention().plan(day("2030-01-01")).entries.empty());
    at.require_clean();
}

TEST_CASE("a purpose without a retention rule is no policy, nor is a rule that contradicts itself") {
    Fixture at;
    auto file = policy();
    file.policy.retention.pop_back();
    CHECK(error_of([&] { at.registry.apply(file); }) == ErrorCode::invalid_policy);
    file = policy();
    file.policy.retention.push_back({.action = RetentionAction::erase_purpose});
    CHECK(error_of([&] { at.registry.apply(file); }) == ErrorCode::invalid_policy);
    file = policy();
    file.policy.retention.push_back({.action = RetentionAction::erase_category});
    CHECK(error_of([&] { at.registry.apply(file); }) == ErrorCode::invalid_policy);
    file.policy.retention.back().category = DataCategory::consent;
    CHECK(error_of([&] { at.registry.apply(file); }) == ErrorCode::invalid_policy);
    file.policy.retention.back().category = DataCategory::requests;
    file.policy.retention.back().period = month;
    CHECK_FALSE(error_of([&] { at.registry.apply(file); }));
}

TEST_CASE("a plan is written and read again, and another file is none") {
    Keeping at(RetentionAction::erase_purpose);
    at.withdraw();
    at.clock->set("2026-03-02T09:00:00Z");
    const auto plan = at.retention().plan();
    const auto file = at.folder / "plan.json";
    std::ofstream(file) << to_json(plan) << '\n';
    CHECK(read_retention_plan(file) == plan);
    std::ofstream(file) << "{}";
    CHECK(error_of([&] { static_cast<void>(read_retention_plan(file)); }) == ErrorCode::invalid_file);
}

