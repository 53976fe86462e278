// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/holdings.hpp"

using namespace lawful;
using namespace std::chrono;

namespace {

const RecipientId jan{{1}};
const RecipientId eva{{2}};
const AddressId desk{{3}};
const AddressId home{{4}};

Day march(unsigned number) { return year{2026} / month{3} / day{number}; }

struct Told {
    std::vector<model::Holding> holdings{};
    EventIndex next = 0;

    model::Holding* begin(RecipientId who, AddressId address, Day from) {
        return say({.subject = who, .body = HolderAdded{address, from}});
    }
    model::Holding* end(RecipientId who, AddressId address, Day until) {
        return say({.subject = who, .body = HolderEnded{address, until}});
    }
    model::Holding* say(const Event& event) { return rules::apply_holding(holdings, next++, event); }
};

}  // namespace

TEST_CASE("a holding begins, ends, and can end otherwise") {
    Told told;
    told.begin(jan, desk, march(5));
    told.end(jan, desk, march(20));
    CHECK(told.holdings == std::vector<model::Holding>{{desk, jan, march(5), march(20), 0, 1}});
    told.end(jan, desk, march(12));
    CHECK(told.holdings == std::vector<model::Holding>{{desk, jan, march(5), march(12), 0, 2}});
}

TEST_CASE("an earlier first day brings the next holding forward, and begins none") {
    Told told;
    told.begin(jan, desk, march(20));
    told.begin(eva, desk, march(21));
    told.begin(jan, home, march(22));
    told.begin(jan, desk, march(5));
    CHECK(told.holdings == std::vector<model::Holding>{{desk, jan, march(5), {}, 0, 3},
                                                       {desk, eva, march(21), {}, 1, 1},
                                                       {home, jan, march(22), {}, 2, 2}});
}

TEST_CASE("somebody who comes back holds the address twice, and each end finds its own") {
    Told told;
    told.begin(jan, desk, march(1));
    told.end(jan, desk, march(5));
    told.begin(jan, desk, march(20));
    told.begin(jan, desk, march(18));
    told.end(jan, desk, march(6));
    told.end(jan, desk, march(25));
    CHECK(told.holdings == std::vector<model::Holding>{{desk, jan, march(1), march(6), 0, 4},
                                                       {desk, jan, march(18), march(25), 2, 5}});
}

TEST_CASE("a holding that never was is not brought forward") {
    Told told;
    told.begin(jan, desk, march(20));
    told.end(jan, desk, march(20));
    told.begin(jan, desk, march(5));
    CHECK(told.holdings == std::vector<model::Holding>{{desk, jan, march(20), march(20), 0, 1},
                                                       {desk, jan, march(5), {}, 2, 2}});
}

TEST_CASE("an end before the beginning, and other events, say nothing") {
    Told told;
    told.begin(jan, desk, march(20));
    CHECK(told.end(jan, desk, march(19)) == nullptr);
    CHECK(told.end(eva, desk, march(25)) == nullptr);
    CHECK(told.say({.subject = jan, .body = ConsentRefused{}}) == nullptr);
    CHECK(told.holdings == std::vector<model::Holding>{{desk, jan, march(20), {}, 0, 0}});
}
