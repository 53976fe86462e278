// SPDX-License-Identifier: Apache-2.0
// A registry gives finished files their names past SQLite's VFS. These take the place of the C library's
// functions in the test programs, for folders that a FaultVfs adopted; everywhere else they do what they
// always do.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string>

#include "faults/fault_vfs.hpp"

namespace {

int answer(int error) {
    errno = error;
    return error == 0 ? 0 : -1;
}

/// The folder behind a handle; empty for a file.
std::filesystem::path folder_of(int handle) {
    struct ::stat status {};
    if (::fstat(handle, &status) != 0 || !S_ISDIR(status.st_mode)) return {};
    std::error_code ignored;
    return std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(handle), ignored);
}

}  // namespace

extern "C" {

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name)
int link(const char* from, const char* to) noexcept {
    if (auto* const disk = faults::FaultVfs::of_folder(to)) return answer(disk->link(from, to));
    return ::linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int rename(const char* from, const char* to) noexcept {
    if (auto* const disk = faults::FaultVfs::of_folder(to)) return answer(disk->rename(from, to));
    return ::renameat(AT_FDCWD, from, AT_FDCWD, to);
}

int remove(const char* name) noexcept {
    if (auto* const disk = faults::FaultVfs::of_folder(name)) return answer(disk->remove(name));
    if (::unlink(name) == 0) return 0;
    return errno == EISDIR || errno == EPERM ? ::rmdir(name) : -1;
}

int fsync(int handle) {
    const auto folder = faults::InsideVfs::is() ? std::filesystem::path() : folder_of(handle);
    auto* const disk = folder.empty() ? nullptr : faults::FaultVfs::of_folder(folder);
    if (disk != nullptr) return answer(disk->sync_folder());
    return static_cast<int>(::syscall(SYS_fsync, handle));
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)

}  // extern "C"
