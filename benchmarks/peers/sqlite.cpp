// SPDX-License-Identifier: Apache-2.0
#include "peers/sqlite.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace bench {
namespace {

constexpr auto schema = R"sql(
CREATE TABLE contacts (
    id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, country TEXT NOT NULL,
    added_at INTEGER NOT NULL
);
CREATE TABLE purposes (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE consent_events (
    id INTEGER PRIMARY KEY, contact_id INTEGER NOT NULL REFERENCES contacts (id),
    purpose_id INTEGER NOT NULL REFERENCES purposes (id), action INTEGER NOT NULL, at INTEGER NOT NULL,
    method TEXT NOT NULL, notice_sha256 TEXT NOT NULL, evidence TEXT NOT NULL
);
CREATE INDEX consent_events_latest ON consent_events (contact_id, purpose_id, id);
CREATE TABLE consent_state (
    contact_id INTEGER NOT NULL REFERENCES contacts (id), purpose_id INTEGER NOT NULL REFERENCES purposes (id),
    action INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (contact_id, purpose_id)
) WITHOUT ROWID;
CREATE TABLE messages (
    id INTEGER PRIMARY KEY, contact_id INTEGER NOT NULL, purpose_id INTEGER NOT NULL, at INTEGER NOT NULL
);
INSERT INTO purposes VALUES (1, 'partner-newsletter');
)sql";

constexpr auto by_events = R"sql(
SELECT e.action FROM contacts c JOIN consent_events e ON e.contact_id = c.id
WHERE c.email = :email AND e.purpose_id = :purpose ORDER BY e.id DESC LIMIT 1)sql";

constexpr auto by_state = R"sql(
SELECT s.action FROM contacts c JOIN consent_state s ON s.contact_id = c.id
WHERE c.email = :email AND s.purpose_id = :purpose)sql";

constexpr auto as_of = R"sql(
SELECT e.action FROM contacts c JOIN consent_events e ON e.contact_id = c.id
WHERE c.email = :email AND e.purpose_id = :purpose AND e.at <= :at ORDER BY e.id DESC LIMIT 1)sql";

constexpr auto all_by_events = R"sql(
SELECT contact_id FROM consent_events e WHERE purpose_id = 1 AND action = 1 AND id =
    (SELECT max(id) FROM consent_events WHERE contact_id = e.contact_id AND purpose_id = 1))sql";

constexpr auto all_by_state =
    "SELECT contact_id FROM consent_state WHERE purpose_id = 1 AND action = 1";

constexpr auto sha256 = "5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592";

}  // namespace

std::vector<ConsentRow> history_of(const Shape& shape, std::size_t contact) {
    std::vector<ConsentRow> rows;
    for (int i = 0; i < shape.events; ++i) {
        const bool left = i + 1 == shape.events && is_denied(contact);
        rows.push_back({static_cast<std::int64_t>(contact) + 1,
                        left ? Action::withdrawn : Action::given,
                        1'735'689'600'000 + i * 86'400'000LL});
    }
    return rows;
}

SqlitePeer::SqlitePeer(const std::filesystem::path& file, SqliteStyle style)
    : style_(std::move(style)),
      database_(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 10'000) {
    database_.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    if (style_.tuned || style_.look_ups)
        database_.exec("PRAGMA cache_size = -1000000; PRAGMA temp_store = MEMORY;");
    if (!database_.tableExists("contacts")) database_.exec(schema);
    ask_.emplace(database_, style_.state ? by_state : by_events);
    find_.emplace(database_, "SELECT id FROM contacts WHERE email = :email");
    standing_.emplace(
        database_,
        "SELECT action FROM consent_state WHERE contact_id = :contact AND purpose_id = 1");
    all_.emplace(database_, style_.state ? all_by_state : all_by_events);
    as_of_.emplace(database_, as_of);
    add_.emplace(
        database_,
        "INSERT INTO consent_events (contact_id, purpose_id, action, at, method, notice_sha256, "
        "evidence) VALUES (:contact, 1, :action, :at, 'signed_form', :sha256, 'form of "
        "2026-01-05')");
    put_.emplace(
        database_,
        "INSERT INTO consent_state VALUES (:contact, 1, :action, :at) ON CONFLICT DO UPDATE "
        "SET action = excluded.action, at = excluded.at");
    note_.emplace(
        database_,
        "INSERT INTO messages (contact_id, purpose_id, at) VALUES (:contact, 1, 1769900000000)");
    begin_.emplace(database_, "BEGIN");
    commit_.emplace(database_, "COMMIT");
    refresh();
}

void SqlitePeer::refresh() {
    if (!style_.tuned) return;
    if (sqlite3_get_autocommit(database_.getHandle()) == 0) database_.exec("COMMIT");
    database_.exec("BEGIN");
    static_cast<void>(database_.execAndGet("SELECT count(*) FROM purposes"));
}

void SqlitePeer::load(const Shape& shape) {
    if (style_.tuned) database_.exec("COMMIT");
    SQLite::Transaction all(database_);
    SQLite::Statement contact(
        database_, "INSERT INTO contacts VALUES (:id, :email, :name, 'NL', 1735689600000)");
    for (std::size_t i = 0; i < shape.contacts; ++i) {
        contact.bind(":id", static_cast<std::int64_t>(i) + 1);
        contact.bind(":email", mail(i));
        contact.bind(":name", fmt::format("Person {}", i));
        contact.exec();
        contact.reset();
    }
    // As they came: each person's first event before anybody's second.
    for (int event = 0; event < shape.events; ++event) {
        for (std::size_t i = 0; i < shape.contacts; ++i)
            insert(history_of(shape, i)[static_cast<std::size_t>(event)]);
    }
    all.commit();
    database_.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    refresh();
}

void SqlitePeer::insert(const ConsentRow& row) {
    add_->bind(":contact", row.contact);
    add_->bind(":action", static_cast<int>(row.action));
    add_->bind(":at", row.at);
    add_->bind(":sha256", sha256);
    add_->exec();
    add_->reset();
    if (!style_.state && !style_.look_ups) return;
    put_->bind(":contact", row.contact);
    put_->bind(":action", static_cast<int>(row.action));
    put_->bind(":at", row.at);
    put_->exec();
    put_->reset();
}

bool SqlitePeer::look_up(std::string_view address) {
    find_->bind(":email", std::string(address));
    if (!find_->executeStep()) {
        find_->reset();
        return false;
    }
    standing_->bind(":contact", find_->getColumn(0).getInt64());
    find_->reset();
    const bool given = standing_->executeStep() && standing_->getColumn(0).getInt() == 1;
    standing_->reset();
    return given;
}

bool SqlitePeer::may_send(std::string_view address) {
    if (style_.look_ups) {
        if (style_.tuned) return look_up(address);
        begin_->exec();
        begin_->reset();
        const bool given = look_up(address);
        commit_->exec();
        commit_->reset();
        return given;
    }
    ask_->bind(":email", std::string(address));
    ask_->bind(":purpose", 1);
    const bool given = ask_->executeStep() && ask_->getColumn(0).getInt() == 1;
    ask_->reset();
    return given;
}

bool SqlitePeer::may_send_as_of(std::string_view address, std::int64_t at) {
    as_of_->bind(":email", std::string(address));
    as_of_->bind(":purpose", 1);
    as_of_->bind(":at", at);
    const bool given = as_of_->executeStep() && as_of_->getColumn(0).getInt() == 1;
    as_of_->reset();
    return given;
}

std::size_t SqlitePeer::screen_all() {
    ids_.clear();
    while (all_->executeStep()) ids_.push_back(all_->getColumn(0).getInt64());
    all_->reset();
    return ids_.size();
}

void SqlitePeer::record(const std::vector<ConsentRow>& rows) {
    SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto& row : rows) insert(row);
    transaction.commit();
}

std::size_t SqlitePeer::release(const std::vector<std::string>& addresses) {
    SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
    std::size_t released = 0;
    for (const auto& address : addresses) {
        if (!may_send(address)) continue;
        find_->bind(":email", address);
        find_->executeStep();
        note_->bind(":contact", find_->getColumn(0).getInt64());
        find_->reset();
        note_->exec();
        note_->reset();
        ++released;
    }
    transaction.commit();
    return released;
}

void SqlitePeer::erase(std::int64_t contact) {
    database_.exec("PRAGMA secure_delete = ON");
    SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
    for (const char* sql :
         {"DELETE FROM consent_state WHERE contact_id = ?",
          "DELETE FROM consent_events WHERE contact_id = ?",
          "DELETE FROM messages WHERE contact_id = ?", "DELETE FROM contacts WHERE id = ?"}) {
        SQLite::Statement statement(database_, sql);
        statement.bind(1, contact);
        statement.exec();
    }
    transaction.commit();
    database_.exec("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace bench
