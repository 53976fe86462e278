// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "registry/support.hpp"

using namespace lawful;
using namespace support;

namespace {

struct Desk : Fixture {
    RecipientId old = person("Jan Vos");
    RecipientId successor = person("Eva Smit", SourceKind::third_party);
    AddressId desk = mailbox_of(old, "head@school.example");

    EventIndex replace(const char* on) { return registry.replace_holder(desk, old, successor, day(on)); }
    void on(const char* instant) { clock->set(instant); }
    Decision head(std::optional<Instant> as_of = {}) const { return ask("head@school.example", as_of); }
};

}  // namespace

TEST_CASE("a successor starts without consent on the day, not before, and as of then too") {
    Desk at;
    at.consent(at.old, {at.desk});
    const auto before = at.clock->now();
    at.clock->advance(1h);
    at.replace("2026-03-01");
    CHECK(at.head());
    at.on("2026-02-28T22:59:59Z");
    CHECK(at.head());
    at.on("2026-02-28T23:00:00Z");  // midnight in Amsterdam
    CHECK(says(at.head(), "E_CONSENT_NONE"));
    at.on("2026-05-01T09:00:00Z");
    CHECK_FALSE(at.head());
    CHECK(at.head(before));
    CHECK(at.head(support::at("2026-02-20T09:00:00Z")));
    CHECK_FALSE(at.head(support::at("2026-03-02T09:00:00Z")));
    at.consent(at.successor, {at.desk});
    CHECK(at.head());
    CHECK(at.registry.check_store().faults.empty());
}

TEST_CASE("what the one before denied is theirs, and what the successor denies too") {
    Desk at;
    at.registry.record(at.old, ConsentWithdrawn{"news", {}});
    at.clock->advance(1h);
    at.replace("2026-02-01");
    at.consent(at.successor, {at.desk});
    CHECK(at.head());
    CHECK(at.registry.events(at.old).size() == 4);
    at.clock->advance(1h);
    at.registry.record(at.successor, Objected{});
    CHECK(says(at.head(), "E_OBJECTED_DM"));
}

TEST_CASE("the month of Art. 14 runs from that day where the data came from elsewhere") {
    Desk at;
    const auto recorded = [&](RecipientId who) { return at.registry.show(who).recipient.source; };
    at.on("2026-02-20T09:00:00Z");
    const auto late = at.registry.add(Recipient{
        .name = "Mia", .country = "NL", .source = {.kind = SourceKind::third_party, .obtained = day("2026-02-20")}});
    at.registry.record(late, BasisDeclared{.purpose = "ops",
                                           .basis = Basis::legitimate_interest,
                                           .assessment = "LIA-1",
                                           .assessed_on = day("2026-01-01")});
    at.replace("2026-02-10");
    CHECK(recorded(at.successor).obtained == day("2026-01-05"));  // runs already
    const auto begun = at.registry.replace_holder(at.desk, at.successor, late, day("2026-02-15"));
    CHECK(recorded(late).obtained == day("2026-02-15"));
    CHECK(at.registry.events(late).back().event.cause == begun);
    const auto ops = [&] { return at.registry.may_send("head@school.example", "ops", Channel::email); };
    CHECK(says(ops(), "E_ART14_FIRST_MESSAGE"));
    CHECK_FALSE(says(ops(), "E_ART14_OVERDUE"));
    at.on("2026-03-16T09:00:00Z");
    CHECK(says(ops(), "E_ART14_OVERDUE"));
}

TEST_CASE("all or nothing: who is refused changes nothing") {
    Desk at;
    const auto size = at.registry.ledger_size();
    const auto refused = [&](RecipientId from, RecipientId to, const char* on) {
        return error_of([&] { return at.registry.replace_holder(at.desk, from, to, day(on)); });
    };
    CHECK(refused(at.old, at.old, "2026-03-01") == ErrorCode::invalid_record);
    CHECK(refused(at.successor, at.old, "2026-03-01") == ErrorCode::not_holder);
    CHECK(refused(at.old, RecipientId{}, "2026-03-01") == ErrorCode::unknown_id);
    CHECK(refused(at.old, at.successor, "2026-01-04") == ErrorCode::not_holder);
    CHECK(at.registry.ledger_size() == size);
    const auto third = at.person("Mia");
    at.replace("2026-03-01");
    // An end told before is not moved to a later day.
    CHECK(refused(at.old, third, "2026-04-01") == ErrorCode::not_holder);
    CHECK(refused(at.successor, at.old, "2026-05-01") == std::nullopt);
}
