// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "store/history.hpp"

using namespace support;
using namespace lawful::store::vault;

namespace {

double entropy(std::string_view bytes) {
    std::array<double, 256> counts{};
    for (const char byte : bytes) ++counts[static_cast<unsigned char>(byte)];
    double bits = 0;
    for (const double count : counts) {
        if (count > 0) bits -= count / static_cast<double>(bytes.size()) * std::log2(count / static_cast<double>(bytes.size()));
    }
    return bits;
}

}  // namespace

TEST_CASE("no known string of any row or schema is in the file, its log or its index") {
    const SmallVault vault;
    const auto db = vault.open();
    db->execute("CREATE TABLE purposes (title TEXT); CREATE INDEX by_title ON purposes (title)");
    for (int i = 0; i < 200; ++i) db->execute("INSERT INTO purposes VALUES ('partner-newsletter')");
    const auto check_all = [&] {
        std::size_t files = 0;
        for (const auto& entry : std::filesystem::directory_iterator(vault.folder())) {
            const auto bytes = bytes_of(entry.path());
            ++files;
            for (const char* known : {"SQLite format", "CREATE", "purposes", "by_title", "partner", "newsletter", "title"}) {
                CHECK_MESSAGE(bytes.find(known) == std::string::npos, known);
            }
        }
        CHECK(files == 3);
    };
    check_all();
    sqlite3_wal_checkpoint_v2(db->get(), "main", SQLITE_CHECKPOINT_FULL, nullptr, nullptr);
    check_all();
}

TEST_CASE("pages of file and log look like chance") {
    const History history(30, 15);
    const auto check = [](const std::string& bytes, std::size_t first, std::size_t step) {
        int pages = 0;
        for (std::size_t at = first; at + page_size <= bytes.size(); at += step, ++pages) {
            CHECK(entropy(std::string_view(bytes).substr(at, cipher_size + 40)) > 7.9);
        }
        CHECK(pages > 5);
    };
    check(bytes_of(history.file()), block0_size, page_size);
    check(bytes_of(history.log()), wal_header_size + frame_header_size, frame_size);
}

TEST_CASE("the head of a frame says nothing of its page") {
    const SmallVault vault;
    const auto db = vault.open();
    db->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)");
    const auto bytes = bytes_of(vault.log());
    REQUIRE(bytes.size() > wal_header_size + frame_header_size);
    const auto number = bytes.substr(wal_header_size, 4);
    CHECK(number != std::string("\0\0\0\1", 4));
    // The salts are clear: recovery reads them before it has the page number.
    CHECK(bytes.substr(wal_header_size + 8, 8) == bytes.substr(16, 8));
}

TEST_CASE("sorting, grouping and large statements need no temporary file") {
    // The vault refuses to open any: what would need one fails.
    const SmallVault vault;
    const auto db = vault.open();
    db->execute("PRAGMA cache_size = 10; CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT UNIQUE)");
    REQUIRE(db->execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
                        "INSERT INTO t SELECT i, hex(randomblob(40)) FROM n") == SQLITE_OK);
    CHECK(db->execute("SELECT text, count(*) FROM t GROUP BY substr(text, 3) ORDER BY 2, text DESC") == SQLITE_OK);
    CHECK(db->execute("CREATE TEMP TABLE other AS SELECT * FROM t ORDER BY text") == SQLITE_OK);
    // A statement that fails half way is undone from a journal that is larger than SQLite keeps in memory.
    CHECK(db->execute("BEGIN; UPDATE t SET text = CASE WHEN id = 20000 THEN (SELECT text FROM t WHERE id = 1) "
                      "ELSE text || 'x' END") != SQLITE_OK);
    CHECK(db->execute("COMMIT") == SQLITE_OK);
    CHECK(db->read("SELECT count(*) FROM t WHERE text LIKE '%x'") == "0|");
}
