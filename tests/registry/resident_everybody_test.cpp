// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "registry/counted_clock.hpp"

using namespace support;
using lawful::Channel;

namespace {

using List = std::vector<std::pair<lawful::AddressId, lawful::Brief>>;

List briefs(const lawful::Registry& registry, std::string_view purpose = "news", Channel channel = Channel::email) {
    List list;
    registry.brief(purpose, channel, [&](lawful::AddressId id, const lawful::Brief& brief) { list.emplace_back(id, brief); });
    return list;
}

List screened(const lawful::Registry& registry, std::string_view purpose = "news", Channel channel = Channel::email) {
    List list;
    registry.screen(purpose, channel, [&](const lawful::AddressDecision& item) {
        list.emplace_back(item.address, lawful::in_brief(item.decision));
    });
    return list;
}

/// Three people with a mailbox each, the first with a postal address too, and somebody who asks about all.
struct Street : Fixture {
    explicit Street(std::size_t memory = 1U << 16U) : counted(std::make_shared<CountedClock>(clock)) {
        for (const auto* text : {"jan@a.example", "mia@b.example", "ali@c.example"}) {
            people.push_back(person(text));
            mailboxes.push_back(mailbox_of(people.back(), text));
            consent(people.back(), {mailboxes.back()});
        }
        const auto house = registry.add(lawful::Address{.medium = lawful::Medium::post, .text = "Markt 1, 5000 AA Tilburg, NL"});
        registry.record(people[0], lawful::HolderAdded{house, day("2026-01-05")});
        clock->advance(1s);
        open(memory);
    }

    void open(std::size_t memory) {
        auto opened = options();
        opened.clock = counted;
        opened.resident_bytes = memory;
        asking.emplace(lawful::Registry::open(file(), key(), opened));
    }

    /// Lists all, compares with the store, and tells whether the list was from memory.
    bool is_remembered() const {
        counted->asked = 0;
        const auto list = briefs(*asking);
        const bool remembered = counted->asked == 1;
        CHECK(list == screened(*asking));
        return remembered;
    }

    void withdraw(std::size_t who) { registry.record(people[who], lawful::ConsentWithdrawn{"news", {}}); }

    std::shared_ptr<CountedClock> counted;
    std::vector<lawful::RecipientId> people;
    std::vector<lawful::AddressId> mailboxes;
    std::optional<lawful::Registry> asking;
};

}  // namespace

TEST_CASE("the answers about everybody are the store's, and are given again from memory") {
    const Street street;
    CHECK_FALSE(street.is_remembered());
    CHECK(street.is_remembered());
    CHECK(briefs(*street.asking).size() == 3);
    CHECK(briefs(*street.asking, "news", Channel::post) == screened(*street.asking, "news", Channel::post));
    CHECK(briefs(*street.asking, "news", Channel::post).size() == 1);
    CHECK(briefs(*street.asking, "ops") == screened(*street.asking, "ops"));
    CHECK(street.is_remembered());
    CHECK(error_of([&] { briefs(*street.asking, "sport"); }) == lawful::ErrorCode::unknown_purpose);
    CHECK(error_of([&] { briefs(*street.asking, "ops", Channel::post); }) == lawful::ErrorCode::unknown_purpose);
}

TEST_CASE("without memory, and with too little for everybody, they are the store's") {
    SUBCASE("none") {
        const Street street(0);
        CHECK(briefs(*street.asking) == screened(*street.asking));
    }
    SUBCASE("too little") {
        const Street street(100);
        CHECK(briefs(*street.asking) == screened(*street.asking));
        CHECK_FALSE(street.is_remembered());
        CHECK_FALSE(street.is_remembered());
    }
    SUBCASE("enough for one list, not for two") {
        const Street street(400);
        CHECK(briefs(*street.asking, "ops") == screened(*street.asking, "ops"));
        CHECK_FALSE(street.is_remembered());
        CHECK_FALSE(street.is_remembered());
    }
}

TEST_CASE("what anybody commits is in the very next list") {
    Street street;
    CHECK_FALSE(street.is_remembered());
    const auto changes = [&](auto work) {
        street.clock->advance(1s);
        work();
        CHECK_FALSE(street.is_remembered());
        CHECK(street.is_remembered());
    };
    SUBCASE("a withdrawal") {
        changes([&] { street.withdraw(1); });
        const auto list = briefs(*street.asking);
        CHECK(std::count_if(list.begin(), list.end(), [](const auto& one) { return bool(one.second); }) == 2);
    }
    SUBCASE("of its own") {
        changes([&] { street.asking->record(street.people[1], lawful::ConsentWithdrawn{"news", {}}); });
    }
    SUBCASE("of somebody with a postal address, which is in no list of mailboxes") {
        changes([&] { street.withdraw(0); });
        CHECK(briefs(*street.asking).size() == 3);
    }
    SUBCASE("somebody new") {
        changes([&] { street.mailbox_of(street.person("New"), "new@a.example"); });
        CHECK(briefs(*street.asking).size() == 4);
    }
    SUBCASE("another spelling of an address that is there") {
        changes([&] { street.mailbox_of(street.person("New"), "jan+list@a.example"); });
        changes([&] { street.withdraw(0); });
    }
    SUBCASE("an address suppressed") {
        changes([&] {
            street.registry.suppress("MIA+x@b.example", lawful::Medium::email, lawful::SuppressionReason::objection);
        });
        CHECK_FALSE(street.asking->may_send(street.mailboxes[1], "news", Channel::email));
    }
    SUBCASE("an address suppressed of somebody who is merged with another") {
        changes([&] { street.registry.merge(street.people[0], street.people[1]); });
        changes([&] {
            street.registry.suppress("mia@b.example", lawful::Medium::email, lawful::SuppressionReason::objection);
        });
        CHECK_FALSE(street.asking->may_send(street.mailboxes[0], "news", Channel::email));
    }
    SUBCASE("an erasure") {
        changes([&] { street.registry.erase(street.people[2], lawful::ErasureGround::objected); });
        CHECK(briefs(*street.asking).size() == 2);
    }
    SUBCASE("a policy") {
        auto changed = policy();
        changed.policy.purposes[0].refresh_interval = lawful::Period{0, 1, 0};
        changes([&] { static_cast<void>(street.registry.apply(changed)); });
    }
    SUBCASE("more events than are worth reading") {
        changes([&] {
            for (int i = 0; i < 1'001; ++i) street.person("P");
        });
    }
    SUBCASE("a rotation of the keys, and something after it") {
        changes([&] { street.registry.rotate_keys(); });
        changes([&] { street.withdraw(1); });
    }
    SUBCASE("another spelling of an address whose hash is still of the epoch before") {
        changes([&] {
            CHECK_THROWS_AS(street.registry.rotate_keys([](auto, auto) { throw std::runtime_error("stop"); }),
                            std::runtime_error);
        });
        const auto other = street.person("New");
        changes([&] { street.mailbox_of(other, "jan+list@a.example"); });
        changes([&] { street.registry.record(other, lawful::ConsentRefused{"news", {}}); });
        CHECK_FALSE(street.asking->may_send(street.mailboxes[0], "news", Channel::email));
    }
    SUBCASE("the same again and again, between two lists") {
        changes([&] {
            for (int i = 0; i < 20; ++i) street.registry.record(street.people[1], lawful::ConsentRefused{"news", {}});
        });
    }
}

TEST_CASE("what is of no address leaves the list as it is, but for the size of the ledger") {
    Street street;
    CHECK_FALSE(street.is_remembered());
    street.person("Without an address");
    CHECK(briefs(*street.asking) == screened(*street.asking));
    CHECK(street.is_remembered());
}

TEST_CASE("time alone ends an answer in a list, and time before it is the store's") {
    const Street street;
    CHECK_FALSE(street.is_remembered());
    const auto until = briefs(*street.asking).front().second.valid_until;
    REQUIRE(until);
    street.clock->advance(*until - street.clock->now() - 1ms);
    CHECK(street.is_remembered());
    street.clock->advance(1ms);
    CHECK_FALSE(street.is_remembered());
    CHECK(street.is_remembered());
    street.clock->advance(-1ms);
    CHECK_FALSE(street.is_remembered());
}

TEST_CASE("whoever is told the answers may write meanwhile: the list is of the state it began with") {
    Street street;
    CHECK_FALSE(street.is_remembered());
    const auto before = briefs(*street.asking);
    List list;
    street.asking->brief("news", Channel::email, [&](lawful::AddressId id, const lawful::Brief& brief) {
        street.withdraw(list.size());
        CHECK_FALSE(street.asking->brief("jan@a.example", "news", Channel::email));
        list.emplace_back(id, brief);
    });
    CHECK(list == before);
    for (const auto& [id, brief] : briefs(*street.asking)) CHECK_FALSE(brief);
}

TEST_CASE("a denial journal found missing is in the next list") {
    Street street;
    CHECK_FALSE(street.is_remembered());
    std::filesystem::remove(street.file().string() + ".denials");
    street.asking->record(street.people[1], lawful::ConsentRefused{"news", {}});
    for (const auto& [id, brief] : briefs(*street.asking)) CHECK(brief.codes.contains("E_RESTORED_WITHOUT_JOURNAL"));
}

TEST_CASE("one writer and others who list: each list is of one state, and no older than when it was asked for") {
    Street street;
    const auto state = [&](bool denied) { return street.registry.ledger_size() << 1U | (denied ? 1U : 0U); };
    std::atomic<std::uint64_t> committed = state(false);
    std::atomic<bool> over = false;
    std::atomic<int> bad = 0;
    std::atomic<int> compared = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&] {
            while (!over) {
                const auto before = committed.load();
                const auto list = briefs(*street.asking);
                const auto size = list.front().second.ledger_size;
                bad += size < before >> 1U ? 1 : 0;
                for (const auto& [id, brief] : list) bad += brief.ledger_size != size ? 1 : 0;
                if (committed != before || size != before >> 1U) continue;
                const auto about = std::find_if(list.begin(), list.end(),
                                                [&](const auto& one) { return one.first == street.mailboxes[0]; });
                bad += bool(about->second) == ((before & 1U) != 0) ? 1 : 0;
                ++compared;
            }
        });
    }
    for (int round = 0; round < 300; ++round) {
        const bool denied = round % 2 == 0;
        street.clock->advance(1s);
        if (denied) street.withdraw(0);
        else street.consent(street.people[0], {street.mailboxes[0]});
        committed = state(denied);
        const auto enough = compared + 3;
        while (compared < enough) std::this_thread::yield();
    }
    over = true;
    for (auto& reader : readers) reader.join();
    CHECK(bad == 0);
    CHECK(briefs(*street.asking) == screened(*street.asking));
}
