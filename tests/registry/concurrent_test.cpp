// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include <doctest/doctest.h>

#include "registry/withdrawing.hpp"

using namespace support;

TEST_CASE("one writer and four readers: after the withdrawal returned nobody sees the old answer") {
    Fixture fixture;
    CHECK(allowed_though_withdrawn(fixture, fixture.registry,
                                   [&](const std::string& address) { return bool(fixture.ask(address)); }) == 0);
    CHECK(fixture.registry.check_store().faults.empty());
}

TEST_CASE("threads that write take turns and lose nothing") {
    Fixture fixture;
    const auto before = fixture.registry.ledger_size();
    std::vector<std::thread> writers;
    for (int w = 0; w < 4; ++w) {
        writers.emplace_back([&] {
            for (int i = 0; i < 20; ++i) fixture.person("P");
        });
    }
    for (auto& writer : writers) writer.join();
    CHECK(fixture.registry.ledger_size() == before + 80);
    CHECK(fixture.registry.check_store().faults.empty());
}

TEST_CASE("two processes write one file and lose nothing") {
    Fixture fixture;
    const auto before = fixture.registry.ledger_size();
    std::vector<pid_t> children;
    for (int c = 0; c < 2; ++c) {
        const auto child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                auto own = lawful::Registry::open(fixture.file(), key());
                for (int i = 0; i < 25; ++i) {
                    static_cast<void>(own.add(lawful::Recipient{
                        .name = "P", .source = {.obtained = day("2026-01-05")}}));
                }
                ::_exit(0);
            } catch (...) {
                ::_exit(1);
            }
        }
        children.push_back(child);
    }
    for (const auto child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
    }
    CHECK(fixture.registry.ledger_size() >= before + 50);
    CHECK(fixture.reopen().check_store().faults.empty());
}

TEST_CASE("a writer that waits too long is told that the registry is busy") {
    Fixture fixture;
    auto options = fixture.options();
    options.busy_timeout = 50ms;
    auto other = lawful::Registry::open(fixture.file(), key(), options);
    // One long write: an import's progress callback holds the transaction of the first handle.
    CHECK_FALSE(error_of([&] { return other.ledger_size(); }));
}
