// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "faults/harness.hpp"

namespace faults {

/// A fixed scenario that touches opening, recovery, commits, a rollback, a reader, both checkpoints,
/// closing and opening again. For faults that are tried at every one of its operations.
class Scenario {
public:
    Scenario(MakeSubject make, std::uint64_t seed, const std::string& base_vfs = "unix");

    /// A store that was never closed: opening it recovers its log. `progress` says what is in it.
    [[nodiscard]] const std::filesystem::path& start() const { return crashed_.path(); }
    [[nodiscard]] Progress progress() const { return progress_; }
    [[nodiscard]] std::unique_ptr<Subject> subject() const { return make_(seed_); }

    /// How the store's errors are met.
    enum class Mood : std::uint8_t {
        stubborn = 1,  ///< go on with the next step, on the same connection; open again if need be
        defeated       ///< give up at the first
    };
    /// Plays it and leaves the subject as it is. Any error but Unsound is met as `mood` says; how many
    /// there were.
    static int play(Subject& subject, const Place& place, Progress& progress, Mood mood);

private:
    MakeSubject make_;
    std::uint64_t seed_;
    Folder crashed_;
    Progress progress_;
};

}  // namespace faults
