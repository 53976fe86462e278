// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "registry/shelf.hpp"
#include "store/raw_vault.hpp"

using namespace support;

namespace {

/// More events than the ledger keeps one subtree for.
struct Grown : Shelf {
    std::string then;

    Grown() {
        then = registry->checkpoint();
        for (int round = 0; round < 3; ++round) {
            const std::vector<lawful::Happened> asked(200, {jan, lawful::ConsentRequested{.purpose = "news"}});
            registry->record_all(asked);
        }
    }
    [[nodiscard]] lawful::Explanation explained() const {
        return registry->explain("jan@school.example", "news", lawful::Channel::email);
    }
    void tamper(const char* sql) {
        registry.reset();
        {
            RawVault vault(file, key());
            REQUIRE(vault.execute(sql) == SQLITE_OK);
        }
        registry = lawful::Registry::open(file, key(), {.clock = clock, .random = random});
    }
};

}  // namespace

TEST_CASE("answers are proven from kept subtrees") {
    const Grown at;
    REQUIRE(at.registry->ledger_size() > 600);
    for (const auto& reason : at.explained().reasons) CHECK(reason.proof.empty() == !reason.event.has_value());
    CHECK_NOTHROW(at.registry->require_consistent(at.then));
    CHECK(at.registry->check_store().faults.empty());
}

TEST_CASE("a kept subtree that is another proves nothing, and check_store finds it") {
    for (const auto* sql : {"UPDATE subtrees SET hash = zeroblob(32)", "DELETE FROM subtrees",
                            "INSERT INTO subtrees SELECT 16, number, hash FROM subtrees",
                            "DELETE FROM subtrees WHERE number = 1"}) {
        CAPTURE(sql);
        Grown at;
        at.tamper(sql);
        CHECK_FALSE(at.registry->check_store().faults.empty());
        if (std::string_view(sql).starts_with("INSERT")) continue;  // none is missing
        CHECK_THROWS_AS(static_cast<void>(at.explained()), lawful::Error);
        CHECK_NOTHROW(at.registry->require_consistent(at.then));  // it asks the leaves
    }
}

TEST_CASE("that the ledger only grew is asked of every leaf, whatever is kept of its tree") {
    for (const auto* sql : {"UPDATE events SET commitment = zeroblob(32) WHERE position = 5",
                            "UPDATE events SET commitment = zeroblob(32) WHERE position = 300",
                            "DELETE FROM events WHERE position = 300"}) {
        CAPTURE(sql);
        Grown at;
        at.tamper(sql);
        try {
            at.registry->require_consistent(at.then);
            FAIL("consistent");
        } catch (const lawful::Error& error) {
            CHECK(error.code() == lawful::ErrorCode::corrupt);
        }
    }
}

TEST_CASE("kept subtrees are in a backup and in a compacted file") {
    Grown at;
    at.registry->backup(at.copy, key());
    const auto back = at.folder / "back.lawful";
    std::filesystem::copy_file(at.journal, back.string() + ".denials");
    const auto restored = lawful::Registry::restore(at.copy, key(), back, {.clock = at.clock, .random = at.random});
    CHECK(restored.check_store().faults.empty());
    at.registry.reset();
    lawful::Registry::compact(at.file, key());
    at.registry = lawful::Registry::open(at.file, key(), {.clock = at.clock, .random = at.random});
    CHECK(at.registry->check_store().faults.empty());
    CHECK(at.explained().decision);
}
