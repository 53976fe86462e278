// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

#include "faults/chance.hpp"
#include "faults/fault_vfs.hpp"
#include "faults/folder.hpp"
#include "faults/subject.hpp"

namespace faults {

/// The store is wrong: it lost, tore or invented something. Its own errors are other exceptions.
class Unsound : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Which transactions there must be, and which there may be: one that failed may yet be there.
struct Progress {
    std::uint64_t acked = 0;
    std::uint64_t attempted = 0;

    /// `work` commits and answers with the number. Throws Unsound for a number out of turn.
    void commit(Subject& subject);
};

/// The content is that of a number within `progress`, which is narrowed to it. Throws Unsound.
void verify_content(Subject& subject, Progress& progress);

/// And the store finds no fault in itself.
void verify(Subject& subject, Progress& progress);

/// Opens, verifies, commits, opens again and verifies: sound and fit for use. Throws.
void verify_usable(Subject& subject, const Place& place, Progress& progress);

/// One random step: mostly a commit; else a rollback, a checkpoint, a reader, or close and open.
void random_step(Subject& subject, const Place& place, Chance& chance, Progress& progress);

/// An empty store, made once and copied for each run.
class Template {
public:
    explicit Template(const MakeSubject& make, const std::string& base_vfs = "unix");
    [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }

private:
    Folder folder_;
};

/// What the harness does to a subject again and again.
struct PowerCut {
    MakeSubject make{};
    bool second = false;        ///< cut again during the recovery
    bool lying_disk = false;    ///< see FaultVfs::ignore_syncs
    std::string base_vfs = "unix";

    /// Works until the power goes, restarts from what the disk holds, verifies. A fault, or nothing.
    [[nodiscard]] std::string run(const Template& start, std::uint64_t seed) const;
};

}  // namespace faults
