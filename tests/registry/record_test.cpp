// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "registry/support.hpp"

using namespace support;
using lawful::ErrorCode;
using lawful::Happened;

namespace {

struct Two : Fixture {
    lawful::RecipientId jan = person("Jan");
    lawful::RecipientId eva = person("Eva");
    lawful::AddressId mail = mailbox_of(jan, "jan@school.example");
    lawful::AddressId shared = mailbox_of(eva, "team@school.example");
};

/// Each is fine alone; the last denies through a mailbox, and so binds who reads it.
std::vector<Happened> a_day(const Two& at) {
    return {{at.jan, lawful::ConsentRequested{.purpose = "news"}},
            {at.jan, lawful::HolderAdded{at.shared, day("2026-01-05")}},
            {at.eva, lawful::ConsentRefused{"news", lawful::Channel::email}, at.clock->now() - 1h},
            {at.shared, lawful::Objected{.purpose = "news", .channel = {}, .kind = lawful::ObjectionKind::direct_marketing}}};
}

}  // namespace

TEST_CASE("what happened is recorded together as it would be one by one") {
    Two together;
    Two singly;
    const auto size = together.registry.ledger_size();
    const auto indices = together.registry.record_all(a_day(together));
    std::vector<lawful::EventIndex> expected;
    for (const auto& [subject, body, occurred] : a_day(singly)) {
        expected.push_back(singly.registry.record(subject, body, occurred));
    }
    CHECK(indices == expected);
    CHECK(together.registry.ledger_size() == singly.registry.ledger_size());
    CHECK(together.registry.ledger_size() > size + indices.size());  // what the last one brought
    for (const auto* address : {"jan@school.example", "team@school.example"}) {
        const auto answer = together.ask(address);
        CHECK(answer.verdict == lawful::Verdict::deny);
        CHECK(answer.reasons.size() == singly.ask(address).reasons.size());
    }
    CHECK(together.registry.check_store().faults.empty());
}

TEST_CASE("one that cannot be recorded leaves none, and is named by its place") {
    Two at;
    const auto size = at.registry.ledger_size();
    auto events = a_day(at);
    events.insert(events.begin() + 2, {at.jan, lawful::ConsentRequested{.purpose = "none"}});
    try {
        at.registry.record_all(events);
        FAIL("it was recorded");
    } catch (const lawful::Error& error) {
        CHECK(error.code() == ErrorCode::unknown_purpose);
        CHECK(std::string(error.what()).find("event 3 of 5: ") == 0);
    }
    CHECK(at.registry.ledger_size() == size);
    CHECK_FALSE(says(at.ask("team@school.example"), "E_OBJECTED_DM"));
    CHECK(at.reopen().ledger_size() == size);
    CHECK(at.registry.record_all(a_day(at)).size() == 4);
}

TEST_CASE("nothing to record is no transaction") {
    Two at;
    const auto size = at.registry.ledger_size();
    CHECK(at.registry.record_all(std::span<const Happened>{}).empty());
    CHECK(at.registry.ledger_size() == size);
}
