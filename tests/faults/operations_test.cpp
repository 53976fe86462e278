// SPDX-License-Identifier: Apache-2.0
// Erasure, merge, a change of holder, a request, backup, restore, compaction, rotation, a change of credential and creation
// under faults: each is complete or nothing is lost, whatever fails at whichever step, and a new attempt succeeds.
#include <doctest/doctest.h>

#include <cstdlib>
#include <optional>
#include <string>

#include "faults/harness.hpp"
#include "faults/operations.hpp"
#include "faults/soak.hpp"

namespace {

using namespace faults;

const World& world() {
    static const World made;
    return made;
}

/// Whether it ended without an error. Any error but the library's own is a fault.
bool ends(const LargeWork& operation, const Place& place) {
    try {
        operation.run(place);
        return true;
    } catch (const lawful::Error&) {
        return false;
    }
}

enum class Restart : std::uint8_t { process = 1, machine, none };

/// What goes wrong: `upset` is told the disk.
template <class Upset>
std::string attempt(const LargeWork& operation, Restart restart, std::uint64_t seed, Upset upset,
                    bool& reached) {
    const Folder work;
    const Folder image;
    bool complete = false;
    reached = false;
    try {
        operation.prepare(work.path());
        {
            FaultVfs disk;
            const Place place{work.path(), disk.name()};
            disk.adopt_folder(work.path());
            upset(disk);
            complete = ends(operation, place);
            reached = disk.fired() || !complete;
            if (restart == Restart::machine) disk.crash_image(seed, image.path());
            disk.disarm();
            disk.set_room(std::nullopt);
            if (restart == Restart::none) operation.judge(place, complete);
        }
        if (restart == Restart::none) return {};
        operation.judge({restart == Restart::machine ? image.path() : work.path(), "unix"}, complete);
    } catch (const std::exception& wrong) {
        return std::string(complete ? "ended; " : "failed; ") + wrong.what();
    }
    return {};
}

/// At every step, or one in `stride`: which one by the seed.
void everywhere(const LargeWork& operation, const char* how, Fault fault, Restart restart,
                std::uint64_t seed, std::uint64_t stride) {
    Tally tally;
    bool reached = true;
    for (auto step = 1 + seed % stride; reached; step += stride) {
        const auto wrong = attempt(operation, restart, step + seed * 1'000'000,
                                   [&](FaultVfs& disk) { disk.arm(fault, step); }, reached);
        ++tally.runs;
        if (wrong.empty()) continue;
        ++tally.bad;
        if (tally.first_fault.empty()) {
            tally.first_fault = "seed " + std::to_string(seed) + ", step " + std::to_string(step) + ": " + wrong;
        }
    }
    print_tally(std::string(operation.name()) + how, tally);
    CHECK(tally.bad == 0);
    CHECK(tally.runs > 2);
}

template <class Try>
void over_operations(const char* name, Try try_one) {
    const auto* only = std::getenv("LAWFUL_WORK");
    for (const auto& operation : large_works(world())) {
        if (only != nullptr && operation->name() != std::string_view(only)) continue;
        over_seeds(std::string(operation->name()) + name, 1, [&](std::uint64_t seed) {
            try_one(*operation, seed);
            return std::string();
        });
    }
}

TEST_CASE("large operations survive an error at every step") {
    over_operations(", errors", [](const LargeWork& operation, std::uint64_t seed) {
        everywhere(operation, ", an error once", Fault::error_once, Restart::process, seed, 1);
        everywhere(operation, ", an error once, going on", Fault::error_once, Restart::none, seed, 5);
        everywhere(operation, ", an error once, power cut", Fault::error_once, Restart::machine, seed, 5);
        everywhere(operation, ", errors for ever", Fault::error_for_ever, Restart::process, seed, 5);
    });
}

TEST_CASE("large operations survive a power cut") {
    over_operations(", cuts", [](const LargeWork& operation, std::uint64_t seed) {
        everywhere(operation, ", power cut", Fault::power_cut, Restart::machine, seed, 2);
    });
}

/// The room grows until the operation ends in it.
TEST_CASE("large operations survive a full disk") {
    over_operations(", full disks", [](const LargeWork& operation, std::uint64_t seed) {
        Tally tally;
        bool reached = true;
        const auto more = operation.room_step();
        for (auto room = seed % more; reached; room += more) {
            const auto wrong = attempt(operation, Restart::process, room,
                                       [&](FaultVfs& disk) { disk.set_room(disk.used() + room); }, reached);
            ++tally.runs;
            if (wrong.empty()) continue;
            ++tally.bad;
            if (tally.first_fault.empty()) tally.first_fault = std::to_string(room) + " bytes: " + wrong;
        }
        print_tally(std::string(operation.name()) + ", rooms", tally);
        CHECK(tally.bad == 0);
    });
}

}  // namespace
