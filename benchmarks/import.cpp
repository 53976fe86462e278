// SPDX-License-Identifier: Apache-2.0
/// Rows of a spreadsheet become contacts, in a registry that is empty.
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "world.hpp"

namespace bench {
namespace {

void write_list(const std::filesystem::path& file, std::size_t rows) {
    std::ofstream out(file);
    out << "Name;Mail;News\n";
    for (std::size_t i = 0; i < rows; ++i)
        out << "Person " << i << ';' << mail(i) << ";form 05-01-2026\n";
}

/// As somebody writes it for this one list: split at semicolons, so many rows a transaction.
void naive_import(SQLite::Database& database, const std::filesystem::path& file,
                  std::size_t rows_at_once) {
    SQLite::Statement contact(
        database,
        "INSERT INTO contacts (email, name, country, added_at) VALUES (?, ?, 'NL', 1) "
        "ON CONFLICT DO NOTHING RETURNING id");
    SQLite::Statement event(
        database,
        "INSERT INTO consent_events (contact_id, purpose_id, action, at, method, notice_sha256, "
        "evidence) VALUES (?, 1, 1, 1, 'signed_form', '', ?)");
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    database.exec("BEGIN");
    for (std::size_t row = 1; std::getline(in, line); ++row) {
        std::istringstream cells(line);
        std::string name, address, consent;
        std::getline(cells, name, ';');
        std::getline(cells, address, ';');
        std::getline(cells, consent, ';');
        contact.bind(1, address);
        contact.bind(2, name);
        if (contact.executeStep()) {
            event.bind(1, contact.getColumn(0).getInt64());
            event.bind(2, consent);
            event.exec();
            event.reset();
        }
        contact.reset();
        if (row % rows_at_once == 0) database.exec("COMMIT; BEGIN");
    }
    database.exec("COMMIT");
}

/// A registry of its own for each round.
class Imports {
public:
    Imports(const std::filesystem::path& parent, std::filesystem::path list)
        : parent_(parent), list_(std::move(list)) {}

    void begin_round() {
        registry_.reset();
        peer_.reset();
        scratch_.emplace(parent_);
        registry_.emplace(lawful::Registry::create(*scratch_ / "a.lawful", registry_key()));
        registry_->apply(lawful::read_policy(BENCH_POLICY));
        peer_.emplace(*scratch_ / "a.sqlite", naive);
    }
    void ours() { keep(registry_->import(mapping(), list_).imported); }
    void theirs(std::size_t rows_at_once) {
        peer_->database().exec(
            "DELETE FROM consent_events; DELETE FROM contacts; PRAGMA wal_checkpoint(TRUNCATE)");
        naive_import(peer_->database(), list_, rows_at_once);
    }

private:
    std::filesystem::path parent_;
    std::filesystem::path list_;
    std::optional<Scratch> scratch_;
    std::optional<lawful::Registry> registry_;
    std::optional<SqlitePeer> peer_;
};

}  // namespace

void import_rows(World& world) {
    const auto rows =
        std::min<std::size_t>(world.settings.contacts, world.settings.quick ? 2'000 : 50'000);
    const auto list = world.scratch() / "list.csv";
    write_list(list, rows);
    Imports imports(world.scratch().path(), list);
    world.report.measure(
        {.group = "import",
         .work = fmt::format("list of {}, time of one row", rows),
         .sides = {{"lawful", [&](std::size_t) { imports.ours(); }},
                   {"naive SQLite, 500 a transaction", [&](std::size_t) { imports.theirs(500); }},
                   {"naive SQLite, one transaction", [&](std::size_t) { imports.theirs(rows); }}},
         .single = true,
         .items = rows,
         .before = [&] { imports.begin_round(); }});
    imports.begin_round();
    const auto before = resident_bytes();
    forget_peak();
    imports.ours();
    world.report.note("import", fmt::format("memory for a list of {}", rows),
                      (peak_bytes() - before) / 1024, "kB");
}

}  // namespace bench
