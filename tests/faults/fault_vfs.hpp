// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "faults/disk.hpp"

namespace faults {

enum class Operation : std::uint8_t {
    open = 1, read, write, truncate, sync, size, remove, access, lock, unlock, reserved, shm_map, shm_lock,
    link, rename, sync_folder
};

/// What went through, for tests and for what the library costs.
struct Counts {
    std::array<std::uint64_t, 17> operations{};  ///< by Operation
    std::uint64_t bytes_read = 0;
    std::uint64_t bytes_written = 0;

    [[nodiscard]] std::uint64_t of(Operation which) const {
        return operations[static_cast<std::size_t>(which)];
    }
    [[nodiscard]] std::uint64_t total() const;
};

enum class Fault : std::uint8_t {
    power_cut = 1,   ///< this operation is torn, all later ones fail; `crash_image` follows
    error_once,      ///< one operation fails; a write has begun, a sync has lost some of what it had
    error_for_ever,  ///< and all later ones
    short_read       ///< a read gets half of what is there and zeros; other operations pass
};

/// A VFS over another one that counts, and fails when told to. Registered under `name()` while it
/// lives; every file opened through it must be closed before. For tests only; thread safe.
class FaultVfs {
public:
    explicit FaultVfs(const std::string& base = "unix");
    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;
    ~FaultVfs();

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] Counts counts() const;
    void reset_counts();

    /// At the `operation`-th operation from now; 1 is the next.
    void arm(Fault fault, std::uint64_t operation);
    /// Was it reached?
    [[nodiscard]] bool fired() const;
    /// Which operation it was, counted from the first of this disk.
    [[nodiscard]] std::uint64_t fired_at() const;
    /// No more faults. Power that is off stays off.
    void disarm();

    /// Room for so many bytes in all files together; then SQLITE_FULL. Nothing: no limit.
    void set_room(std::optional<std::uint64_t> bytes);
    [[nodiscard]] std::uint64_t used() const;

    /// A disk that says "synced" and lies: nothing is ever durable. The harness must find it out.
    void ignore_syncs();

    /// Every file of a folder is durable as it lies there, opened yet or not. Shared memory is none.
    void adopt_folder(const std::filesystem::path& folder);

    /// The disk that adopted the folder of that file; none: nobody's. file_calls.cpp asks.
    [[nodiscard]] static FaultVfs* of_folder(const std::filesystem::path& file);
    /// The system's calls upon files past the VFS: 0, or the error's number.
    int link(const std::filesystem::path& from, const std::filesystem::path& to);
    int rename(const std::filesystem::path& from, const std::filesystem::path& to);
    int remove(const std::filesystem::path& file);
    int sync_folder();

    /// What the disk may hold if the power goes now (or went): see Disk.
    void crash_image(std::uint64_t seed, const std::filesystem::path& target) const;

private:
    friend struct FileHooks;
    friend struct VfsHooks;
    static constexpr auto never = std::numeric_limits<std::uint64_t>::max();

    /// What is to become of an operation.
    enum class Turn : std::uint8_t { pass = 1, refused, power_cut, error, short_read };
    /// Counts it. The lock is held.
    [[nodiscard]] Turn turn(Operation operation);
    /// Counts a call past the VFS; `done` tells the model of it where it took place.
    template <class Real, class Done>
    int past_vfs(Operation operation, Real real, Done done);
    /// How much of a write up to `end` there is room for.
    [[nodiscard]] std::uint64_t admitted(const Inode& inode, std::uint64_t end) const;

    std::uint64_t number_ = 0;
    std::filesystem::path folder_{};
    std::string name_;
    sqlite3_vfs* base_;
    sqlite3_vfs vfs_{};
    mutable std::mutex lock_;
    Disk disk_;
    Chance chance_{0};
    Counts counts_{};
    std::uint64_t done_ = 0;
    std::uint64_t target_ = never;
    std::uint64_t fired_at_ = 0;
    Fault fault_ = Fault::error_once;
    bool power_ = true;
    bool lying_ = false;
    std::optional<std::uint64_t> room_{};
};

/// While it lives, what this thread's VFS asks of the system is not a call past it.
class InsideVfs {
public:
    InsideVfs() { ++depth; }
    InsideVfs(const InsideVfs&) = delete;
    InsideVfs& operator=(const InsideVfs&) = delete;
    ~InsideVfs() { --depth; }

    [[nodiscard]] static bool is() { return depth > 0; }

private:
    static inline thread_local int depth = 0;
};

}  // namespace faults
