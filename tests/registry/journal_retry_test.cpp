// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>

#include <csignal>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "registry/shelf.hpp"

using namespace support;

namespace {

/// While it lives no file of this process grows beyond that size.
class SmallFiles {
public:
    explicit SmallFiles(::rlim_t most) : signal_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const ::rlimit now{most, before_.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &now) == 0);
    }
    SmallFiles(const SmallFiles&) = delete;
    SmallFiles& operator=(const SmallFiles&) = delete;
    ~SmallFiles() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, signal_);
    }

private:
    ::rlimit before_{};
    void (*signal_)(int);
};

}  // namespace

TEST_CASE("a denial said again, whose first commit was lost, is recorded once") {
    Shelf at;
    const auto withdrawals = [&] {
        const auto events = at.registry->events(at.jan);
        return std::count_if(events.begin(), events.end(), [](const auto& each) {
            return std::holds_alternative<lawful::ConsentWithdrawn>(each.event.body);
        });
    };
    const lawful::ConsentWithdrawn left{"news", lawful::Channel::email};
    {
        const SmallFiles room_for_the_journal_only(4'096);
        CHECK_THROWS_AS(at.registry->record(at.jan, left), lawful::Error);
    }
    CHECK(withdrawals() == 0);
    at.registry->record(at.jan, left);
    CHECK(withdrawals() == 1);
    CHECK(at.registry->check_store().faults.empty());
    SUBCASE("said once more it is news") {
        at.registry->record(at.jan, left);
        CHECK(withdrawals() == 2);
    }
    SUBCASE("another denial is news") {
        at.registry->record(at.jan, lawful::ConsentRefused{"news", {}});
        CHECK(withdrawals() == 1);
        CHECK(std::holds_alternative<lawful::ConsentRefused>(at.registry->events(at.jan).back().event.body));
    }
}

TEST_CASE("the length of the journal's lines does not tell what they say") {
    Shelf at;
    at.registry->record(at.jan, lawful::Objected{});
    at.registry->record(at.home, lawful::ConsentRefused{"news", lawful::Channel::email});
    at.registry->record(at.mia, lawful::ConsentWithdrawn{"news", {}});
    std::vector<std::size_t> lengths;
    std::istringstream lines(bytes_of(at.journal));
    for (std::string line; std::getline(lines, line);) lengths.push_back(line.size());
    REQUIRE(lengths.size() > 3);
    CHECK(std::set<std::size_t>(lengths.begin() + 1, lengths.end()).size() == 1);
}
