// SPDX-License-Identifier: Apache-2.0
#include "registry/keeping.hpp"

using namespace lawful;
using namespace support;

TEST_CASE("proof of consent outlives the erasure, is read for a claim, and then ends") {
    auto rule = after_consent(RetentionAction::erase_person);
    rule.proof_kept = Period{0, 2, 0};
    Keeping at({rule});
    at.withdraw();
    at.clock->set("2026-03-02T09:00:00Z");
    CHECK(at.run().erased == 1);
    at.require_clean();
    const auto read = [&](const char* claim) {
        return at.retention().read_proof("Desk@school.example", Medium::email, claim);
    };
    CHECK(error_of([&] { read(" "); }) == ErrorCode::invalid_record);
    const auto size = at.registry.ledger_size();
    const auto proof = read("C/13/7");
    REQUIRE(proof.size() == 2);
    CHECK(kind_of(proof.front().event.body) == "consent_given");
    CHECK(kind_of(proof.back().event.body) == "consent_withdrawn");
    CHECK(at.registry.ledger_size() == size + 1);
    SUBCASE("under other keys too") {
        at.registry.rotate_keys();
        CHECK(read("C/13/7").size() == 2);
        at.require_clean();
    }
    at.clock->set("2026-05-02T09:00:00Z");
    CHECK(at.retention().plan().proofs.empty());
    at.clock->set("2026-05-03T09:00:00Z");
    CHECK(at.run().proofs == 2);
    CHECK(error_of([&] { read("C/13/7"); }) == ErrorCode::unknown_id);
    at.require_clean();
}

TEST_CASE("what was erased for a purpose is erased again when an older copy is put back") {
    Shelf shelf;
    shelf.registry->backup(shelf.copy, key());
    const auto asked = [&] { return shelf.registry->may_send("jan@school.example", "news", Channel::email); };
    REQUIRE(asked().verdict != Verdict::deny);
    shelf.next_day();
    shelf.registry->erase(shelf.jan, "news", ErasureGround::consent_withdrawn);
    CHECK(says(asked(), "E_SUPPRESSED"));
    shelf.registry.reset();
    std::filesystem::remove(shelf.file);
    shelf.registry = Registry::restore(shelf.copy, key(), shelf.file, {.clock = shelf.clock, .random = shelf.random});
    CHECK(says(asked(), "E_SUPPRESSED"));
    CHECK_FALSE(has_event(*shelf.registry, shelf.jan, "consent_given"));
    CHECK(shelf.registry->check_store().faults.empty());
}
