// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace lawful::store {

/// Advisory locks between processes, on bytes of a file beside the registry, `NAME.lock`: who has
/// the registry open, and who writes and checkpoints (SQLite before 3.51.3 has a fault when two
/// connections do both at once). They end with the process that holds them.
class Locks {
public:
    /// Says that this process has the registry open, alone if `exclusive`. Throws `busy` when
    /// another has it for itself, or this one wants it so and there is another. Without the right to
    /// write beside the registry a reader goes without.
    Locks(const std::filesystem::path& registry, bool read_only, bool exclusive);
    Locks(const Locks&) = delete;
    Locks& operator=(const Locks&) = delete;
    ~Locks();

    /// The writer's lock, until it goes.
    class Writing {
    public:
        explicit Writing(int file) : file_(file) {}
        Writing(Writing&& other) noexcept;
        Writing(const Writing&) = delete;
        Writing& operator=(const Writing&) = delete;
        Writing& operator=(Writing&&) = delete;
        ~Writing();

    private:
        int file_;
    };
    /// Waits that long. Throws `busy`. Within a process the caller takes a mutex first.
    [[nodiscard]] Writing write(int busy_milliseconds);

private:
    int file_ = -1;
};

}  // namespace lawful::store
