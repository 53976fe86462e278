// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>
#include <vector>

#include "store/small_vault.hpp"

using namespace support;

namespace {

/// Random statements, the same for the same seed.
class Statements {
public:
    explicit Statements(std::uint64_t seed) : engine_(seed) {}

    std::string next() {
        const auto id = std::to_string(below(300));
        const auto size = std::to_string(below(below(20) == 0 ? 20'000 : 400));
        switch (below(12)) {
            case 0: return "BEGIN IMMEDIATE";
            case 1: return "COMMIT";
            case 2: return below(3) == 0 ? "ROLLBACK" : "COMMIT";
            case 3: return "SAVEPOINT s";
            case 4: return below(2) == 0 ? "ROLLBACK TO s" : "RELEASE s";
            case 5: return "DELETE FROM t WHERE id = " + id;
            case 6: return "UPDATE t SET text = hex(zeroblob(" + size + ")) WHERE id >= " + id + " AND id < " + id + " + 3";
            case 7: return "DELETE FROM t WHERE id % 7 = " + std::to_string(below(7)) + " AND id < " + id;
            default: return "INSERT OR REPLACE INTO t VALUES (" + id + ", hex(zeroblob(" + size + ")), " + size + ")";
        }
    }
    std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }

private:
    std::mt19937_64 engine_;
};

constexpr auto schema = "CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT, n INTEGER); CREATE INDEX by_n ON t (n)";
constexpr auto dump = "SELECT id, text, n FROM t ORDER BY id";

std::string dump_of(sqlite3* db) {
    std::string out;
    const auto row = [](void* to, int count, char** values, char**) {
        for (int i = 0; i < count; ++i) *static_cast<std::string*>(to) += std::string(values[i] == nullptr ? "" : values[i]) + '|';
        return 0;
    };
    sqlite3_exec(db, dump, row, &out, nullptr);
    return out;
}

std::chrono::seconds how_long() {
    const char* seconds = std::getenv("LAWFUL_SOAK");
    return std::chrono::seconds(seconds == nullptr ? 4 : std::atoi(seconds));
}

}  // namespace

TEST_CASE("random SQL does the same in a vault as in a plain database") {
    const auto end = std::chrono::steady_clock::now() + how_long();
    std::uint64_t statements = 0;
    for (std::uint64_t seed = 1; std::chrono::steady_clock::now() < end; ++seed) {
        CAPTURE(seed);
        const SmallVault vault(seed);
        auto sealed = vault.open();
        sqlite3* plain = nullptr;
        REQUIRE(sqlite3_open(":memory:", &plain) == SQLITE_OK);
        Statements random(seed);
        const auto both = [&](const std::string& sql) {
            const int here = sealed->execute(sql);
            REQUIRE_MESSAGE(here == sqlite3_exec(plain, sql.c_str(), nullptr, nullptr, nullptr), sql);
        };
        both(schema);
        for (int i = 0; i < 400; ++i, ++statements) {
            both(random.next());
            if (i % 50 == 49 && sqlite3_get_autocommit(plain) != 0) {
                sqlite3_wal_checkpoint_v2(sealed->get(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
                if (random.below(2) == 0) sealed = vault.open();
            }
        }
        REQUIRE(dump_of(sealed->get()) == dump_of(plain));
        REQUIRE(sealed->read("PRAGMA integrity_check") == "ok|");
        sqlite3_close(plain);
    }
    MESSAGE(statements << " statements");
}

TEST_CASE("one writer and four readers: each reader sees one commit, whole") {
    const auto end = std::chrono::steady_clock::now() + how_long() / 2;
    const SmallVault vault;
    const auto writer = vault.open();
    writer->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, text TEXT)");
    for (int i = 0; i < 50; ++i) writer->execute("INSERT INTO t (n, text) VALUES (0, zeroblob(500))");
    std::atomic<bool> stop = false;
    std::atomic<std::uint64_t> reads = 0;
    std::atomic<std::uint64_t> torn = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 4; ++i) {
        readers.emplace_back([&] {
            const auto db = vault.open();
            sqlite3_busy_timeout(db->get(), 5'000);
            while (!stop) {
                if (db->read("SELECT count(DISTINCT n) FROM t") != "1|") ++torn;
                ++reads;
            }
        });
    }
    for (int n = 1; std::chrono::steady_clock::now() < end; ++n) {
        writer->execute("UPDATE t SET n = " + std::to_string(n));
        if (n % 20 == 0) {
            sqlite3_wal_checkpoint_v2(writer->get(), "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        }
    }
    stop = true;
    for (auto& reader : readers) reader.join();
    CHECK(torn == 0);
    CHECK(reads > 0);
}
