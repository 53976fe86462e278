// SPDX-License-Identifier: Apache-2.0
// The tool itself: it counts, it fails when told to, and its crash images are those a disk may leave.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "faults/fault_vfs.hpp"
#include "faults/folder.hpp"

namespace {

using namespace faults;

constexpr int read_write = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
/// Of the files whose folder the unix VFS syncs, the kind that needs no database beside it.
constexpr int a_log = SQLITE_OPEN_SUPER_JOURNAL;

/// A file through the VFS, without SQLite above it.
class Handle {
public:
    Handle(const FaultVfs& disk, const std::filesystem::path& file, int kind)
        : path_(file.string() + std::string(4, '\0')), vfs_(sqlite3_vfs_find(disk.name().c_str())),
          block_(static_cast<std::size_t>(vfs_->szOsFile)) {
        code = vfs_->xOpen(vfs_, path_.c_str(), it(), read_write | kind, nullptr);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() {
        if (it()->pMethods != nullptr) it()->pMethods->xClose(it());
    }

    sqlite3_file* it() { return reinterpret_cast<sqlite3_file*>(block_.data()); }
    int write(const std::string& text, sqlite3_int64 offset) {
        return it()->pMethods->xWrite(it(), text.data(), static_cast<int>(text.size()), offset);
    }
    int truncate(sqlite3_int64 size) { return it()->pMethods->xTruncate(it(), size); }
    int sync() { return it()->pMethods->xSync(it(), SQLITE_SYNC_NORMAL); }
    int read(std::string& into, sqlite3_int64 offset) {
        return it()->pMethods->xRead(it(), into.data(), static_cast<int>(into.size()), offset);
    }

    int code = SQLITE_OK;

private:
    std::string path_;  ///< SQLite wants its names to end in more than one zero
    sqlite3_vfs* vfs_;
    std::vector<char> block_;
};

constexpr auto missing = "(missing)";

std::string content(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return missing;
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Everything that a file may be after a crash, over many seeds.
std::set<std::string> images(const FaultVfs& disk, const char* name) {
    std::set<std::string> found;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        const Folder image;
        disk.crash_image(seed, image.path());
        found.insert(content(image.path() / name));
    }
    return found;
}

TEST_CASE("what was synced is there, whatever the disk does") {
    const Folder folder;
    FaultVfs disk;
    Handle file(disk, folder.path() / "a-wal", a_log);
    REQUIRE(file.write("kept", 0) == SQLITE_OK);
    REQUIRE(file.sync() == SQLITE_OK);
    CHECK(images(disk, "a-wal") == std::set<std::string>{"kept"});
}

TEST_CASE("what was not synced may be there, may not, and may be rubbish") {
    const Folder folder;
    FaultVfs disk;
    Handle file(disk, folder.path() / "a-wal", a_log);
    REQUIRE(file.write("old.", 0) == SQLITE_OK);
    REQUIRE(file.sync() == SQLITE_OK);
    REQUIRE(file.write("new!", 0) == SQLITE_OK);
    const auto found = images(disk, "a-wal");
    CHECK(found.contains("old."));
    CHECK(found.contains("new!"));
    CHECK(found.size() > 2);
    for (const auto& each : found) CHECK(each.size() == 4);
}

TEST_CASE("a write is torn between sectors of the disk, not of the write") {
    const Folder folder;
    FaultVfs disk;
    Handle file(disk, folder.path() / "a-wal", a_log);
    REQUIRE(file.write(std::string(1'536, 'o'), 0) == SQLITE_OK);
    REQUIRE(file.sync() == SQLITE_OK);
    REQUIRE(file.write(std::string(1'000, 'n'), 100) == SQLITE_OK);
    const auto found = images(disk, "a-wal");
    const std::string first = std::string(100, 'o') + std::string(412, 'n') + std::string(1'024, 'o');
    CHECK(found.contains(first));
    for (const auto& each : found) {
        CHECK(each.substr(0, 100) == std::string(100, 'o'));
        CHECK(each.substr(1'100) == std::string(436, 'o'));
    }
}

TEST_CASE("a later write may be kept where an earlier one is lost, and a truncation may be lost") {
    const Folder folder;
    FaultVfs disk;
    Handle file(disk, folder.path() / "a-wal", a_log);
    REQUIRE(file.write("0123456789", 0) == SQLITE_OK);
    REQUIRE(file.sync() == SQLITE_OK);
    REQUIRE(file.truncate(4) == SQLITE_OK);
    REQUIRE(file.write("x", 0) == SQLITE_OK);
    const auto found = images(disk, "a-wal");
    for (const auto* each : {"0123456789", "0123", "x123", "x123456789"}) CHECK(found.contains(each));
}

TEST_CASE("a log's name is durable with its first sync, a database's only with a log's") {
    const Folder folder;
    FaultVfs disk;
    Handle database(disk, folder.path() / "a", SQLITE_OPEN_MAIN_DB);
    REQUIRE(database.write("data", 0) == SQLITE_OK);
    REQUIRE(database.sync() == SQLITE_OK);
    CHECK(images(disk, "a") == std::set<std::string>{missing, "data"});
    Handle log(disk, folder.path() / "a-wal", a_log);
    REQUIRE(log.sync() == SQLITE_OK);
    CHECK(images(disk, "a") == std::set<std::string>{"data"});
}

TEST_CASE("a deletion may come undone until the folder is synced") {
    const Folder folder;
    FaultVfs disk;
    const auto path = folder.path() / "a-wal";
    {
        Handle file(disk, path, a_log);
        REQUIRE(file.write("kept", 0) == SQLITE_OK);
        REQUIRE(file.sync() == SQLITE_OK);
    }
    auto* const vfs = sqlite3_vfs_find(disk.name().c_str());
    REQUIRE(vfs->xDelete(vfs, path.c_str(), 0) == SQLITE_OK);
    CHECK(images(disk, "a-wal") == std::set<std::string>{missing, "kept"});
    Handle journal(disk, folder.path() / "a-journal", a_log);
    REQUIRE(journal.sync() == SQLITE_OK);
    CHECK(images(disk, "a-wal") == std::set<std::string>{missing});
}

TEST_CASE("after a power cut nothing works; the write that was under way may be there") {
    const Folder folder;
    FaultVfs disk;
    Handle file(disk, folder.path() / "a-wal", a_log);
    REQUIRE(file.sync() == SQLITE_OK);
    disk.arm(Fault::power_cut, 1);
    CHECK(file.write("late", 0) == SQLITE_IOERR_WRITE);
    CHECK(disk.fired());
    CHECK(file.sync() == SQLITE_IOERR_FSYNC);
    CHECK(file.write("later", 0) == SQLITE_IOERR_WRITE);
    const Handle another(disk, folder.path() / "b", SQLITE_OPEN_MAIN_DB);
    CHECK(another.code == SQLITE_CANTOPEN);
    const auto found = images(disk, "a-wal");
    CHECK(found.contains("late"));
    CHECK(found.contains(""));
    CHECK_FALSE(found.contains("later"));
}

TEST_CASE("an error once is once; a failed sync has lost what it could not write") {
    const Folder folder;
    FaultVfs disk;
    Handle file(disk, folder.path() / "a-wal", a_log);
    REQUIRE(file.sync() == SQLITE_OK);
    std::set<std::string> found;
    for (sqlite3_int64 i = 0; i < 20; ++i) {
        REQUIRE(file.write("x", i) == SQLITE_OK);
        disk.arm(Fault::error_once, 1);
        REQUIRE(file.sync() == SQLITE_IOERR_FSYNC);
        REQUIRE(file.sync() == SQLITE_OK);
    }
    CHECK_FALSE(images(disk, "a-wal").contains(std::string(20, 'x')));
}

TEST_CASE("a full disk takes what there is room for") {
    const Folder folder;
    FaultVfs disk;
    Handle file(disk, folder.path() / "a-wal", a_log);
    disk.set_room(6);
    CHECK(file.write("0123", 0) == SQLITE_OK);
    CHECK(file.write("4567", 4) == SQLITE_FULL);
    CHECK(disk.used() == 6);
    CHECK(file.write("over", 0) == SQLITE_OK);
    disk.set_room(std::nullopt);
    CHECK(file.write("4567", 4) == SQLITE_OK);
    CHECK(content(folder.path() / "a-wal") == "over4567");
}

TEST_CASE("a short read gives half and zeros") {
    const Folder folder;
    FaultVfs disk;
    Handle file(disk, folder.path() / "a-wal", a_log);
    REQUIRE(file.write("abcd", 0) == SQLITE_OK);
    disk.arm(Fault::short_read, 1);
    std::string got(4, 'z');
    CHECK(file.read(got, 0) == SQLITE_IOERR_SHORT_READ);
    CHECK(got == std::string("ab\0\0", 4));
    CHECK(file.read(got, 0) == SQLITE_OK);
    CHECK(got == "abcd");
}

TEST_CASE("operations and bytes are counted") {
    const Folder folder;
    FaultVfs disk;
    Handle file(disk, folder.path() / "a-wal", a_log);
    disk.reset_counts();
    REQUIRE(file.write("abcd", 0) == SQLITE_OK);
    REQUIRE(file.sync() == SQLITE_OK);
    std::string got(2, ' ');
    REQUIRE(file.read(got, 0) == SQLITE_OK);
    const auto counts = disk.counts();
    CHECK(counts.of(Operation::write) == 1);
    CHECK(counts.of(Operation::sync) == 1);
    CHECK(counts.bytes_written == 4);
    CHECK(counts.bytes_read == 2);
    CHECK(counts.total() == 3);
}

}  // namespace
