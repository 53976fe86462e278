// SPDX-License-Identifier: Apache-2.0
// The disk is full at some moment: it is said, nothing that was acknowledged goes, reading goes on, and
// once there is room so does writing.
#include <doctest/doctest.h>

#include <string>

#include <lawful/error.hpp>

#include "faults/harness.hpp"
#include "faults/registry_subject.hpp"
#include "faults/soak.hpp"
#include "faults/vault_sql.hpp"

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

}  // namespace
