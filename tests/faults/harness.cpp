// SPDX-License-Identifier: Apache-2.0
#include "faults/harness.hpp"

#include <fstream>

namespace faults {
namespace {

[[noreturn]] void unsound(const std::string& what, std::uint64_t found, const Progress& progress) {
    throw Unsound(what + ": found " + std::to_string(found) + ", acknowledged " +
                  std::to_string(progress.acked) + ", attempted " + std::to_string(progress.attempted));
}

/// The shared memory file is no part of a disk's promise; at times an old or a torn one lies there.
void leave_stale_index(const std::filesystem::path& from, const std::filesystem::path& to,
                       Chance& chance) {
    for (const auto& entry : std::filesystem::directory_iterator(from)) {
        if (!entry.path().filename().string().ends_with("-shm") || !chance.one_in(8)) continue;
        const auto copy = to / entry.path().filename();
        std::filesystem::copy_file(entry.path(), copy);
        std::filesystem::resize_file(copy, chance.below(std::filesystem::file_size(copy) + 1));
    }
}

/// Works on a disk whose power goes at some moment, and says what must be there afterwards.
Progress work_until_cut(Subject& subject, FaultVfs& disk, const Place& place, Chance& chance) {
    Progress progress;
    const auto quiet = chance.below(14);
    const auto moment = 1 + chance.below(chance.one_in(4) ? 300 : 60);
    try {
        if (quiet == 0) disk.arm(Fault::power_cut, moment);
        subject.open(place);
        for (std::uint64_t step = 1; !disk.fired() && step < 1'000; ++step) {
            if (step == quiet) disk.arm(Fault::power_cut, moment);
            random_step(subject, place, chance, progress);
        }
    } catch (const Unsound&) {
        throw;
    } catch (const std::exception&) {
        if (!disk.fired()) throw;
    }
    subject.close();
    return progress;
}

void recover_until_cut(Subject& subject, FaultVfs& disk, const Place& place, Chance& chance,
                       Progress& progress) {
    disk.arm(Fault::power_cut, 1 + chance.below(chance.one_in(2) ? 30 : 250));
    try {
        verify_usable(subject, place, progress);
    } catch (const Unsound&) {
        throw;
    } catch (const std::exception&) {
        if (!disk.fired()) throw;
    }
    subject.close();
}

}  // namespace

void Progress::commit(Subject& subject) {
    const auto low = acked;
    const auto high = attempted++;
    const auto number = subject.commit();
    if (number <= low || number > high + 1) unsound("a number out of turn", number, *this);
    acked = attempted = number;
}

void verify_content(Subject& subject, Progress& progress) {
    const auto found = subject.read();
    if (found.number < progress.acked) unsound("lost transactions", found.number, progress);
    if (found.number > progress.attempted) unsound("invented transactions", found.number, progress);
    if (found.content != subject.expected(found.number)) unsound("wrong content", found.number, progress);
    progress.acked = progress.attempted = found.number;
}

void verify(Subject& subject, Progress& progress) {
    verify_content(subject, progress);
    if (const auto faults = subject.faults(); !faults.empty()) {
        unsound(faults, progress.acked, progress);
    }
}

void verify_usable(Subject& subject, const Place& place, Progress& progress) {
    subject.open(place);
    verify(subject, progress);
    progress.commit(subject);
    verify(subject, progress);
    subject.checkpoint(true);
    subject.close();
    subject.open(place);
    verify(subject, progress);
    subject.close();
}

void random_step(Subject& subject, const Place& place, Chance& chance, Progress& progress) {
    switch (chance.below(24)) {
        case 0: return subject.checkpoint(false);
        case 1:
        case 2: return subject.checkpoint(true);
        case 3: return subject.roll_back();
        case 4: return subject.toggle_reader();
        case 5:
            subject.close();
            subject.open(place);
            return;
        default: return progress.commit(subject);
    }
}

Template::Template(const MakeSubject& make, const std::string& base_vfs) {
    make(0)->create({folder_.path(), base_vfs});
}

std::string PowerCut::run(const Template& start, std::uint64_t seed) const {
    Chance chance(seed, 2);
    const Folder before;
    const Folder after;
    const Folder last;
    before.fill_from(start.path());
    const auto subject = make(seed);
    std::string where;
    try {
        Progress progress;
        {
            FaultVfs disk(base_vfs);
            const CloseAtExit closing(*subject);
            disk.adopt_folder(before.path());
            if (lying_disk) disk.ignore_syncs();
            progress = work_until_cut(*subject, disk, {before.path(), disk.name()}, chance);
            where = "cut at operation " + std::to_string(disk.fired_at());
            disk.crash_image(seed, after.path());
            leave_stale_index(before.path(), after.path(), chance);
        }
        if (second) {
            FaultVfs disk(base_vfs);
            const CloseAtExit closing(*subject);
            disk.adopt_folder(after.path());
            recover_until_cut(*subject, disk, {after.path(), disk.name()}, chance, progress);
            where += ", again at " + std::to_string(disk.fired_at());
            disk.crash_image(chance.next(), last.path());
        }
        const CloseAtExit closing(*subject);
        verify_usable(*subject, {second ? last.path() : after.path(), base_vfs}, progress);
    } catch (const std::exception& fault) {
        return where + ": " + fault.what();
    }
    return {};
}

}  // namespace faults
