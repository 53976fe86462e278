// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <set>
#include <string>

namespace faults {

/// Child processes that tell one parent, through a pipe, what they committed, until they are killed.
class Children {
public:
    /// Tells the parent; a whole line at once.
    using Tell = std::function<void(std::uint64_t number)>;

    Children();
    Children(const Children&) = delete;
    Children& operator=(const Children&) = delete;
    ~Children();

    /// Forks; the child does `work`, and never returns. No store may be open in the parent.
    ::pid_t start(const std::function<void(const Tell&)>& work);
    /// Listens for so long.
    void listen(std::uint64_t microseconds);
    /// Listens until so many commits were told, or something went wrong.
    void listen_for(std::size_t commits);
    /// Kill -9, and what it said until then.
    void kill(::pid_t child);

    [[nodiscard]] const std::set<std::uint64_t>& told() const { return told_; }
    /// What went wrong in a child, or was told twice; empty if nothing.
    [[nodiscard]] const std::string& fault() const { return fault_; }

private:
    void drain();
    void hear(const std::string& line);

    int read_end_ = -1;
    int write_end_ = -1;
    std::set<::pid_t> alive_{};
    std::set<std::uint64_t> told_{};
    std::string rest_{};
    std::string fault_{};
};

}  // namespace faults
