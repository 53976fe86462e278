// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "registry/shelf.hpp"

using namespace lawful;
using namespace support;

/// Denials of people who came to an address after a copy of the registry was made, which is put back.
namespace {

struct Returned : Shelf {
    void came(RecipientId who, AddressId address) {
        registry->record(who, HolderAdded{address, day("2026-01-06")});
        consent(who, address);
        next_day();
    }
    void back() {
        put_back();
        open();
    }
};

}  // namespace

TEST_CASE("whoever came to a mailbox since and left stays away, though the copy knows others there") {
    for (const bool known : {true, false}) {
        CAPTURE(known);
        Returned at;
        at.keep();
        const auto who = known ? at.mia : at.person("Eva");
        at.came(who, at.home);
        CHECK(at.ask("jan@school.example"));
        at.registry->record(who, ConsentWithdrawn{"news", {}});
        at.back();
        CHECK(says(at.ask("jan@school.example"), "E_SUPPRESSED"));
        CHECK(bool(at.ask("mia@school.example")) != known);
        at.next_day();
        at.consent(at.jan, at.home);
        CHECK(at.ask("jan@school.example"));
        CHECK(at.registry->check_store().faults == std::vector<std::string>{});
    }
}

TEST_CASE("and where the copy knows them at another spelling of it") {
    Returned at;
    const auto twin = at.mailbox(at.mia, "jan+news@school.example");
    at.consent(at.mia, twin);
    at.next_day();
    at.keep();
    at.came(at.jan, twin);
    at.registry->record(at.jan, Restricted{});
    CHECK_FALSE(at.ask("jan+news@school.example"));
    at.back();
    CHECK_FALSE(at.ask("jan+news@school.example"));
}

TEST_CASE("a denial of somebody where the copy knows them denies nobody else") {
    Returned at;
    at.keep();
    at.registry->record(at.mia, ConsentWithdrawn{"news", {}});
    at.back();
    CHECK(says(at.ask("mia@school.example"), "E_CONSENT_WITHDRAWN"));
    CHECK_FALSE(says(at.ask("mia@school.example"), "E_SUPPRESSED"));
    CHECK(at.ask("jan@school.example"));
}
