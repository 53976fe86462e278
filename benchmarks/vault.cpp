// SPDX-License-Identifier: Apache-2.0
/// The price of the vault: the same SQLite, settings, rows and statements over the vault and over a
/// plain file, in turn. Prints the median ratio of each piece of work, with its quartiles.
///     bench_vault [ROUNDS] [ROWS] [FOLDER]
#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <random>
#include <vector>

#include <fmt/format.h>

#include "store/small_vault.hpp"

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto settings =
    "PRAGMA synchronous = FULL; PRAGMA cache_spill = OFF; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;";

void require(int outcome, sqlite3* db) {
    if (outcome == SQLITE_OK || outcome == SQLITE_ROW || outcome == SQLITE_DONE) return;
    throw std::runtime_error(sqlite3_errmsg(db));
}

/// One of the two files, and the work on it.
class Side {
public:
    Side(sqlite3* db, int rows) : db_(db), rows_(rows) {
        run(settings);
        run("CREATE TABLE t (id INTEGER PRIMARY KEY, key BLOB UNIQUE, body BLOB)");
        bulk(rows);
    }

    void run(const std::string& sql) { require(sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr), db_); }

    void bulk(int count) {
        run(fmt::format("BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) "
                        "INSERT INTO t (key, body) SELECT randomblob(32), randomblob(200) FROM n; COMMIT", count));
        checkpoint();
    }
    void checkpoint() {
        sqlite3_wal_checkpoint_v2(db_, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    }
    void look_up(std::mt19937_64& random, int count, int among) {
        sqlite3_stmt* statement = nullptr;
        require(sqlite3_prepare_v2(db_, "SELECT body FROM t WHERE id = ?", -1, &statement, nullptr), db_);
        for (int i = 0; i < count; ++i) {
            sqlite3_bind_int64(statement, 1, 1 + static_cast<sqlite3_int64>(random() % static_cast<unsigned>(among)));
            require(sqlite3_step(statement), db_);
            sqlite3_reset(statement);
        }
        sqlite3_finalize(statement);
    }
    void commit_one() { run("INSERT INTO t (key, body) VALUES (randomblob(32), randomblob(200))"); }
    void scan() { run("SELECT sum(length(body)) FROM t"); }
    [[nodiscard]] int rows() const { return rows_; }

private:
    sqlite3* db_;
    int rows_;
};

double seconds(const std::function<void()>& work) {
    const auto begun = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

struct Work {
    const char* name;
    std::function<void(Side&, std::mt19937_64&)> before;
    std::function<void(Side&, std::mt19937_64&)> timed;
};

void compare(const Work& work, Side& vault, Side& plain, int rounds) {
    std::vector<double> ratios;
    std::mt19937_64 random(1);
    for (int i = 0; i < rounds; ++i) {
        const auto time = [&](Side& side) {
            auto same = random;
            if (work.before) work.before(side, same);
            return seconds([&] { work.timed(side, same); });
        };
        const bool vault_first = i % 2 == 0;
        const double first = time(vault_first ? vault : plain);
        const double second = time(vault_first ? plain : vault);
        ratios.push_back(vault_first ? first / second : second / first);
        random.discard(1000);
    }
    std::sort(ratios.begin(), ratios.end());
    const auto at = [&](double part) { return ratios[static_cast<std::size_t>(part * static_cast<double>(ratios.size() - 1))]; };
    std::cout << fmt::format("{:<34}{:>8.2f} x   {:.2f} to {:.2f}\n", work.name, at(0.5), at(0.25), at(0.75));
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::stoi(argv[1]) : 41;
    const int rows = argc > 2 ? std::stoi(argv[2]) : 100'000;
    if (argc > 3) ::setenv("TMPDIR", argv[3], 1);
    const support::SmallVault file;
    const auto sealed = file.open();
    sqlite3* plain_db = nullptr;
    const auto plain_name = (file.folder() / "plain").string();
    require(sqlite3_open(plain_name.c_str(), &plain_db), plain_db);
    require(sqlite3_exec(plain_db, "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL;", nullptr, nullptr, nullptr), plain_db);
    sqlite3_wal_autocheckpoint(plain_db, 0);
    Side vault(sealed->get(), rows);
    Side plain(plain_db, rows);

    const auto small_cache = [](Side& side, std::mt19937_64&) { side.run("PRAGMA cache_size = 10"); };
    const auto large_cache = [](Side& side, std::mt19937_64& random) {
        side.run("PRAGMA cache_size = -400000");
        side.look_up(random, 2'000, 1'000);
    };
    std::cout << fmt::format("{} rows, {} rounds; vault / plain, median and quartiles\n", rows, rounds);
    for (const auto& work : std::vector<Work>{
             {"look-up, page in cache", large_cache, [](Side& side, auto& random) { side.look_up(random, 5'000, 1'000); }},
             {"look-up, page not in cache", small_cache, [](Side& side, auto& random) { side.look_up(random, 2'000, side.rows()); }},
             {"durable commit of one row", large_cache, [](Side& side, auto&) { side.commit_one(); }},
             {"insert of 2,000 rows, checkpointed", large_cache, [](Side& side, auto&) { side.bulk(2'000); }},
             {"scan of the table, not in cache", small_cache, [](Side& side, auto&) { side.scan(); }}}) {
        compare(work, vault, plain, rounds);
    }
    vault.checkpoint();
    plain.checkpoint();
    std::cout << fmt::format("{:<34}{:>8.3f} x\n", "size of the file",
                             static_cast<double>(std::filesystem::file_size(file.file())) /
                                 static_cast<double>(std::filesystem::file_size(plain_name)));
    sqlite3_close(plain_db);
}
