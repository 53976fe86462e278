// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

#include <doctest/doctest.h>

#include "registry/withdrawing.hpp"

using namespace support;

namespace {

constexpr auto started = "2026-02-02T09:00:00Z";
/// Even: each person's begin with a withdrawal. Then comes another, whose history is short again.
constexpr int rounds_each = 50;

/// LAWFUL_RACES stands in for the default.
int rounds() {
    const char* const text = std::getenv("LAWFUL_RACES");
    return text == nullptr ? 2'000 : std::atoi(text);
}

lawful::Options with_clock(const char* instant, std::size_t memory) {
    return {.clock = std::make_shared<ManualClock>(instant), .resident_bytes = memory};
}

struct Pipe {
    Pipe() { REQUIRE(::pipe(ends) == 0); }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void put(char byte) const {
        if (::write(ends[1], &byte, 1) != 1) throw std::runtime_error("pipe");
    }
    [[nodiscard]] char take() const {
        char byte = 0;
        return ::read(ends[0], &byte, 1) == 1 ? byte : '\0';
    }

    int ends[2]{};
};

struct Person {
    lawful::RecipientId who;
    lawful::AddressId address;
};

/// Withdraws and consents in turn; tells after each commit which of the two it was. A commit about somebody else
/// goes right before it: while the other process looks at that one, the next one comes.
void write_in_turns(const std::filesystem::path& file, const std::vector<Person>& people, const Pipe& go,
                    const Pipe& done) {
    auto options = with_clock(started, 0);
    auto& clock = static_cast<ManualClock&>(*options.clock);
    auto registry = lawful::Registry::open(file, key(), options);
    for (int round = 0; go.take() == 'g'; ++round) {
        const auto& [who, address] = people.at(static_cast<std::size_t>(round / rounds_each));
        const bool consents = round % 2 == 1;
        clock.advance(1s);
        registry.record(people.at(static_cast<std::size_t>(round / rounds_each + 1)).who,
                        lawful::Informed{.duty = lawful::InformationDuty::art13,
                                         .notice = lawful::NoticeRef{"nl", "1"},
                                         .purpose = "news",
                                         .how = "on the form"});
        if (consents) {
            registry.record(who, lawful::ConsentGiven{.purpose = "news",
                                                      .addresses = {address},
                                                      .notice = lawful::NoticeRef{"nl", "1"},
                                                      .method = lawful::ConsentMethod::signed_form,
                                                      .evidence = "box 3"});
        } else {
            registry.record(who, lawful::ConsentWithdrawn{"news", {}});
        }
        done.put(consents ? 'y' : 'n');
    }
}

}  // namespace

TEST_CASE("one process withdraws: another that remembers never gives the old answer after the commit returned") {
    std::optional<Fixture> fixture(std::in_place);
    std::vector<Person> people;
    for (int i = 0; i <= rounds() / rounds_each + 1; ++i) {
        const auto who = fixture->person("P");
        people.push_back({who, fixture->mailbox_of(who, mail_of(i))});
        fixture->consent(who, {people.back().address});
    }
    const auto file = fixture->file();
    const Pipe go;
    const Pipe done;
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        try {
            write_in_turns(file, people, go, done);
            ::_exit(0);
        } catch (...) {
            ::_exit(1);
        }
    }
    // Its clock is past all that will be recorded: what is remembered is used.
    const auto asking = lawful::Registry::open(file, key(), with_clock("2026-02-20T09:00:00Z", 1U << 16U));
    std::atomic<int> round = 0;
    const auto asked = [&] {
        return bool(asking.brief(mail_of(round / rounds_each), "news", lawful::Channel::email));
    };
    const auto listed = [&](lawful::AddressId wanted) {
        bool allowed = false;
        asking.brief("news", lawful::Channel::email, [&](lawful::AddressId id, const lawful::Brief& brief) {
            if (id == wanted) allowed = bool(brief);
        });
        return allowed;
    };
    std::atomic<bool> over = false;
    std::thread others([&] {
        while (!over) {
            static_cast<void>(asked());
            std::this_thread::sleep_for(std::chrono::microseconds{100});
        }
    });
    int old = 0;
    for (; round < rounds(); ++round) {
        go.put('g');
        const char said = done.take();
        REQUIRE((said == 'y' || said == 'n'));
        for (int again = 0; again < 3; ++again) old += asked() != (said == 'y') ? 1 : 0;
        if (round % rounds_each < 4) old += listed(people.at(static_cast<std::size_t>(round / rounds_each)).address) != (said == 'y') ? 1 : 0;
    }
    over = true;
    others.join();
    go.put('.');
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(old == 0);
}

TEST_CASE("one writer and four readers who remember: nobody sees the old answer") {
    Fixture fixture;
    auto options = fixture.options();
    options.resident_bytes = 1U << 16U;
    auto registry = lawful::Registry::open(fixture.file(), key(), options);
    CHECK(allowed_though_withdrawn(fixture, registry, [&](const std::string& address) {
              return bool(registry.brief(address, "news", lawful::Channel::email));
          }) == 0);
}
