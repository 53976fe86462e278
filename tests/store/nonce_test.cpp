// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>

#include "store/history.hpp"

using namespace support;
using namespace lawful::store::vault;

namespace {

/// Works until it is told to fail.
class Failing final : public lawful::Random {
public:
    void fill(std::span<std::uint8_t> out) override {
        if (failing) throw lawful::Error(lawful::ErrorCode::random_failed, "the random source failed");
        works_.fill(out);
    }
    bool failing = false;

private:
    SeededRandom works_{11};
};

}  // namespace

TEST_CASE("no nonce is in the file and its log twice") {
    const History history(40, 20);
    std::set<std::string> nonces;
    std::size_t pages = 0;
    const auto collect = [&](const std::string& bytes, std::size_t first, std::size_t step) {
        for (std::size_t at = first; at + page_size <= bytes.size(); at += step, ++pages) {
            nonces.insert(bytes.substr(at + cipher_size, 24));
        }
    };
    collect(bytes_of(history.file()), block0_size, page_size);
    collect(bytes_of(history.log()), wal_header_size + frame_header_size, frame_size);
    CHECK(pages > 40);
    CHECK(nonces.size() == pages);
}

TEST_CASE("a random source that fails fails the write, and changes nothing") {
    auto random = std::make_shared<Failing>();
    const TempFolder folder;
    const auto file = (folder.path() / "v").string();
    FileId id{7};
    const auto keys = keep_keys(lawful::crypto::SubKey::generate(*random), id, random);
    KeyTable table;
    table.put(wrap_file_key(raw_key(), keys->file_key(), id, *random));
    format("unix", file, *keys, table);
    RawVault db(file, keys);
    REQUIRE(db.execute("CREATE TABLE t (id INTEGER)") == SQLITE_OK);
    random->failing = true;
    int done = 0;
    while (db.execute("INSERT INTO t VALUES (1)") == SQLITE_OK && done < 1000) ++done;
    CHECK(done < 1000);
    CHECK_THROWS_AS(throw_kept_failure(), lawful::Error);
    random->failing = false;
    CHECK(db.read("SELECT count(*) FROM t") == std::to_string(done) + "|");
    CHECK(db.execute("INSERT INTO t VALUES (1)") == SQLITE_OK);
}
