// SPDX-License-Identifier: Apache-2.0
#include "faults/scenario.hpp"

#include <array>

namespace faults {
namespace {

enum class Step : std::uint8_t { look = 1, commit, roll_back, reader, passive, truncate, close };

constexpr std::array script = {Step::look,    Step::commit, Step::commit, Step::roll_back,
                               Step::reader,  Step::commit, Step::passive, Step::commit,
                               Step::reader,  Step::truncate, Step::commit, Step::look,
                               Step::close,   Step::commit, Step::look};

/// What is seen while the process lives says nothing of what a restart will find: progress stays. The
/// store's own check is not asked: it reports an error of the disk as a fault of the file.
void look(Subject& subject, Progress progress) { verify_content(subject, progress); }

void perform(Step step, Subject& subject, Progress& progress) {
    switch (step) {
        case Step::look: return look(subject, progress);
        case Step::commit: return progress.commit(subject);
        case Step::roll_back: return subject.roll_back();
        case Step::reader: return subject.toggle_reader();
        case Step::passive: return subject.checkpoint(false);
        case Step::truncate: return subject.checkpoint(true);
        case Step::close: return subject.close();
    }
}

/// Whether `work` succeeded. A store that is wrong is another matter.
template <class Work>
bool succeeds(Work work) {
    try {
        work();
        return true;
    } catch (const Unsound&) {
        throw;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace

Scenario::Scenario(MakeSubject make, std::uint64_t seed, const std::string& base_vfs)
    : make_(std::move(make)), seed_(seed) {
    const Folder alive;
    FaultVfs disk(base_vfs);
    const Place place{alive.path(), disk.name()};
    const auto made = make_(seed_);
    made->create(place);
    disk.adopt_folder(alive.path());
    made->open(place);
    for (int i = 0; i < 4; ++i) progress_.commit(*made);
    disk.arm(Fault::power_cut, 1);
    made->close();
    disk.crash_image(0, crashed_.path());
}

int Scenario::play(Subject& subject, const Place& place, Progress& progress, Mood mood) {
    int errors = 0;
    bool open = false;
    for (const auto step : script) {
        for (int tries = 0; !open && tries < 2; ++tries) {
            open = succeeds([&] { subject.open(place); });
            if (open) break;
            ++errors;
            if (mood == Mood::defeated) return errors;
            subject.close();
        }
        if (!open) return errors;
        if (!succeeds([&] { perform(step, subject, progress); })) {
            ++errors;
            if (mood == Mood::defeated) return errors;
        }
        if (step == Step::close) open = false;
    }
    return errors;
}

}  // namespace faults
