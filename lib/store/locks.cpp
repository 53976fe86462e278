// SPDX-License-Identifier: Apache-2.0
#include "store/locks.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include <lawful/error.hpp>

namespace lawful::store {
namespace {

constexpr ::off_t writer_byte = 0;
constexpr ::off_t presence_byte = 1;

/// Of the open file description, not of the process: two registries in one process count as two.
bool set_lock(int file, ::off_t byte, short type) {
    struct ::flock lock {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = byte;
    lock.l_len = 1;
    int outcome = 0;
    do {
        outcome = ::fcntl(file, F_OFD_SETLK, &lock);
    } while (outcome != 0 && errno == EINTR);
    return outcome == 0;
}

int open_beside(const std::filesystem::path& registry, bool read_only) {
    const auto name = registry.string() + ".lock";
    const int made = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (made >= 0 || !read_only) return made;
    return ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
}

}  // namespace

Locks::Locks(const std::filesystem::path& registry, bool read_only, bool exclusive)
    : file_(open_beside(registry, read_only)) {
    if (file_ < 0 && read_only && !exclusive) return;
    if (file_ < 0) {
        const auto code = errno == EROFS || errno == EACCES ? ErrorCode::read_only
                                                            : ErrorCode::input_output;
        throw Error(code, fmt::format("{}.lock: it cannot be opened", registry.string()));
    }
    if (set_lock(file_, presence_byte, exclusive ? F_WRLCK : F_RDLCK)) return;
    ::close(file_);
    throw Error(ErrorCode::busy,
                fmt::format("{}: {}", registry.string(),
                            exclusive ? "another process has it open"
                                      : "another process has it for itself"));
}

Locks::~Locks() {
    if (file_ >= 0) ::close(file_);
}

Locks::Writing::Writing(Writing&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

Locks::Writing::~Writing() {
    if (file_ >= 0) set_lock(file_, writer_byte, F_UNLCK);
}

Locks::Writing Locks::write(int busy_milliseconds) {
    using namespace std::chrono;
    const auto deadline = steady_clock::now() + milliseconds(busy_milliseconds);
    for (auto pause = microseconds(50); !set_lock(file_, writer_byte, F_WRLCK);
         pause = std::min<microseconds>(pause * 2, milliseconds(10))) {
        if (steady_clock::now() >= deadline) {
            throw Error(ErrorCode::busy, "another process is writing to the registry");
        }
        std::this_thread::sleep_for(pause);
    }
    return Writing(file_);
}

}  // namespace lawful::store
