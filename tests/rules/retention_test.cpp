// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <random>

#include "rules/retention.hpp"
#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

namespace {

const RecipientId kept_person{{1}};
const AddressId kept_mailbox{{2}};

struct Life {
    rules::SubjectState state;
    EventIndex index = 0;

    explicit Life(const char* added) { record(added, RecipientAdded{}); }
    void record(const char* when, const EventBody& body) { record(at(when), body); }
    void record(Instant when, const EventBody& body) {
        rules::apply(state, ++index, Event{.subject = kept_person, .occurred = when, .recorded = when, .body = body});
    }
    [[nodiscard]] std::optional<Instant> end(const RetentionRule& rule, rules::Kept kept = {}) const {
        const rules::SubjectState* const own[] = {&state};
        kept.own = own;
        return rules::retention_end(rule, kept, Zone("Europe/Amsterdam"));
    }
};

RetentionRule rule(RetentionStart from, const char* period,
                   RetentionAction action = RetentionAction::erase_purpose) {
    return {.purpose = "news", .from = from, .period = parse_period(period), .action = action};
}

ConsentGiven given() { return {.purpose = "news", .addresses = {kept_mailbox}}; }

}  // namespace

TEST_CASE("a period is of the calendar, in the controller's time zone") {
    const auto end = [](const char* added, const char* period) {
        return Life(added).end(rule(RetentionStart::created, period)).value();
    };
    // The last day of a month, a leap day, a night that lacks an hour, and one that has one more.
    CHECK(end("2026-01-31T12:00:00Z", "P1M") == at("2026-02-28T23:00:00Z"));
    CHECK(end("2024-02-29T12:00:00Z", "P1Y") == at("2025-02-28T23:00:00Z"));
    CHECK(end("2026-03-28T12:00:00Z", "P1D") == at("2026-03-29T22:00:00Z"));
    CHECK(end("2026-10-24T12:00:00Z", "P1D") == at("2026-10-25T23:00:00Z"));
    // 23:30 in London's summer is the next day in Amsterdam.
    CHECK(end("2026-06-30T22:30:00Z", "P1M") == at("2026-08-01T22:00:00Z"));
    CHECK(end("9990-01-01T00:00:00Z", "P1Y") == at("9991-01-01T23:00:00Z"));
}

TEST_CASE("what was erased counts anew from what came after it") {
    Life life("2026-01-05T12:00:00Z");
    life.record("2026-01-06T12:00:00Z", given());
    life.record("2026-02-01T12:00:00Z", PartErased{.purpose = "news"});
    const auto created = rule(RetentionStart::created, "P1M");
    CHECK_FALSE(life.end(created));
    CHECK(life.end(rule(RetentionStart::created, "P1M", RetentionAction::erase_person)));
    life.record("2026-03-01T12:00:00Z", given());
    life.record("2026-03-09T12:00:00Z", given());
    CHECK(life.end(created) == at("2026-04-01T22:00:00Z"));
    CHECK(life.end(rule(RetentionStart::last_contact, "P1M")) == at("2026-04-09T22:00:00Z"));
}

TEST_CASE("of every purpose: a consent that lasts keeps the person") {
    auto whole = rule(RetentionStart::consent_ended, "P1M", RetentionAction::erase_person);
    whole.purpose.clear();
    Life life("2026-01-05T12:00:00Z");
    life.record("2026-01-06T12:00:00Z", given());
    auto club = given();
    club.purpose = "club";
    life.record("2026-01-06T12:00:00Z", club);
    life.record("2026-02-01T12:00:00Z", ConsentWithdrawn{"news", {}});
    CHECK_FALSE(life.end(whole));
    life.record("2026-02-03T12:00:00Z", ConsentWithdrawn{"club", {}});
    CHECK(life.end(whole) == at("2026-03-03T23:00:00Z"));
}

TEST_CASE("from the closing of the last request, while none is open") {
    Life life("2026-01-05T12:00:00Z");
    const auto closed = rule(RetentionStart::request_closed, "P1M");
    CHECK_FALSE(life.end(closed));
    life.record("2026-01-10T12:00:00Z", RequestOpened{.received = parse_day("2026-01-10")});
    const auto first = life.index;
    CHECK_FALSE(life.end(closed));
    life.record("2026-01-20T12:00:00Z", RequestClosed{.request = first, .on = parse_day("2026-01-20")});
    CHECK(life.end(closed) == at("2026-02-20T23:00:00Z"));
    life.record("2026-02-01T12:00:00Z", RequestOpened{.received = parse_day("2026-02-01")});
    CHECK_FALSE(life.end(closed));
}

TEST_CASE("a review counts from the last time that somebody looked") {
    Life life("2026-01-05T12:00:00Z");
    const auto review = rule(RetentionStart::created, "P1M", RetentionAction::review);
    CHECK(life.end(review) == at("2026-02-05T23:00:00Z"));
    life.record("2026-02-10T12:00:00Z", RetentionReviewed{"another", "needed"});
    CHECK(life.end(review) == at("2026-02-05T23:00:00Z"));
    life.record("2026-02-11T12:00:00Z", RetentionReviewed{"news", "needed"});
    CHECK(life.end(review) == at("2026-03-11T23:00:00Z"));
}

TEST_CASE("an erasure of a purpose takes what is of it alone, and not what was objected to") {
    const auto taken = [](const std::vector<EventBody>& bodies, const std::optional<DataCategory>& category = {}) {
        std::vector<RecordedEvent> events;
        for (const auto& body : bodies) {
            events.push_back({events.size(), Event{.subject = kept_person, .occurred = {}, .recorded = {}, .body = body}});
        }
        return rules::events_of(events, "news", category);
    };
    using Leaves = std::vector<EventIndex>;
    CHECK(taken({RecipientAdded{}, given(), ConsentWithdrawn{"news", {}}, ConsentWithdrawn{}}) == Leaves{1, 2});
    CHECK(taken({Objected{"news", {}}, Restricted{}, given(), ConsentInvalidated{2, "not free"},
                 ConsentInvalidated{9, "another's"}}) == Leaves{2, 3});
    CHECK(taken({GroundDeclared{.purposes = {"news"}}, GroundDeclared{.purposes = {"news", "ops"}}}) == Leaves{0});
    CHECK(taken({Released{"news", Channel::email, {}}, Delivered{0}, Released{"ops", Channel::email, {}}, Failed{2}},
                DataCategory::messages) == Leaves{0, 1});
    CHECK(taken({given(), Released{"news", Channel::email, {}}}, DataCategory::messages) == Leaves{1});
    CHECK(taken({given(), RequestOpened{}, Objected{}, RequestClosed{}}, DataCategory::requests) == Leaves{1, 3});
    CHECK(taken({given(), Disclosed{.to = "another"}}, DataCategory::disclosures) == Leaves{1});
}

TEST_CASE("the quick look lets through whatever is due") {
    std::mt19937 chance(20260101);  // NOLINT: the same each time
    const auto pick = [&](int below) { return static_cast<int>(chance() % static_cast<unsigned>(below)); };
    const auto some_day = [&] { return at("2026-01-01T12:00:00Z") + std::chrono::days{pick(900)}; };
    constexpr RetentionStart starts[] = {RetentionStart::created, RetentionStart::last_contact,
                                         RetentionStart::consent_ended, RetentionStart::basis_ended};
    int due = 0;
    int spared = 0;
    for (int i = 0; i < 3'000; ++i) {
        Life life("2026-01-01T12:00:00Z");
        life.state.added = some_day();
        for (int n = pick(4); n > 0; --n) {
            const auto when = some_day();
            switch (pick(4)) {
                case 0: life.record(when, given()); break;
                case 1: life.record(when, ConsentWithdrawn{"news", {}}); break;
                case 2: life.record(when, BasisDeclared{.purpose = "news"}); break;
                default: life.record(when, BasisEnded{.purpose = "news"});
            }
        }
        auto one = rule(starts[pick(4)], "P3M");
        one.period.days = pick(60);
        Policy policy;
        policy.retention = {one};
        const auto on = some_day();
        const auto end = life.end(one);
        const bool through = rules::DueFilter(policy, on).may_be_due(life.state);
        if (end && *end <= on) {
            ++due;
            CHECK_MESSAGE(through, "history " << i);
        }
        spared += through ? 0 : 1;
    }
    CHECK(due > 100);
    CHECK(spared > 100);
}
