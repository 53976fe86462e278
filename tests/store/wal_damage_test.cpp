// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "store/history.hpp"

using namespace support;
using namespace lawful::store::vault;

TEST_CASE("a torn end of the log is the end of the log") {
    const History history(6, 2);
    const auto sound = bytes_of(history.log());
    int shorter = 0;
    for (std::size_t size = 0; size < sound.size(); size += 311) {
        put_bytes(history.log(), sound.substr(0, size));
        const auto found = history.opened();
        REQUIRE(found);
        CHECK(*found >= 2);
        shorter += *found < history.last() ? 1 : 0;
    }
    CHECK(shorter > 0);
}

TEST_CASE("an end of garbage is the end of the log") {
    const History history(6, 2);
    auto bytes = bytes_of(history.log());
    for (std::size_t at = bytes.size() - 3000; at < bytes.size(); ++at) bytes[at] = static_cast<char>(at * 31);
    put_bytes(history.log(), bytes);
    CHECK(history.opened() == history.last() - 1);
}

TEST_CASE("what a lost transaction left behind the end of the log is no damage") {
    // The frame at the end is torn, and behind it lie frames of transactions that were lost before:
    // each has a commit mark, and none follows from the other.
    const SmallVault vault;
    const auto db = vault.open();
    db->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)");
    const auto before = bytes_of(vault.log());
    std::string log = before;
    for (int lost = 3; lost > 0; --lost) {
        // Each time the log is set back, and another transaction is written over the one lost.
        const TempFolder copy;
        vault.copy_to(copy.path());
        put_bytes(copy.path() / "small-wal", before);
        std::filesystem::remove(copy.path() / "small-shm");
        const RawVault again(copy.path() / "small", vault.keys());
        auto& other = const_cast<RawVault&>(again);
        sqlite3_wal_autocheckpoint(other.get(), 0);
        const int blob = lost * 9000;
        REQUIRE(other.execute("INSERT INTO t VALUES (1, zeroblob(" + std::to_string(blob) + "))") == SQLITE_OK);
        const auto written = bytes_of(copy.path() / "small-wal");
        log = written + (log.size() > written.size() ? log.substr(written.size()) : std::string());
    }
    auto torn = log;
    torn[before.size() + 2000] ^= 1;
    const TempFolder crashed;
    vault.copy_to(crashed.path());
    put_bytes(crashed.path() / "small-wal", torn);
    RawVault found(crashed.path() / "small", vault.keys());
    CHECK(found.read("SELECT count(*) FROM t") == "0|");
}

TEST_CASE("a log is emptied before a new one begins in its place") {
    const SmallVault vault;
    const auto db = vault.open();
    db->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)");
    for (int i = 0; i < 5; ++i) db->execute("INSERT INTO t (text) VALUES (zeroblob(3000))");
    const auto long_log = std::filesystem::file_size(vault.log());
    sqlite3_wal_checkpoint_v2(db->get(), "main", SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
    REQUIRE(std::filesystem::file_size(vault.log()) == long_log);
    db->execute("DELETE FROM t WHERE id = 1");
    CHECK(std::filesystem::file_size(vault.log()) < long_log);
}

TEST_CASE("a spill that rewrites its own frames is read back") {
    // With SQLite's own settings: the library's connections never spill.
    const SmallVault vault;
    const auto db = std::make_unique<RawVault>(vault.file(), vault.keys());
    db->execute("PRAGMA cache_size = 5");
    db->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)");
    std::string sql = "BEGIN;";
    for (int i = 1; i <= 60; ++i) sql += "INSERT INTO t VALUES (" + std::to_string(i) + ", zeroblob(2000));";
    for (int i = 1; i <= 60; i += 3) sql += "UPDATE t SET text = zeroblob(2500) WHERE id = " + std::to_string(i) + ";";
    REQUIRE(db->execute(sql + "COMMIT") == SQLITE_OK);
    const TempFolder copy;
    vault.copy_to(copy.path());
    RawVault again(copy.path() / "small", vault.keys());
    CHECK(again.read("SELECT count(*), sum(length(text)) FROM t") == "60|130000|");
    CHECK(again.read("PRAGMA integrity_check") == "ok|");
}

TEST_CASE("a bad frame read later is an error, not a page") {
    // After recovery, while the index of the log still names the frame.
    const SmallVault vault;
    const auto db = vault.open();
    db->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO t VALUES (1, 'refused')");
    auto bytes = bytes_of(vault.log());
    const auto reader = vault.open();
    REQUIRE(reader->read("SELECT text FROM t") == "refused|");
    for (std::size_t at = wal_header_size + frame_header_size; at < bytes.size(); at += frame_size) {
        bytes[at + 7] ^= 1;
    }
    {
        std::fstream log(vault.log(), std::ios::binary | std::ios::in | std::ios::out);
        log.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
    const auto late = vault.open();
    CHECK(late->execute("SELECT text FROM t") != SQLITE_OK);
    CHECK(sqlite3_extended_errcode(late->get()) == SQLITE_IOERR_DATA);
}
