// SPDX-License-Identifier: Apache-2.0
// An input or output error at every operation, once and for ever: an error is reported, nothing that was
// acknowledged goes, and the store works again when the disk does.
#include <doctest/doctest.h>

#include <string>

#include "faults/scenario.hpp"
#include "faults/registry_subject.hpp"
#include "faults/soak.hpp"
#include "faults/vault_sql.hpp"

namespace {

using namespace faults;

/// One fault at one operation of the scenario, then a restart: of the process, or of the machine.
struct Trial {
    Fault fault = Fault::error_once;
    Scenario::Mood mood = Scenario::Mood::stubborn;
    bool machine = false;
};

/// A fault, or nothing. `reached` turns false when the scenario ended before the operation.
std::string attempt(const Scenario& scenario, const Trial& trial, std::uint64_t operation,
                    bool& reached) {
    const Folder work;
    const Folder image;
    work.fill_from(scenario.start());
    const auto subject = scenario.subject();
    auto progress = scenario.progress();
    try {
        FaultVfs disk;
        const CloseAtExit closing(*subject);
        disk.adopt_folder(work.path());
        disk.arm(trial.fault, operation);
        Scenario::play(*subject, {work.path(), disk.name()}, progress, trial.mood);
        reached = disk.fired();
        if (trial.machine) disk.crash_image(operation, image.path());
        subject->close();
        disk.disarm();
        verify_usable(*subject, {trial.machine ? image.path() : work.path(), "unix"}, progress);
    } catch (const std::exception& wrong) {
        return wrong.what();
    }
    return {};
}

Tally everywhere(const std::string& name, const Scenario& scenario, const Trial& trial) {
    Tally tally;
    bool reached = true;
    for (std::uint64_t operation = 1; reached; ++operation) {
        const auto fault = attempt(scenario, trial, operation, reached);
        ++tally.runs;
        if (fault.empty()) continue;
        ++tally.bad;
        if (tally.first_fault.empty()) {
            tally.first_fault = "operation " + std::to_string(operation) + ": " + fault;
        }
    }
    print_tally(name, tally);
    return tally;
}

void fail_everywhere(const std::string& name, const MakeSubject& make, std::uint64_t seed) {
    using Mood = Scenario::Mood;
    const Scenario scenario(make, seed);
    const auto run = [&](const char* how, const Trial& trial) {
        const auto tally = everywhere(name + how, scenario, trial);
        CHECK(tally.bad == 0);
        CHECK(tally.runs > 100);
    };
    run(", an error once, going on", {Fault::error_once, Mood::stubborn, false});
    run(", an error once, power cut", {Fault::error_once, Mood::defeated, true});
    run(", errors for ever", {Fault::error_for_ever, Mood::stubborn, false});
    run(", errors for ever, power cut", {Fault::error_for_ever, Mood::defeated, true});
}

TEST_CASE("plain SQLite survives an error at every operation") {
    over_seeds("plain SQLite, scenarios", 1, [&](std::uint64_t seed) {
        fail_everywhere("plain SQLite", sql_subject(plain_sqlite()), seed);
        return std::string();
    });
}

TEST_CASE("the vault survives an error at every operation") {
    over_seeds("vault, scenarios", 1, [&](std::uint64_t seed) {
        fail_everywhere("vault", sql_subject(vault_sqlite()), seed);
        return std::string();
    });
}

/// Stock SQLite takes a short read of a page for a page of zeros. The vault must not.
TEST_CASE("the vault survives a short read at every read") {
    const Scenario scenario(sql_subject(vault_sqlite()), 1);
    const Trial trial{Fault::short_read, Scenario::Mood::stubborn, false};
    CHECK(everywhere("vault, a short read", scenario, trial).bad == 0);
}

TEST_CASE("a registry survives an error at every operation") {
    over_seeds("registry, scenarios", 1, [&](std::uint64_t seed) {
        fail_everywhere("registry", registry_subject(), seed);
        fail_everywhere("registry without denials", registry_subject(Deeds::undenied), seed);
        return std::string();
    });
}

}  // namespace
