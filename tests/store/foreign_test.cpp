// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "store/history.hpp"

using namespace support;
using namespace lawful::store::vault;

TEST_CASE("another vault's log changes nothing") {
    const History history(4, 4);
    const History other(9, 0, 2);
    put_bytes(history.log(), bytes_of(other.log()));
    const auto found = history.opened();
    CHECK(found == history.last());
}

TEST_CASE("an old log of the same vault beside a newer file is not taken for the newer one") {
    const SmallVault vault;
    const auto db = vault.open();
    db->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)");
    db->execute("INSERT INTO t VALUES (1, 'given')");
    const auto old_log = bytes_of(vault.log());
    sqlite3_wal_checkpoint_v2(db->get(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    db->execute("UPDATE t SET text = 'withdrawn'");
    sqlite3_wal_checkpoint_v2(db->get(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    const TempFolder copy;
    vault.copy_to(copy.path());
    put_bytes(copy.path() / "small-wal", old_log);
    RawVault again(copy.path() / "small", vault.keys());
    // The vault alone cannot tell: every page of the log is its own. docs/threat-model.md says who
    // can. Here only that the state is one that was.
    const auto found = again.read("SELECT text FROM t");
    CHECK((found == "given|" || found == "withdrawn|"));
}

TEST_CASE("a planted rollback journal does nothing, hot or not") {
    const History history(4, 4);
    // The head of a hot journal (SQLite's file format, section 3) that would put zeros on page 2.
    std::string journal("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
    journal += std::string("\0\0\0\1\0\0\0\0\0\0\0\2\0\0\2\0\0\0\x10\0", 20);
    journal.resize(512, '\0');
    journal += std::string("\0\0\0\2", 4) + std::string(4096, '\0') + std::string(4, '\0');
    const auto planted = history.file().string() + "-journal";
    put_bytes(planted, journal);
    CHECK(history.opened() == history.last());
    CHECK(bytes_of(planted) == journal);
}

TEST_CASE("a planted index of the log is made anew") {
    const History history(6, 2);
    put_bytes(history.file().string() + "-shm", std::string(32768, '\x7f'));
    lawful::store::vault::Keyring keyring(raw_key(), std::make_shared<SeededRandom>(4));
    RawVault db(history.file(), keyring);
    CHECK(db.read("SELECT count(*) FROM t") == "6|");
}

TEST_CASE("nobody opens a vault without being handed its key") {
    const SmallVault vault;
    sqlite3* db = nullptr;
    const auto name = "file:" + vault.file().string() + "?vfs=" + vfs_over("unix") + "&key=0101";
    CHECK(sqlite3_open_v2(name.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, nullptr) == SQLITE_CANTOPEN);
    sqlite3_close(db);
    CHECK(sqlite3_vfs_find(nullptr)->zName != vfs_over("unix"));
}

TEST_CASE("an open never creates, and a vault is never made over a file") {
    const TempFolder folder;
    Keyring keyring(raw_key(), std::make_shared<SeededRandom>(4));
    const Opening opening(keyring);
    sqlite3* db = nullptr;
    const auto name = (folder.path() / "none").string();
    CHECK(sqlite3_open_v2(name.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                          vfs_over("unix").c_str()) == SQLITE_CANTOPEN);
    sqlite3_close(db);
    CHECK_FALSE(std::filesystem::exists(name));
    const SmallVault vault;
    const auto before = bytes_of(vault.file());
    CHECK_THROWS_AS(format("unix", vault.file().string(), *vault.keys(), vault.table()), lawful::Error);
    CHECK(bytes_of(vault.file()) == before);
}
