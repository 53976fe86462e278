// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

#include <doctest/doctest.h>

#include "registry/support.hpp"

using namespace support;

namespace {

constexpr auto mailbox = "p@a.example";
constexpr auto started = "2026-02-02T09:00:00Z";

/// LAWFUL_RACES stands in for the default.
int rounds() {
    const char* const text = std::getenv("LAWFUL_RACES");
    return text == nullptr ? 500 : std::atoi(text);
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

/// Withdraws and consents in turn; tells after each commit which of the two it was.
void write_in_turns(const std::filesystem::path& file, lawful::RecipientId who, lawful::AddressId address,
                    const Pipe& go, const Pipe& done) {
    auto options = with_clock(started, 0);
    auto& clock = static_cast<ManualClock&>(*options.clock);
    auto registry = lawful::Registry::open(file, key(), options);
    for (bool consents = false; go.take() == 'g'; consents = !consents) {
        clock.advance(1s);
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
    const auto who = fixture->person("P");
    const auto address = fixture->mailbox_of(who, mailbox);
    fixture->consent(who, {address});
    const auto file = fixture->file();
    const Pipe go;
    const Pipe done;
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        try {
            write_in_turns(file, who, address, go, done);
            ::_exit(0);
        } catch (...) {
            ::_exit(1);
        }
    }
    // Its clock is past all that will be recorded: what is remembered is used.
    const auto asking = lawful::Registry::open(file, key(), with_clock("2026-02-20T09:00:00Z", 1U << 16U));
    const auto asked = [&] { return bool(asking.brief(mailbox, "news", lawful::Channel::email)); };
    std::atomic<bool> over = false;
    std::thread others([&] {
        while (!over) {
            static_cast<void>(asked());
            std::this_thread::sleep_for(std::chrono::microseconds{100});
        }
    });
    int old = 0;
    for (int i = 0; i < rounds(); ++i) {
        go.put('g');
        const char said = done.take();
        REQUIRE((said == 'y' || said == 'n'));
        for (int again = 0; again < 3; ++again) old += asked() != (said == 'y') ? 1 : 0;
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
    constexpr int people = 20;
    std::vector<lawful::RecipientId> ids;
    const auto mail = [](int i) { return "p" + std::to_string(i) + "@a.example"; };
    for (int i = 0; i < people; ++i) {
        ids.push_back(fixture.person("P"));
        fixture.consent(ids.back(), {fixture.mailbox_of(ids.back(), mail(i))});
    }
    fixture.clock->advance(1s);
    auto options = fixture.options();
    options.resident_bytes = 1U << 16U;
    auto registry = lawful::Registry::open(fixture.file(), key(), options);
    std::atomic<int> withdrawn{0};
    std::atomic<int> wrong{0};
    std::vector<std::thread> readers;
    for (int r = 0; r < 4; ++r) {
        readers.emplace_back([&] {
            while (withdrawn.load() < people) {
                const int known = withdrawn.load();
                for (int i = 0; i < people; ++i) {
                    if (registry.brief(mail(i), "news", lawful::Channel::email) && i < known) ++wrong;
                }
            }
        });
    }
    for (const auto& id : ids) {
        registry.record(id, lawful::ConsentWithdrawn{"news", lawful::Channel::email});
        ++withdrawn;
    }
    for (auto& reader : readers) reader.join();
    CHECK(wrong == 0);
}
