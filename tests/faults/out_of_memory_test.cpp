// SPDX-License-Identifier: Apache-2.0
// Memory runs out at every allocation of SQLite, of OpenSSL and of operator new: an error, never a crash,
// never a wrong state; and the store opens afterwards.
#include <doctest/doctest.h>

#include <openssl/evp.h>

#include <string>

#include "faults/memory.hpp"
#include "faults/scenario.hpp"
#include "faults/registry_subject.hpp"
#include "faults/soak.hpp"
#include "faults/vault_sql.hpp"

namespace {

using namespace faults;

const bool hooked = memory::take_over();

/// A fault, or nothing. `reached` turns false when the scenario ended before the allocation.
std::string attempt(const Scenario& scenario, std::uint64_t allocation, bool for_ever, bool& reached) {
    const Folder work;
    work.fill_from(scenario.start());
    const auto subject = scenario.subject();
    const Place place{work.path(), "unix"};
    auto progress = scenario.progress();
    try {
        const CloseAtExit closing(*subject);
        memory::arm(allocation, for_ever);
        Scenario::play(*subject, place, progress,
                       for_ever ? Scenario::Mood::defeated : Scenario::Mood::stubborn);
        subject->close();
        reached = memory::disarm();
        verify_usable(*subject, place, progress);
    } catch (const std::exception& wrong) {
        reached = memory::disarm();
        return wrong.what();
    }
    return {};
}

/// Of `stride` allocations one, which one by the seed.
Tally everywhere(const std::string& name, const Scenario& scenario, bool for_ever,
                 std::uint64_t seed, std::uint64_t stride) {
    Tally tally;
    bool reached = true;
    for (auto allocation = 1 + seed % stride; reached; allocation += stride) {
        const auto fault = attempt(scenario, allocation, for_ever, reached);
        ++tally.runs;
        if (fault.empty()) continue;
        ++tally.bad;
        if (tally.first_fault.empty()) {
            tally.first_fault = "allocation " + std::to_string(allocation) + ": " + fault;
        }
    }
    print_tally(name, tally);
    return tally;
}

void run_out_everywhere(const std::string& name, const MakeSubject& make, std::uint64_t seed,
                        std::uint64_t stride = 1) {
    const Scenario scenario(make, seed);
    CHECK(everywhere(name + ", one allocation fails", scenario, false, seed, stride).bad == 0);
    CHECK(everywhere(name + ", all fail from one on", scenario, true, seed, stride).bad == 0);
    MESSAGE("SQLite ", memory::counted(memory::Whose::sqlite), ", OpenSSL ",
            memory::counted(memory::Whose::openssl), ", new ", memory::counted(memory::Whose::cpp));
}

TEST_CASE("the hooks are in place") {
    REQUIRE(hooked);
    memory::arm(1, false);
    CHECK(sqlite3_malloc(10) == nullptr);
    CHECK(memory::disarm());
    memory::arm(1, false);
    CHECK(EVP_MD_CTX_new() == nullptr);
    CHECK(memory::disarm());
    memory::arm(1, false);
    CHECK_THROWS_AS(delete new Subject*, std::bad_alloc);
    CHECK(memory::disarm());
}

TEST_CASE("plain SQLite survives a lack of memory at every allocation") {
    const auto make = sql_subject(plain_sqlite());
    over_seeds("plain SQLite, scenarios", 1, [&](std::uint64_t seed) {
        run_out_everywhere("plain SQLite", make, seed);
        return std::string();
    });
}

TEST_CASE("the vault survives a lack of memory at every allocation") {
    over_seeds("vault, scenarios", 1, [&](std::uint64_t seed) {
        run_out_everywhere("vault", sql_subject(vault_sqlite()), seed);
        return std::string();
    });
}

/// It allocates far more than what lies under it: one in so many, and script/soak comes to the others.
TEST_CASE("a registry survives a lack of memory") {
    constexpr std::uint64_t stride = 11;
    over_seeds("registry, scenarios", 1, [&](std::uint64_t seed) {
        run_out_everywhere("registry", registry_subject(Deeds::undenied), seed, stride);
        return std::string();
    });
}

}  // namespace
