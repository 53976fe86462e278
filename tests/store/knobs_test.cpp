// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "store/connection.hpp"
#include "store/small_vault.hpp"

using namespace support;

TEST_CASE("settings that would weaken the vault are refused") {
    const SmallVault vault;
    const auto db = vault.open();
    for (const char* sql :
         {"PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = MEMORY", "PRAGMA journal_mode = OFF",
          "PRAGMA page_size = 8192", "PRAGMA auto_vacuum = FULL", "PRAGMA incremental_vacuum(1)",
          "PRAGMA locking_mode = EXCLUSIVE", "PRAGMA mmap_size = 1048576", "PRAGMA synchronous = OFF",
          "PRAGMA synchronous = NORMAL", "PRAGMA cache_spill = ON", "PRAGMA secure_delete = OFF",
          "PRAGMA secure_delete = FAST", "PRAGMA temp_store = FILE", "PRAGMA trusted_schema = ON",
          "PRAGMA writable_schema = ON", "PRAGMA wal_autocheckpoint = 10",
          "PRAGMA journal_size_limit = 100", "PRAGMA encoding = 'UTF-16'", "PRAGMA key = 'x'",
          "PRAGMA rekey = 'x'", "pragma main.JOURNAL_MODE(truncate)"}) {
        CHECK_MESSAGE(db->execute(sql) != SQLITE_OK, sql);
    }
    CHECK(db->read("PRAGMA journal_mode") == "wal|");
    CHECK(db->read("PRAGMA page_size") == "4096|");
    CHECK(db->read("PRAGMA synchronous") == "2|");
}

TEST_CASE("the library's connections attach nothing, vacuum into nothing and load nothing") {
    const SmallVault vault;
    lawful::store::vault::Keyring keyring(vault.keys());
    lawful::store::Connection connection(vault.file(), keyring, {});
    const auto other = (vault.folder() / "plain").string();
    CHECK_THROWS_AS(connection.execute(("ATTACH '" + other + "' AS other").c_str()), lawful::Error);
    CHECK_THROWS_AS(connection.execute("ATTACH ':memory:' AS other"), lawful::Error);
    CHECK_THROWS_AS(connection.execute(("VACUUM INTO '" + other + "'").c_str()), lawful::Error);
    CHECK_THROWS_AS(connection.execute("SELECT load_extension('nothing')"), lawful::Error);
    CHECK_FALSE(std::filesystem::exists(other));
}

TEST_CASE("a backup from a plain database into a vault is refused") {
    const SmallVault vault;
    const auto db = vault.open();
    sqlite3* plain = nullptr;
    REQUIRE(sqlite3_open(":memory:", &plain) == SQLITE_OK);
    sqlite3_exec(plain, "CREATE TABLE t (id INTEGER)", nullptr, nullptr, nullptr);
    auto* const backup = sqlite3_backup_init(db->get(), "main", plain, "main");
    if (backup != nullptr) {
        sqlite3_backup_step(backup, -1);
        CHECK(sqlite3_backup_finish(backup) != SQLITE_OK);
    }
    sqlite3_close(plain);
    CHECK(db->read("SELECT count(*) FROM sqlite_master") == "0|");
    CHECK(db->read("PRAGMA integrity_check") == "ok|");
}
