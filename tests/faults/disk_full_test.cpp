// SPDX-License-Identifier: Apache-2.0
// The disk is full at some moment: it is said, nothing that was acknowledged goes, reading goes on, and
// once there is room so does writing.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include <lawful/error.hpp>

#include "faults/harness.hpp"
#include "faults/registry_subject.hpp"
#include "faults/soak.hpp"
#include "faults/vault_sql.hpp"
#include "faults/world.hpp"

namespace {

using namespace faults;

bool says_full(const std::exception& failure) {
    const auto* const sql = dynamic_cast<const SqlError*>(&failure);
    const auto* const own = dynamic_cast<const lawful::Error*>(&failure);
    return (sql != nullptr && (sql->code() & 0xFF) == SQLITE_FULL) ||
           (own != nullptr && own->code() == lawful::ErrorCode::disk_full);
}

/// Works until there is no more room; how often it was full.
int fill_up(Subject& subject, const Place& place, Chance& chance, Progress& progress) {
    int full = 0;
    for (int step = 0; full < 4 && step < 300; ++step) {
        try {
            random_step(subject, place, chance, progress);
        } catch (const Unsound&) {
            throw;
        } catch (const std::exception& failure) {
            if (!says_full(failure)) throw Unsound(std::string("another error: ") + failure.what());
            ++full;
            auto seen = progress;
            verify_content(subject, seen);
        }
    }
    return full;
}

std::string run(const MakeSubject& make, const Template& start, std::uint64_t seed, int& times_full) {
    Chance chance(seed, 4);
    const Folder folder;
    const Folder image;
    folder.fill_from(start.path());
    const auto subject = make(seed);
    Progress progress;
    const bool crash = chance.one_in(2);
    try {
        {
            FaultVfs disk;
            const CloseAtExit closing(*subject);
            const Place place{folder.path(), disk.name()};
            disk.adopt_folder(folder.path());
            subject->open(place);
            for (int round = 0; round < 2; ++round) {
                disk.set_room(disk.used() + chance.below(120'000));
                times_full += fill_up(*subject, place, chance, progress);
                disk.set_room(std::nullopt);
                progress.commit(*subject);
            }
            if (crash) disk.crash_image(seed, image.path());
        }
        verify_usable(*subject, {crash ? image.path() : folder.path(), "unix"}, progress);
    } catch (const std::exception& fault) {
        return fault.what();
    }
    return {};
}

void fill_disks(const std::string& name, const MakeSubject& make) {
    const Template start(make);
    int times_full = 0;
    const auto tally = over_seeds(name + ", disks filled", 200, [&](std::uint64_t seed) {
        return run(make, start, seed, times_full);
    });
    CHECK(tally.bad == 0);
    CHECK(times_full > 0);
}

TEST_CASE("plain SQLite survives a full disk") {
    fill_disks("plain SQLite", sql_subject(plain_sqlite()));
}

TEST_CASE("the vault survives a full disk") { fill_disks("vault", sql_subject(vault_sqlite())); }

/// Without denials: with one in its journal that is not recorded yet a registry does not open on a full
/// disk, and this harness wants to read at any time.
TEST_CASE("a registry survives a full disk") { fill_disks("registry", registry_subject(Deeds::undenied)); }

const lawful::ConsentWithdrawn withdrawal{"news", lawful::Channel::email};

std::ptrdiff_t withdrawals(const lawful::Registry& registry, const lawful::RecipientId& who) {
    const auto events = registry.events(who);
    return std::count_if(events.begin(), events.end(), [](const auto& each) {
        return std::holds_alternative<lawful::ConsentWithdrawn>(each.event.body);
    });
}

std::ptrdiff_t lines_of(const std::filesystem::path& journal) {
    const auto bytes = support::bytes_of(journal);
    return std::count(bytes.begin(), bytes.end(), '\n');
}

/// With a denial in the journal that is not recorded, nobody opens a registry that would allow.
void require_no_new_reader(const Place& place) {
    for (const bool read_only : {true, false}) {
        auto options = World::options(place.vfs);
        options.busy_timeout = std::chrono::milliseconds{0};
        options.read_only = read_only;
        try {
            const auto opened = lawful::Registry::open(place.folder / "store", support::key(), options);
            CHECK_FALSE(World::allows(opened, World::to_erase));
        } catch (const lawful::Error& error) {
            CHECK(error.code() == (read_only ? lawful::ErrorCode::corrupt : lawful::ErrorCode::disk_full));
        }
    }
}

enum class Outcome : std::uint8_t { recorded = 1, journalled, nothing };

/// Tells a registry with so much room of a withdrawal, and looks at what is left of it.
Outcome withdraw_within(const World& world, std::uint64_t room, bool restart) {
    const Folder work;
    world.copy_registry(work.path());
    FaultVfs disk;
    disk.adopt_folder(work.path());
    const auto journal = work.path() / "store.denials";
    const auto open = [&] {
        return std::make_unique<lawful::Registry>(
            lawful::Registry::open(work.path() / "store", support::key(), World::options(disk.name())));
    };
    auto registry = open();
    const auto lines = lines_of(journal);
    disk.set_room(disk.used() + room);
    bool told = false;
    try {
        registry->record(world.jan(), withdrawal);
    } catch (const lawful::Error& error) {
        told = true;
        CHECK(error.code() == lawful::ErrorCode::disk_full);
        CHECK(withdrawals(*registry, world.jan()) == 0);  // reading goes on
        if (lines_of(journal) > lines) require_no_new_reader({work.path(), disk.name()});
    }
    disk.set_room(std::nullopt);
    if (restart) {
        registry.reset();
        registry = open();
    }
    const bool journalled = lines_of(journal) > lines;
    // The next write of any kind records what the journal holds.
    registry->add(lawful::Address{.text = "somebody@example.org"});
    const bool denied = !World::allows(*registry, World::to_erase);
    CHECK(denied == (journalled || !told));
    // Said again only now it is one event more: another write recorded what the journal held.
    registry->record(world.jan(), withdrawal);
    CHECK_FALSE(World::allows(*registry, World::to_erase));
    CHECK(withdrawals(*registry, world.jan()) == (denied ? 2 : 1));
    for (const auto& fault : registry->check_store().faults) FAIL_CHECK(fault);
    if (!told) return Outcome::recorded;
    return denied ? Outcome::journalled : Outcome::nothing;
}

/// A denial that a full disk does not let be recorded: the caller is told, and it is either in the
/// journal, whole, and recorded by the next write, or nowhere.
TEST_CASE("a denial upon a full disk is told to have failed, and denies once there is room") {
    const World world;
    for (const bool restart : {false, true}) {
        int journalled = 0;
        int nothing = 0;
        auto outcome = Outcome::nothing;
        for (std::uint64_t room = 0; outcome != Outcome::recorded && room < 200'000; room += 256) {
            CAPTURE(room);
            outcome = withdraw_within(world, room, restart);
            journalled += outcome == Outcome::journalled ? 1 : 0;
            nothing += outcome == Outcome::nothing ? 1 : 0;
        }
        CHECK(outcome == Outcome::recorded);
        CHECK(journalled > 0);
        CHECK(nothing > 0);
    }
}

}  // namespace
