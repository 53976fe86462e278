// SPDX-License-Identifier: Apache-2.0
#include "faults/sql_subject.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>

namespace faults {
namespace {

constexpr auto tables =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE rows (id INTEGER PRIMARY KEY NOT NULL, tag TEXT NOT NULL, body BLOB NOT NULL);"
    "CREATE INDEX by_tag ON rows (tag);"
    "CREATE TABLE progress (number INTEGER NOT NULL);"
    "INSERT INTO progress VALUES (0);"
    "COMMIT;";

constexpr int patience_ms = 10'000;

/// The library's lock between processes, in its simplest form.
class WriterLock {
public:
    explicit WriterLock(const std::filesystem::path& file)
        : handle_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        if (handle_ < 0 || ::flock(handle_, LOCK_EX) != 0) throw std::runtime_error("no writer lock");
    }
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;
    ~WriterLock() { ::close(handle_); }

private:
    int handle_;
};

class SqlSubject final : public Subject {
public:
    SqlSubject(SqlKind kind, std::uint64_t seed) : kind_(std::move(kind)), seed_(seed), model_(seed) {}

    void create(const Place& place) override {
        const auto file = place.folder / "store";
        kind_.create(file, place.vfs);
        const auto database = kind_.open(file, place.vfs);
        execute(database.get(), kind_.settings.c_str());
        execute(database.get(), tables);
        execute(database.get(), "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    void open(const Place& place) override {
        place_ = place;
        database_ = connect();
    }

    void close() noexcept override {
        reader_.reset();
        database_.reset();
    }

    std::uint64_t commit() override {
        const WriterLock lock(place_.folder / "store.writer");
        const auto number = begin();
        finish("COMMIT");
        return number;
    }

    void roll_back() override {
        const WriterLock lock(place_.folder / "store.writer");
        begin();
        finish("ROLLBACK");
    }

    void checkpoint(bool truncate) override {
        const WriterLock lock(place_.folder / "store.writer");
        // A reader that stays is nothing to wait for.
        sqlite3_busy_timeout(database_.get(), 0);
        const auto patience = [this](void*) { sqlite3_busy_timeout(database_.get(), patience_ms); };
        const std::unique_ptr<void, decltype(patience)> restored(this, patience);
        execute(database_.get(), truncate ? "PRAGMA wal_checkpoint(TRUNCATE)"
                                          : "PRAGMA wal_checkpoint(PASSIVE)");
    }

    void toggle_reader() override {
        if (reader_) {
            reader_.reset();
            return;
        }
        reader_ = connect();
        execute(reader_.get(), "BEGIN; SELECT number FROM progress;");
    }

    Snapshot read() override {
        execute(database_.get(), "BEGIN");
        Snapshot found;
        try {
            found.number = number();
            Statement rows(database_.get(), "SELECT id, body FROM rows ORDER BY id");
            while (rows.step()) append_row(found.content, rows.integer(0), rows.bytes(1));
        } catch (...) {
            finish("ROLLBACK");
            throw;
        }
        finish("COMMIT");
        return found;
    }

    std::string faults() override {
        std::string found;
        Statement check(database_.get(), "PRAGMA integrity_check");
        while (check.step()) {
            if (check.bytes(0) != "ok") found.append(check.bytes(0)).append("; ");
        }
        return found;
    }

    std::string expected(std::uint64_t number) override { return model_.content(number); }

private:
    Database connect() {
        auto database = kind_.open(place_.folder / "store", place_.vfs);
        sqlite3_busy_timeout(database.get(), patience_ms);
        sqlite3_wal_autocheckpoint(database.get(), 0);
        execute(database.get(), kind_.settings.c_str());
        return database;
    }

    std::uint64_t number() {
        Statement last(database_.get(), "SELECT number FROM progress");
        if (!last.step()) throw std::runtime_error("the number is gone");
        return static_cast<std::uint64_t>(last.integer(0));
    }

    /// Does the next transaction, up to its end.
    std::uint64_t begin() {
        execute(database_.get(), "BEGIN IMMEDIATE");
        try {
            const auto next = number() + 1;
            for (const auto& step : row_steps(seed_, next)) perform(step);
            Statement advance(database_.get(), "UPDATE progress SET number = ?1");
            advance.bind(1, static_cast<std::int64_t>(next)).step();
            return next;
        } catch (...) {
            abandon();
            throw;
        }
    }

    void finish(const char* end) {
        try {
            execute(database_.get(), end);
        } catch (...) {
            abandon();
            throw;
        }
    }

    void abandon() noexcept {
        if (sqlite3_get_autocommit(database_.get()) != 0) return;
        sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    }

    void perform(const RowStep& step) {
        auto* const database = database_.get();
        switch (step.kind) {
            case RowStep::Kind::put: return write("REPLACE INTO rows VALUES (?1, ?2, ?3)", step);
            case RowStep::Kind::replace_if_there:
                return write("UPDATE rows SET tag = ?2, body = ?3 WHERE id = ?1", step);
            case RowStep::Kind::remove:
                Statement(database, "DELETE FROM rows WHERE id = ?1").bind(1, step.row).step();
                return;
            case RowStep::Kind::savepoint: return execute(database, "SAVEPOINT mark");
            case RowStep::Kind::undo: return execute(database, "ROLLBACK TO mark");
            case RowStep::Kind::release: return execute(database, "RELEASE mark");
        }
    }

    void write(const char* sql, const RowStep& step) {
        const auto tag = std::to_string(step.body.size() % 97);
        Statement(database_.get(), sql).bind(1, step.row).bind(2, tag).bind(3, step.body).step();
    }

    SqlKind kind_;
    std::uint64_t seed_;
    RowModel model_;
    Place place_;
    Database database_;
    Database reader_;
};

}  // namespace

std::string library_settings() {
    return "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_spill = OFF;"
           "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
           "PRAGMA trusted_schema = OFF; PRAGMA cache_size = 5;";
}

SqlKind plain_sqlite(std::string settings) {
    const auto connect = [](const std::filesystem::path& file, const std::string& vfs, int flags) {
        sqlite3* made = nullptr;
        const int code = sqlite3_open_v2(file.c_str(), &made, flags | SQLITE_OPEN_NOMUTEX, vfs.c_str());
        Database database(made);
        require(made, code);
        return database;
    };
    return {.create =
                [=](const std::filesystem::path& file, const std::string& vfs) {
                    const auto made = connect(file, vfs, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
                    execute(made.get(), "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL;");
                },
            .open = [=](const std::filesystem::path& file,
                        const std::string& vfs) { return connect(file, vfs, SQLITE_OPEN_READWRITE); },
            .settings = std::move(settings)};
}

MakeSubject sql_subject(const SqlKind& kind) {
    return [kind](std::uint64_t seed) { return std::make_unique<SqlSubject>(kind, seed); };
}

}  // namespace faults
