// SPDX-License-Identifier: Apache-2.0
/// The price of the vault: the same SQLite, settings, rows and statements over the vault and over a
/// plain file, in turn. Prints the median ratio of each piece of work, with its quartiles, the plain
/// time and the floor: what AES-256-GCM alone would make of it, given to each page that the plain file
/// read or wrote.
///     bench_vault [ROUNDS] [ROWS] [FOLDER]
#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <iostream>
#include <random>
#include <vector>

#include <fmt/format.h>
#include <openssl/evp.h>

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
    /// Every row reaches the program, as when a registry is listed or checked.
    void read_all() {
        sqlite3_stmt* statement = nullptr;
        require(sqlite3_prepare_v2(db_, "SELECT id, key, body FROM t", -1, &statement, nullptr), db_);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            for (int column = 0; column < 3; ++column) {
                if (sqlite3_column_blob(statement, column) == nullptr) throw std::runtime_error("no value");
            }
        }
        sqlite3_finalize(statement);
    }
    /// SQLite looks at the head of each row alone: pages, and hardly anything else.
    void pass() { run("SELECT sum(length(body)) FROM t"); }
    /// Pages read from the file or written to it since the last call.
    int pages() { return counted(SQLITE_DBSTATUS_CACHE_MISS) + counted(SQLITE_DBSTATUS_CACHE_WRITE); }
    [[nodiscard]] int rows() const { return rows_; }

private:
    int counted(int what) {
        int now = 0;
        int highest = 0;
        sqlite3_db_status(db_, what, &now, &highest, 1);
        return now;
    }

    sqlite3* db_;
    int rows_;
};

double seconds(const std::function<void()>& work) {
    const auto begun = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

/// Of one page: a key that was not used before, as each page has, and nothing else of the vault.
double gcm_alone() {
    constexpr int times = 20'000;
    constexpr int size = 4'048;
    std::vector<unsigned char> page(size);
    std::vector<unsigned char> key(32);
    std::array<unsigned char, 16> tag{};
    auto* const context = EVP_CIPHER_CTX_new();
    auto* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    int done = EVP_EncryptInit_ex2(context, cipher, nullptr, nullptr, nullptr);
    std::vector<double> rounds;
    for (int round = 0; round < 15; ++round) {
        rounds.push_back(seconds([&] {
            for (int i = 0; i < times; ++i) {
                int written = 0;
                ++key[static_cast<std::size_t>(i % 32)];
                done &= EVP_EncryptInit_ex2(context, nullptr, key.data(), key.data(), nullptr);
                done &= EVP_EncryptUpdate(context, page.data(), &written, page.data(), size);
                done &= EVP_EncryptFinal_ex(context, tag.data(), &written);
                done &= EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, tag.data());
            }
        }));
    }
    EVP_CIPHER_free(cipher);
    EVP_CIPHER_CTX_free(context);
    if (done != 1) throw std::runtime_error("AES-256-GCM fails");
    std::sort(rounds.begin(), rounds.end());
    return rounds[rounds.size() / 2] / times;
}

struct Work {
    const char* name;
    std::function<void(Side&, std::mt19937_64&)> before;
    std::function<void(Side&, std::mt19937_64&)> timed;
    int passes = 1;  ///< of the cipher over each page; a checkpoint reads it and writes it once more
};

void compare(const Work& work, Side& vault, Side& plain, int rounds, double gcm) {
    std::vector<double> ratios;
    std::vector<double> plain_times;
    std::vector<double> floors;
    std::mt19937_64 random(1);
    for (int i = 0; i < rounds; ++i) {
        int plain_pages = 0;
        const auto time = [&](Side& side) {
            auto same = random;
            if (work.before) work.before(side, same);
            static_cast<void>(side.pages());
            const double taken = seconds([&] { work.timed(side, same); });
            if (&side == &plain) plain_pages = side.pages();
            return taken;
        };
        const bool vault_first = i % 2 == 0;
        const double first = time(vault_first ? vault : plain);
        const double second = time(vault_first ? plain : vault);
        ratios.push_back(vault_first ? first / second : second / first);
        plain_times.push_back(vault_first ? second : first);
        floors.push_back(1 + plain_pages * work.passes * gcm / plain_times.back());
        random.discard(1000);
    }
    const auto at = [](std::vector<double>& all, double part) {
        std::sort(all.begin(), all.end());
        return all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
    };
    std::cout << fmt::format("{:<38}{:>6.2f} x   {:.2f} to {:.2f}   plain {:>9.1f} us   floor {:.2f} x\n", work.name,
                             at(ratios, 0.5), at(ratios, 0.25), at(ratios, 0.75), at(plain_times, 0.5) * 1e6,
                             at(floors, 0.5));
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

    // As the store has it: SQLite's own 2 MB. Of the pages of look-ups among all rows one in ten or so is
    // there, and those of the tree above them are.
    const auto own_cache = [](Side& side, std::mt19937_64&) { side.run("PRAGMA cache_size = -2000"); };
    // Next to nothing is there: each look-up reads the tree too.
    const auto no_cache = [](Side& side, std::mt19937_64&) { side.run("PRAGMA cache_size = 10"); };
    const auto large_cache = [](Side& side, std::mt19937_64& random) {
        side.run("PRAGMA cache_size = -400000");
        side.look_up(random, 2'000, 1'000);
    };
    const double gcm = gcm_alone();
    std::cout << fmt::format("{} rows, {} rounds; vault / plain, median and quartiles; GCM alone {:.2f} us a page\n",
                             rows, rounds, gcm * 1e6);
    const auto far = [](Side& side, auto& random) { side.look_up(random, 2'000, side.rows()); };
    for (const auto& work : std::vector<Work>{
             {"look-up, page in cache", large_cache, [](Side& side, auto& random) { side.look_up(random, 5'000, 1'000); }},
             {"look-up, page not in cache", own_cache, far},
             {"look-up, nor the tree above it", no_cache, far},
             {"durable commit of one row", large_cache, [](Side& side, auto&) { side.commit_one(); }},
             {"insert of 2,000 rows, checkpointed", large_cache, [](Side& side, auto&) { side.bulk(2'000); }, 3},
             {"scan of the table, every row read", own_cache, [](Side& side, auto&) { side.read_all(); }},
             {"scan of the table, no row read", own_cache, [](Side& side, auto&) { side.pass(); }}}) {
        compare(work, vault, plain, rounds, gcm);
    }
    vault.checkpoint();
    plain.checkpoint();
    std::cout << fmt::format("{:<38}{:>6.3f} x\n", "size of the file",
                             static_cast<double>(std::filesystem::file_size(file.file())) /
                                 static_cast<double>(std::filesystem::file_size(plain_name)));
    sqlite3_close(plain_db);
}
