// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cstdlib>

#include "crypto/digest.hpp"
#include "store/history.hpp"

using namespace support;
using namespace lawful::store::vault;

namespace {

const std::filesystem::path golden = LAWFUL_SOURCE_DIR "/tests/store/data";

/// With LAWFUL_WRITE_GOLDEN set: three rows in the file, two in the log, a key and a passphrase.
void write_golden() {
    const SmallVault vault(1);
    auto db = vault.open();
    const auto before = db->vault().read_block0("golden");
    auto table = before.keys;
    SeededRandom random(2);
    table.put(wrap_file_key(lawful::Passphrase("correct horse battery"), vault.keys()->file_key(),
                            vault.keys()->file_id(), random, {.log_n = 15, .r = 8, .p = 1}));
    db->vault().write_keys(before, table);
    db->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)");
    db->execute("INSERT INTO t VALUES (1, 'given'), (2, 'refused'), (3, 'withdrawn')");
    sqlite3_wal_checkpoint_v2(db->get(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    db->execute("INSERT INTO t VALUES (4, 'objected')");
    db->execute("UPDATE t SET text = 'renewed' WHERE id = 1");
    std::filesystem::create_directories(golden);
    std::filesystem::copy_file(vault.file(), golden / "version-1.vault");
    std::filesystem::copy_file(vault.log(), golden / "version-1.vault-wal");
}

}  // namespace

TEST_CASE("a vault of version 1 opens, with its key and with its passphrase") {
    if (std::getenv("LAWFUL_WRITE_GOLDEN") != nullptr) write_golden();
    const auto open = [](lawful::Credential credential) {
        const TempFolder folder;
        for (const char* name : {"version-1.vault", "version-1.vault-wal"}) {
            std::filesystem::copy_file(golden / name, folder.path() / name);
        }
        RawVault db(folder.path() / "version-1.vault", std::move(credential));
        CHECK(db.read("PRAGMA integrity_check") == "ok|");
        return db.read("SELECT id, text FROM t ORDER BY id");
    };
    constexpr auto content = "1|renewed|2|refused|3|withdrawn|4|objected|";
    CHECK(open(raw_key()) == content);
    CHECK(open(lawful::Passphrase("correct horse battery")) == content);
}

TEST_CASE("the same randomness makes the same vault") {
    const SmallVault vault(1);
    const auto bytes = bytes_of(vault.file());
    CHECK(bytes.size() == 2 * page_size);
    CHECK(lawful::to_hex(lawful::crypto::sha256(lawful::as_bytes(bytes))) ==
          lawful::as_text(lawful::as_bytes(bytes_of(golden / "empty-1.sha256"))).substr(0, 64));
}
