// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "registry/counted_clock.hpp"

using namespace support;

namespace {

constexpr auto jan = "jan@a.example";
constexpr auto mia = "mia@b.example";

/// Somebody else's handle on the file, as another process would have one, with memory for answers.
struct Asking {
    explicit Asking(Fixture& fixture, lawful::Options options = {})
        : clock(std::make_shared<CountedClock>(fixture.clock)) {
        options.clock = clock;
        options.resident_bytes = 1U << 16U;
        registry.emplace(lawful::Registry::open(fixture.file(), key(), options));
    }

    lawful::Brief ask(std::string_view address, std::string_view purpose = "news") const {
        return registry->brief(address, purpose, lawful::Channel::email);
    }
    /// Asks, compares with the store, and tells whether it was from memory. Looking what others did, which
    /// asks the clock too, is done before.
    bool is_remembered(std::string_view address, std::string_view purpose = "news") const {
        static_cast<void>(ask("somebody@else.example"));
        clock->asked = 0;
        const auto brief = ask(address, purpose);
        const bool remembered = clock->asked == 1;
        CHECK(brief == lawful::in_brief(registry->may_send(address, purpose, lawful::Channel::email)));
        return remembered;
    }

    std::shared_ptr<CountedClock> clock;
    mutable std::optional<lawful::Registry> registry;
};

struct Village : Fixture {
    Village() {
        for (const auto* text : {jan, mia}) {
            people.push_back(person(text));
            mailboxes.push_back(mailbox_of(people.back(), text));
            consent(people.back(), {mailboxes.back()});
        }
        clock->advance(1s);
    }

    void withdraw(std::size_t who) { registry.record(people[who], lawful::ConsentWithdrawn{"news", {}}); }

    std::vector<lawful::RecipientId> people;
    std::vector<lawful::AddressId> mailboxes;
};

}  // namespace

TEST_CASE("an answer given once is given again from memory, and is the store's") {
    Village village;
    const Asking asking(village);
    CHECK_FALSE(asking.is_remembered(jan));
    CHECK(asking.is_remembered(jan));
    CHECK_FALSE(asking.is_remembered("JAN@a.example"));
    CHECK_FALSE(asking.is_remembered(jan, "ops"));
    CHECK(asking.is_remembered(jan));
    CHECK(asking.ask(jan));
    CHECK(asking.ask(jan).codes.contains("A_CONSENT"));
    CHECK_FALSE(asking.ask(jan).codes.contains("E_CONSENT_WITHDRAWN"));
    CHECK(asking.ask(jan).ledger_size == village.registry.ledger_size());
    CHECK(error_of([&] { return asking.ask("nobody"); }) == lawful::ErrorCode::invalid_address);
    CHECK(error_of([&] { return asking.ask(jan, "sport"); }) == lawful::ErrorCode::unknown_purpose);
}

TEST_CASE("without memory every answer in brief is the store's") {
    Village village;
    CHECK(village.registry.brief(jan, "news", lawful::Channel::email) == lawful::in_brief(village.ask(jan)));
}

TEST_CASE("what somebody else commits is in the very next answer, and costs the others nothing") {
    Village village;
    const Asking asking(village);
    static_cast<void>(asking.ask(jan));
    static_cast<void>(asking.ask(mia));
    village.withdraw(0);
    CHECK(asking.is_remembered(mia));
    CHECK_FALSE(asking.is_remembered(jan));
    CHECK_FALSE(asking.ask(jan));
    CHECK(asking.ask(jan).codes.contains("E_CONSENT_WITHDRAWN"));
    CHECK(asking.is_remembered(jan));
    CHECK(asking.ask(mia).ledger_size == village.registry.ledger_size());
}

TEST_CASE("its own commits too") {
    Village village;
    const Asking asking(village);
    CHECK(asking.ask(jan));
    CHECK(asking.is_remembered(jan));
    asking.registry->record(village.people[0], lawful::ConsentWithdrawn{"news", {}});
    CHECK_FALSE(asking.is_remembered(jan));
    CHECK_FALSE(asking.ask(jan));
}

TEST_CASE("an address nobody knew is remembered until somebody adds it, in whatever spelling") {
    Village village;
    const Asking asking(village);
    static_cast<void>(asking.ask("new+tag@a.example"));
    static_cast<void>(asking.ask(mia));
    CHECK(asking.is_remembered("new+tag@a.example"));
    const auto who = village.person("New");
    village.mailbox_of(who, "NEW@a.example");
    CHECK(asking.is_remembered(mia));
    CHECK_FALSE(asking.is_remembered("new+tag@a.example"));
    village.registry.record(who, lawful::ConsentRefused{"news", {}});
    CHECK_FALSE(asking.is_remembered("new+tag@a.example"));
    CHECK(asking.is_remembered("new+tag@a.example"));
}

TEST_CASE("an event of one reader reaches the mailboxes of whoever is merged with them") {
    Village village;
    // Before they were one: of the other there is no event of their own.
    village.registry.record(village.people[0], lawful::Restricted{});
    village.registry.merge(village.people[0], village.people[1]);
    const Asking asking(village);
    CHECK_FALSE(asking.ask(mia));
    CHECK(asking.is_remembered(mia));
    village.registry.record(village.people[0], lawful::RestrictionLifted{.informed_on = day("2026-02-01"), .reason = "checked"});
    CHECK_FALSE(asking.is_remembered(mia));
    CHECK(asking.ask(mia));
}

TEST_CASE("an address suppressed reaches all its spellings, known or not, and no others") {
    Village village;
    const Asking asking(village);
    for (const auto* text : {jan, mia, "nobody@a.example"}) static_cast<void>(asking.ask(text));
    village.registry.suppress("MIA+news@b.example", lawful::Medium::email, lawful::SuppressionReason::objection);
    CHECK(asking.is_remembered(jan));
    CHECK_FALSE(asking.is_remembered(mia));
    CHECK_FALSE(asking.ask(mia));
    village.registry.suppress("nobody@a.example", lawful::Medium::email, lawful::SuppressionReason::objection);
    CHECK(asking.is_remembered(mia));
    CHECK_FALSE(asking.is_remembered("nobody@a.example"));
}

TEST_CASE("an address suppressed of one reader reaches the mailboxes of whoever is merged with them") {
    Village village;
    village.registry.merge(village.people[0], village.people[1]);
    const Asking asking(village);
    CHECK(asking.ask(jan));
    village.registry.suppress(mia, lawful::Medium::email, lawful::SuppressionReason::objection);
    CHECK_FALSE(asking.is_remembered(jan));
    CHECK_FALSE(asking.ask(jan));
}

TEST_CASE("what may change any answer makes it forget them all") {
    Village village;
    const Asking asking(village);
    const auto forgets = [&](auto work) {
        village.clock->advance(1s);
        static_cast<void>(asking.ask(mia));
        CHECK(asking.is_remembered(mia));
        work();
        CHECK_FALSE(asking.is_remembered(mia));
    };
    auto& registry = village.registry;
    SUBCASE("merge") { forgets([&] { registry.merge(village.people[0], village.people[1]); }); }
    SUBCASE("erasure") {
        forgets([&] { registry.erase(village.people[1], lawful::ErasureGround::objected); });
    }
    SUBCASE("policy") {
        auto changed = policy();
        changed.policy.purposes[0].refresh_interval = lawful::Period{0, 1, 0};
        forgets([&] { static_cast<void>(registry.apply(changed)); });
    }
    SUBCASE("an organisation") {
        forgets([&] { static_cast<void>(registry.add(lawful::Organisation{.name = "School", .country = "NL"})); });
    }
    SUBCASE("more events than are worth reading") {
        forgets([&] {
            for (int i = 0; i < 1'001; ++i) village.person("P");
        });
    }
}

TEST_CASE("a rotation of the keys, interrupted, and then done") {
    Village village;
    const Asking asking(village);
    static_cast<void>(asking.ask(mia));
    CHECK(asking.is_remembered(mia));
    CHECK_THROWS_AS(village.registry.rotate_keys([](auto, auto) { throw std::runtime_error("stop"); }),
                    std::runtime_error);
    CHECK_FALSE(asking.is_remembered(mia));
    CHECK(asking.is_remembered(mia));
    village.withdraw(1);
    CHECK_FALSE(asking.is_remembered(mia));
    village.registry.rotate_keys();
    static_cast<void>(asking.ask(jan));
    CHECK(asking.is_remembered(jan));
    village.withdraw(0);
    CHECK_FALSE(asking.is_remembered(jan));
    CHECK_FALSE(asking.ask(jan));
}

TEST_CASE("time alone ends what is remembered, and time before it is the store's") {
    Village village;
    const Asking asking(village);
    const auto until = asking.ask(jan).valid_until;
    REQUIRE(until);
    village.clock->advance(*until - village.clock->now() - 1ms);
    CHECK(asking.is_remembered(jan));
    village.clock->advance(1ms);
    CHECK_FALSE(asking.is_remembered(jan));
    CHECK(asking.is_remembered(jan));
    village.clock->advance(-1ms);
    CHECK_FALSE(asking.is_remembered(jan));
}

TEST_CASE("many at once: one state, input order, and what is no address is an answer") {
    Village village;
    const Asking asking(village);
    static_cast<void>(asking.ask(mia));
    const std::vector<std::string> list{jan, "nobody", mia, jan, "unknown@a.example"};
    for (int i = 0; i < 3; ++i) {
        if (i == 2) village.withdraw(0);
        const auto briefs = asking.registry->brief(list, "news", lawful::Channel::email);
        const auto screened = asking.registry->screen(list, "news", lawful::Channel::email);
        REQUIRE(briefs.size() == list.size());
        for (std::size_t k = 0; k < list.size(); ++k) CHECK(briefs[k] == lawful::in_brief(screened[k].decision));
    }
    CHECK(asking.registry->brief(std::vector<std::string>{}, "news", lawful::Channel::email).empty());
    CHECK(error_of([&] { return asking.registry->brief(std::vector<std::string>{}, "sport", lawful::Channel::email); }) ==
          lawful::ErrorCode::unknown_purpose);
}

TEST_CASE("read only and alone") {
    std::optional<Village> village(std::in_place);
    {
        const Asking asking(*village, {.read_only = true});
        static_cast<void>(asking.ask(jan));
        CHECK(asking.is_remembered(jan));
        village->withdraw(0);
        CHECK_FALSE(asking.ask(jan));
    }
    auto fixture_registry = std::move(village->registry);
    { const auto closed = std::move(fixture_registry); }
    const Asking alone(*village, {.exclusive = true});
    static_cast<void>(alone.ask(mia));
    CHECK(alone.is_remembered(mia));
    alone.registry->record(village->people[1], lawful::ConsentWithdrawn{"news", {}});
    CHECK_FALSE(alone.is_remembered(mia));
    CHECK_FALSE(alone.ask(mia));
}

TEST_CASE("another file in the registry's place is noticed, at most a second later") {
    Village village;
    const Asking asking(village);
    static_cast<void>(asking.ask(jan));
    CHECK(asking.is_remembered(jan));
    std::filesystem::rename(village.file(), village.folder / "away");
    std::filesystem::copy_file(village.folder / "away", village.file());
    village.clock->advance(1s);
    CHECK(error_of([&] { return asking.ask(jan); }) == lawful::ErrorCode::registry_missing);
}

TEST_CASE("a denial journal found missing ends remembering") {
    Village village;
    const Asking asking(village);
    static_cast<void>(asking.ask(jan));
    std::filesystem::remove(village.file().string() + ".denials");
    CHECK(error_of([&] { asking.registry->record(village.people[1], lawful::ConsentRefused{"news", {}}); }) ==
          std::nullopt);
    CHECK_FALSE(asking.ask(jan));
    CHECK(asking.ask(jan).codes.contains("E_RESTORED_WITHOUT_JOURNAL"));
}
