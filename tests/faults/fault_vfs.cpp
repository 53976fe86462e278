// SPDX-License-Identifier: Apache-2.0
#include "faults/fault_vfs.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <new>
#include <numeric>
#include <set>
#include <stdexcept>

#include "faults/fault_file.hpp"

namespace faults {
namespace {

constexpr int short_lived = SQLITE_OPEN_DELETEONCLOSE | SQLITE_OPEN_TEMP_DB |
                            SQLITE_OPEN_TEMP_JOURNAL | SQLITE_OPEN_SUBJOURNAL;
/// For these the unix VFS syncs the folder when it first syncs the file; for a database it does not.
constexpr int syncs_folder =
    SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;

/// A name is used again when its VFS has gone, so that their number stays small.
std::mutex names_lock;
std::set<std::uint64_t> names_taken;

std::uint64_t take_name() {
    const std::lock_guard lock(names_lock);
    std::uint64_t free = 1;
    while (!names_taken.insert(free).second) ++free;
    return free;
}

/// Those that adopted a folder.
std::set<FaultVfs*> disks;

void give_name_back(std::uint64_t name) {
    const std::lock_guard lock(names_lock);
    names_taken.erase(name);
}

}  // namespace

struct VfsHooks {
    using Turn = FaultVfs::Turn;

    static FaultVfs& of(sqlite3_vfs* vfs) { return *static_cast<FaultVfs*>(vfs->pAppData); }
    static sqlite3_vfs* base(sqlite3_vfs* vfs) { return of(vfs).base_; }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* handle, int flags, int* given) {
        auto& disk = of(vfs);
        const std::lock_guard lock(disk.lock_);
        handle->pMethods = nullptr;
        const bool modelled = name != nullptr && (flags & short_lived) == 0;
        const auto turn = disk.turn(Operation::open);
        const bool there = modelled && disk.disk_.adopt(name) != nullptr;
        const bool made = modelled && !there && (flags & SQLITE_OPEN_CREATE) != 0;
        if (turn == Turn::power_cut && made) static_cast<void>(disk.disk_.create(name));
        if (turn != Turn::pass && turn != Turn::short_read) return SQLITE_CANTOPEN;
        auto* real = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(handle) + real_offset());
        real->pMethods = nullptr;
        const int code = disk.base_->xOpen(disk.base_, name, real, flags, given);
        if (code != SQLITE_OK) {
            if (real->pMethods != nullptr) real->pMethods->xClose(real);
            return code;
        }
        auto inode = made ? disk.disk_.create(name) : there ? disk.disk_.adopt(name) : nullptr;
        new (handle) FaultFile{{&file_methods()}, &disk, real, std::move(inode),
                               made && (flags & syncs_folder) != 0};
        return SQLITE_OK;
    }

    static int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
        auto& disk = of(vfs);
        const std::lock_guard lock(disk.lock_);
        const auto turn = disk.turn(Operation::remove);
        if (turn == Turn::power_cut) disk.disk_.remove(name);
        if (turn != Turn::pass && turn != Turn::short_read) return SQLITE_IOERR_DELETE;
        const InsideVfs inside;
        const int code = disk.base_->xDelete(disk.base_, name, sync_folder);
        if (code != SQLITE_OK) return code;
        disk.disk_.remove(name);
        if (sync_folder != 0 && !disk.lying_) disk.disk_.sync_folder();
        return SQLITE_OK;
    }

    static int access(sqlite3_vfs* vfs, const char* name, int flags, int* out) {
        auto& disk = of(vfs);
        const std::lock_guard lock(disk.lock_);
        const auto turn = disk.turn(Operation::access);
        if (turn != Turn::pass && turn != Turn::short_read) return SQLITE_IOERR_ACCESS;
        return disk.base_->xAccess(disk.base_, name, flags, out);
    }

    static int full_pathname(sqlite3_vfs* vfs, const char* name, int size, char* out) {
        return base(vfs)->xFullPathname(base(vfs), name, size, out);
    }
    static int randomness(sqlite3_vfs* vfs, int size, char* out) {
        return base(vfs)->xRandomness(base(vfs), size, out);
    }
    static int sleep(sqlite3_vfs* vfs, int microseconds) {
        return base(vfs)->xSleep(base(vfs), microseconds);
    }
    static int current_time(sqlite3_vfs* vfs, double* out) {
        return base(vfs)->xCurrentTime(base(vfs), out);
    }
    static int last_error(sqlite3_vfs* vfs, int size, char* out) {
        return base(vfs)->xGetLastError(base(vfs), size, out);
    }
    static int current_time_64(sqlite3_vfs* vfs, sqlite3_int64* out) {
        return base(vfs)->xCurrentTimeInt64(base(vfs), out);
    }
};

std::uint64_t Counts::total() const {
    return std::accumulate(operations.begin(), operations.end(), std::uint64_t{0});
}

FaultVfs::FaultVfs(const std::string& base) : base_(sqlite3_vfs_find(base.c_str())) {
    if (base_ == nullptr) throw std::runtime_error("no VFS named " + base);
    number_ = take_name();
    name_ = "fault-" + std::to_string(number_);
    vfs_.iVersion = 2;
    vfs_.szOsFile = static_cast<int>(real_offset()) + base_->szOsFile;
    vfs_.mxPathname = base_->mxPathname;
    vfs_.zName = name_.c_str();
    vfs_.pAppData = this;
    vfs_.xOpen = VfsHooks::open;
    vfs_.xDelete = VfsHooks::remove;
    vfs_.xAccess = VfsHooks::access;
    vfs_.xFullPathname = VfsHooks::full_pathname;
    vfs_.xRandomness = VfsHooks::randomness;
    vfs_.xSleep = VfsHooks::sleep;
    vfs_.xCurrentTime = VfsHooks::current_time;
    vfs_.xGetLastError = VfsHooks::last_error;
    vfs_.xCurrentTimeInt64 = VfsHooks::current_time_64;
    if (sqlite3_vfs_register(&vfs_, 0) != SQLITE_OK) throw std::runtime_error("no place for a VFS");
}

FaultVfs::~FaultVfs() {
    {
        const std::lock_guard lock(names_lock);
        disks.erase(this);
    }
    sqlite3_vfs_unregister(&vfs_);
    give_name_back(number_);
}

Counts FaultVfs::counts() const {
    const std::lock_guard lock(lock_);
    return counts_;
}

void FaultVfs::reset_counts() {
    const std::lock_guard lock(lock_);
    counts_ = {};
}

void FaultVfs::arm(Fault fault, std::uint64_t operation) {
    const std::lock_guard lock(lock_);
    fault_ = fault;
    target_ = done_ + operation;
    chance_ = Chance(target_);
    fired_at_ = 0;
}

bool FaultVfs::fired() const { return fired_at() != 0; }

std::uint64_t FaultVfs::fired_at() const {
    const std::lock_guard lock(lock_);
    return fired_at_;
}

void FaultVfs::disarm() {
    const std::lock_guard lock(lock_);
    target_ = never;
}

void FaultVfs::set_room(std::optional<std::uint64_t> bytes) {
    const std::lock_guard lock(lock_);
    room_ = bytes;
}

std::uint64_t FaultVfs::used() const {
    const std::lock_guard lock(lock_);
    return disk_.used();
}

void FaultVfs::ignore_syncs() {
    const std::lock_guard lock(lock_);
    lying_ = true;
}

void FaultVfs::adopt_folder(const std::filesystem::path& folder) {
    {
        const std::lock_guard lock(names_lock);
        disks.insert(this);
    }
    const std::lock_guard lock(lock_);
    folder_ = folder;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto& file = entry.path();
        if (!file.string().ends_with("-shm")) static_cast<void>(disk_.adopt(file));
    }
}

void FaultVfs::crash_image(std::uint64_t seed, const std::filesystem::path& target) const {
    const std::lock_guard lock(lock_);
    disk_.crash_image(seed, target);
}

FaultVfs* FaultVfs::of_folder(const std::filesystem::path& file) {
    const std::lock_guard lock(names_lock);
    const auto found = std::find_if(disks.begin(), disks.end(), [&](const FaultVfs* disk) {
        return disk->folder_ == file.parent_path() || disk->folder_ == file;
    });
    return found == disks.end() ? nullptr : *found;
}

template <class Real, class Done>
int FaultVfs::past_vfs(Operation operation, Real real, Done done) {
    const std::lock_guard lock(lock_);
    const auto turn = this->turn(operation);
    if (turn == Turn::power_cut) done();
    if (turn != Turn::pass && turn != Turn::short_read) return EIO;
    if (real() != 0) return errno;
    done();
    return 0;
}

int FaultVfs::link(const std::filesystem::path& from, const std::filesystem::path& to) {
    return past_vfs(
        Operation::link, [&] { return ::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), 0); },
        [&] { disk_.link(from, to); });
}

int FaultVfs::rename(const std::filesystem::path& from, const std::filesystem::path& to) {
    return past_vfs(
        Operation::rename, [&] { return ::renameat(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str()); },
        [&] { disk_.rename(from, to); });
}

int FaultVfs::remove(const std::filesystem::path& file) {
    return past_vfs(
        Operation::remove, [&] { return ::unlink(file.c_str()); }, [&] { disk_.remove(file); });
}

/// The names stand in the model as they are in the folder.
int FaultVfs::sync_folder() {
    return past_vfs(
        Operation::sync_folder, [] { return 0; },
        [this] { if (power_ && !lying_) disk_.sync_folder(); });
}

FaultVfs::Turn FaultVfs::turn(Operation operation) {
    ++counts_.operations[static_cast<std::size_t>(operation)];
    ++done_;
    if (!power_) return Turn::refused;
    if (done_ < target_) return Turn::pass;
    if (done_ > target_) return fault_ == Fault::error_for_ever ? Turn::refused : Turn::pass;
    // Only a read can be short: the fault waits for the next one.
    if (fault_ == Fault::short_read && operation != Operation::read) {
        ++target_;
        return Turn::pass;
    }
    fired_at_ = done_;
    if (fault_ == Fault::short_read) return Turn::short_read;
    if (fault_ != Fault::power_cut) return Turn::error;
    power_ = false;
    return Turn::power_cut;
}

std::uint64_t FaultVfs::admitted(const Inode& inode, std::uint64_t end) const {
    if (!room_ || end <= inode.size) return end;
    const auto used = disk_.used();
    const auto left = *room_ > used ? *room_ - used : 0;
    return std::min(end, inode.size + left);
}

}  // namespace faults
