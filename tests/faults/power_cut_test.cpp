// SPDX-License-Identifier: Apache-2.0
// The power goes at a random moment; what the disk holds then must be all that was acknowledged, and at
// most one transaction more, whole.
#include <doctest/doctest.h>

#include <string>

#include "faults/harness.hpp"
#include "faults/registry_subject.hpp"
#include "faults/soak.hpp"
#include "faults/vault_sql.hpp"

namespace {

using namespace faults;

Tally cut(const std::string& name, std::uint64_t times, const PowerCut& how) {
    const Template start(how.make);
    return over_seeds(name, times, [&](std::uint64_t seed) { return how.run(start, seed); });
}

TEST_CASE("plain SQLite loses nothing when the power goes: the harness itself is right") {
    const auto make = sql_subject(plain_sqlite());
    CHECK(cut("plain SQLite, power cuts", 750, {.make = make}).bad == 0);
    CHECK(cut("plain SQLite, second cuts", 250, {.make = make, .second = true}).bad == 0);
}

TEST_CASE("the vault loses nothing when the power goes") {
    const auto make = sql_subject(vault_sqlite());
    CHECK(cut("vault, power cuts", 2'500, {.make = make}).bad == 0);
    CHECK(cut("vault, second cuts", 800, {.make = make, .second = true}).bad == 0);
}

TEST_CASE("a registry loses nothing when the power goes") {
    const auto make = registry_subject();
    CHECK(cut("registry, power cuts", 500, {.make = make}).bad == 0);
    CHECK(cut("registry, second cuts", 200, {.make = make, .second = true}).bad == 0);
}

TEST_CASE("the harness finds a disk that says synced and is not") {
    const auto make = sql_subject(plain_sqlite());
    CHECK(cut("plain SQLite, lying disk", 100, {.make = make, .lying_disk = true}).bad > 0);
}

TEST_CASE("the harness finds that nobody synced") {
    const auto careless = sql_subject(plain_sqlite(library_settings() + "PRAGMA synchronous = OFF;"));
    CHECK(cut("plain SQLite, synchronous = OFF", 100, {.make = careless}).bad > 0);
}

TEST_CASE("the harness finds that commits are not synced") {
    const auto lazy = sql_subject(plain_sqlite(library_settings() + "PRAGMA synchronous = NORMAL;"));
    CHECK(cut("plain SQLite, synchronous = NORMAL", 100, {.make = lazy}).bad > 0);
}

/// After a spill, ROLLBACK TO and COMMIT, SQLite up to 3.40.1 leaves frames in the WAL that no recovery
/// accepts. This is why the library's connections say cache_spill = OFF.
TEST_CASE("a cache that spills loses transactions") {
    const auto spilling = sql_subject(plain_sqlite(library_settings() + "PRAGMA cache_spill = ON;"));
    const auto tally = cut("plain SQLite, cache_spill = ON", 200, {.make = spilling});
    if (sqlite3_libversion_number() <= 3'040'001) CHECK(tally.bad > 0);
}

}  // namespace
