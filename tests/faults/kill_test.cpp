// SPDX-License-Identifier: Apache-2.0
// Writers die by kill -9 on a real file system, alone or in pairs: what they acknowledged is there.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "faults/child.hpp"
#include "faults/harness.hpp"
#include "faults/registry_subject.hpp"
#include "faults/soak.hpp"
#include "faults/vault_sql.hpp"

namespace {

using namespace faults;

[[noreturn]] void work(Subject& subject, const Place& place, Chance chance, const Children::Tell& tell) {
    subject.open(place);
    for (;;) {
        switch (chance.below(20)) {
            case 0: subject.checkpoint(true); break;
            case 1: subject.checkpoint(false); break;
            case 2: subject.roll_back(); break;
            case 3:
                subject.close();
                subject.open(place);
                break;
            default: tell(subject.commit());
        }
    }
}

/// Starts the writers, kills them one after the other, and restarts. Throws Unsound.
void kill_once(const MakeSubject& make, std::uint64_t seed, const Place& place, unsigned writers,
               Chance& chance, Progress& progress) {
    Children children;
    std::vector<::pid_t> alive;
    for (unsigned i = 0; i < writers; ++i) {
        const Chance own(seed, chance.next());
        alive.push_back(children.start(
            [&](const Children::Tell& tell) { work(*make(seed), place, own, tell); }));
    }
    children.listen_for(writers);
    children.listen(chance.below(40'000));
    for (const auto child : alive) {
        children.kill(child);
        children.listen(chance.below(2) * chance.below(4'000));
    }
    if (!children.fault().empty()) throw Unsound(children.fault());
    const auto before = progress.acked;
    const auto& told = children.told();
    progress.acked = *told.rbegin();
    progress.attempted = progress.acked + writers;
    const auto subject = make(seed);
    subject->open(place);
    verify(*subject, progress);
    // Each may have died between a commit and its word for it, once.
    if (progress.acked - before > told.size() + writers) throw Unsound("commits of nobody");
    verify_usable(*subject, place, progress);
}

Tally kill_often(const std::string& name, const MakeSubject& make, unsigned writers, std::uint64_t kills) {
    const Template start(make);
    constexpr std::uint64_t each = 5;
    std::uint64_t commits = 0;
    auto tally = over_seeds(name + ", stores", kills / each, [&](std::uint64_t seed) -> std::string {
        const Folder folder(Folder::On::disk);
        folder.fill_from(start.path());
        Chance chance(seed, 3);
        Progress progress;
        try {
            for (std::uint64_t i = 0; i < each; ++i) {
                kill_once(make, seed, {folder.path(), "unix"}, writers, chance, progress);
            }
        } catch (const std::exception& fault) {
            return fault.what();
        }
        commits += progress.acked;
        return {};
    });
    MESSAGE(name, ": ", tally.runs * each, " kills, ", commits, " commits, ", tally.bad, " bad stores");
    return tally;
}

TEST_CASE("plain SQLite survives kill -9") {
    const auto make = sql_subject(plain_sqlite());
    const auto alone = kill_often("plain SQLite, one writer killed", make, 1, 50);
    CHECK(alone.bad == 0);
    const auto pairs = kill_often("plain SQLite, two writers killed", make, 2, 50);
    CHECK(pairs.bad == 0);
}

TEST_CASE("the vault survives kill -9") {
    const auto make = sql_subject(vault_sqlite());
    CHECK(kill_often("vault, one writer killed", make, 1, 50).bad == 0);
    CHECK(kill_often("vault, two writers killed", make, 2, 50).bad == 0);
}

TEST_CASE("a registry survives kill -9") {
    CHECK(kill_often("registry, one writer killed", registry_subject(), 1, 50).bad == 0);
    CHECK(kill_often("registry, two writers killed", registry_subject(Deeds::alike), 2, 50).bad == 0);
}

}  // namespace
