// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "ledger/commitment.hpp"
#include "model/canonical.hpp"
#include "registry/support.hpp"
#include "store/raw_vault.hpp"

using namespace support;

namespace {

/// Changes a registry behind its back, as a hand that holds the key would.
void tamper(const std::filesystem::path& file, const char* sql) {
    RawVault vault(file, key());
    CHECK(vault.execute(sql) == SQLITE_OK);
    CHECK(sqlite3_changes(vault.get()) > 0);
}

/// Everything that the tables hold.
std::string content_of(const std::filesystem::path& file) {
    RawVault vault(file, key());
    std::string out;
    for (const auto* table : {"meta", "subjects", "profiles", "organisation_names", "addresses", "holders",
                              "events", "event_keys", "ledger", "milestones", "suppressions", "notices",
                              "imported_rows"}) {
        out += vault.read(std::string("SELECT * FROM ") + table);
    }
    return out;
}

void fill(Fixture& fixture) {
    const auto school = fixture.registry.add(lawful::Organisation{.name = "Zonnebloemschool", .country = "NL"});
    const auto jan = fixture.person("Johannes Geheim", lawful::SourceKind::subject, school);
    const auto mail = fixture.mailbox_of(jan, "johannes.geheim@zonnebloem.example");
    fixture.consent(jan, {mail});
    fixture.clock->advance(1h);
    fixture.registry.record(mail, lawful::ConsentWithdrawn{"news", lawful::Channel::email});
    fixture.registry.suppress("iemand.anders@zonnebloem.example", lawful::Medium::email,
                              lawful::SuppressionReason::complaint);
}

}  // namespace

TEST_CASE("no table holds an address, a name or a free text in clear") {
    Fixture fixture;
    fill(fixture);
    const auto content = content_of(fixture.file());
    CHECK(content.find("news") != std::string::npos);  // purposes are clear inside the vault
    for (const auto* secret : {"johannes", "Johannes", "Geheim", "geheim", "zonnebloem", "Zonnebloem",
                               "iemand", "box 3", "complaint"}) {
        CHECK(content.find(secret) == std::string::npos);
    }
}

TEST_CASE("a guessed address cannot be tested against its commitment with what is stored") {
    Fixture fixture;
    const auto mail = fixture.mailbox("johannes.geheim@zonnebloem.example");
    const auto guess = lawful::model::canonical(fixture.registry.events(mail).at(0).event);
    const RawVault vault(fixture.file(), key());
    sqlite3_stmt* rows = nullptr;
    REQUIRE(sqlite3_prepare_v2(vault.get(), "SELECT r, commitment FROM event_keys JOIN events USING (position)", -1,
                               &rows, nullptr) == SQLITE_OK);
    int tried = 0;
    while (sqlite3_step(rows) == SQLITE_ROW) {
        const auto column = [&](int i) {
            return lawful::ByteView(static_cast<const std::uint8_t*>(sqlite3_column_blob(rows, i)),
                                    static_cast<std::size_t>(sqlite3_column_bytes(rows, i)));
        };
        for (std::size_t at = 0; at + 32 <= column(0).size(); ++at, ++tried) {
            const auto opened = lawful::ledger::commit(column(0).subspan(at, 32), guess);
            CHECK_FALSE(std::equal(opened.begin(), opened.end(), column(1).begin()));
        }
    }
    CHECK(tried > 0);
    sqlite3_finalize(rows);
}

TEST_CASE("a registry that nobody touched checks clean, also after it was opened again") {
    Fixture fixture;
    fill(fixture);
    const auto report = fixture.registry.check_store();
    CHECK(report.faults.empty());
    CHECK(report.events == fixture.registry.ledger_size());
    CHECK(fixture.reopen().check_store().faults.empty());
}

TEST_CASE("whatever is changed behind its back is found") {
    for (const std::string sql :
         {// A denial packed: withdrawn (2) becomes refused (1).
          "UPDATE subjects SET state = CAST(replace(state, x'02' || x'0104' || 'news', x'01' || x'0104' || 'news') AS BLOB) "
          "WHERE kind = 3",
          "UPDATE subjects SET last_event = (SELECT previous FROM events WHERE position = last_event) WHERE kind = 3",
          "UPDATE ledger SET size = size - 1", "UPDATE ledger SET root = zeroblob(32)",
          "UPDATE ledger SET last_recorded = last_recorded + 1",
          "DELETE FROM events WHERE position = (SELECT max(position) FROM events)",
          "DELETE FROM events WHERE position = 5", "UPDATE events SET recorded = 0 WHERE position = 5",
          "UPDATE events SET commitment = zeroblob(32) WHERE position = 5",
          "UPDATE events SET m = substr(m, 1, length(m) - 1) || x'00' WHERE position = 5",
          "UPDATE event_keys SET r = zeroblob(32) WHERE position = 5",
          "UPDATE events SET previous = NULL WHERE position = 8",
          "DELETE FROM holders", "UPDATE holders SET since = '2020-01-01'",
          "UPDATE holders SET until = '2026-01-06'",
          "DELETE FROM suppressions", "UPDATE addresses SET loose_key = zeroblob(32)",
          "UPDATE addresses SET identity_key = zeroblob(32)", "DELETE FROM profiles",
          "UPDATE profiles SET sealed = (SELECT max(sealed) FROM profiles)",
          "UPDATE suppressions SET purposes = '[\"ops\"]'",
          "DELETE FROM milestones WHERE kind = 1"}) {
        CAPTURE(sql);
        Fixture fixture;
        fill(fixture);
        tamper(fixture.file(), sql.c_str());
        try {
            const bool clean = fixture.reopen().check_store().faults.empty();
            CHECK_FALSE(clean);
        } catch (const lawful::Error& error) {
            CHECK(error.code() == lawful::ErrorCode::corrupt);  // the ledger's head, at open
        }
    }
}

TEST_CASE("every page on disk is looked at, and both key slots") {
    Fixture fixture;
    fill(fixture);
    CHECK(fixture.registry.check_store().faults.empty());
    const auto flip = [&](std::streamoff at) {
        std::fstream file(fixture.file(), std::ios::binary | std::ios::in | std::ios::out);
        file.seekg(at);
        const auto byte = static_cast<char>(file.get() ^ 1);
        file.seekp(at);
        file.put(byte);
    };
    SUBCASE("a key slot") {
        flip(512 + 100);
        const auto faults = fixture.registry.check_store().faults;
        REQUIRE(faults.size() == 1);
        CHECK(faults.front().find("key slot A") != std::string::npos);
    }
    SUBCASE("a page") {
        const auto pages = std::filesystem::file_size(fixture.file()) / 4096 - 1;
        REQUIRE(pages > 10);
        for (std::uintmax_t page = 2; page <= pages; ++page) {
            flip(static_cast<std::streamoff>(page * 4096 + 9));
            const auto faults = fixture.registry.check_store().faults;
            CHECK(std::count(faults.begin(), faults.end(),
                             "page " + std::to_string(page) + " does not authenticate") == 1);
            flip(static_cast<std::streamoff>(page * 4096 + 9));
        }
        CHECK(fixture.registry.check_store().faults.empty());
    }
}

TEST_CASE("a head of the ledger that its last event does not bear out is refused at open") {
    for (const auto* sql :
         {"UPDATE ledger SET size = size - 1", "UPDATE ledger SET root = zeroblob(32)",
          "UPDATE ledger SET last_recorded = last_recorded + 1",
          "DELETE FROM events WHERE position = (SELECT max(position) FROM events)",
          "UPDATE subjects SET last_event = last_event - 1 WHERE last_event = "
          "(SELECT max(position) FROM events)"}) {
        CAPTURE(sql);
        Fixture fixture;
        fill(fixture);
        tamper(fixture.file(), sql);
        CHECK(error_of([&] { return fixture.reopen(); }) == lawful::ErrorCode::corrupt);
    }
}

TEST_CASE("an old page put back is refused at open, or found by the check") {
    Fixture fixture;
    const auto jan = fixture.person("Johannes Geheim");
    const auto mail = fixture.mailbox_of(jan, "johannes.geheim@zonnebloem.example");
    fixture.consent(jan, {mail});
    REQUIRE(fixture.registry.check_store().faults.empty());  // and the log is in the file
    const auto before = bytes_of(fixture.file());
    fixture.clock->advance(1h);
    fixture.registry.record(jan, lawful::ConsentWithdrawn{"news", {}});
    REQUIRE(fixture.registry.check_store().faults.empty());
    const auto after = bytes_of(fixture.file());
    { const auto closed = std::move(fixture.registry); }
    int found = 0;
    int mended = 0;
    for (std::size_t at = 4096; at + 4096 <= before.size(); at += 4096) {
        if (before.compare(at, 4096, after, at, 4096) == 0) continue;
        std::ofstream(fixture.file(), std::ios::binary)
            << after.substr(0, at) + before.substr(at, 4096) + after.substr(at + 4096);
        try {
            const auto old = lawful::Registry::open(fixture.file(), key(), fixture.options());
            const bool denied = !old.may_send("johannes.geheim@zonnebloem.example", "news", lawful::Channel::email);
            // The page of the journal's mark is made good at open: its denial is known already.
            const bool clean = old.check_store().faults.empty();
            mended += clean ? 1 : 0;
            const bool found_or_mended = denied || !clean;
            CHECK(found_or_mended);
        } catch (const lawful::Error& error) {
            CHECK(error.code() == lawful::ErrorCode::corrupt);
        }
        ++found;
    }
    CHECK(found >= 3);
    CHECK(mended <= 1);
}

TEST_CASE("a registry of a later version is told apart from a damaged one") {
    Fixture fixture;
    REQUIRE(RawVault(fixture.file(), key()).execute("PRAGMA user_version = 99") == SQLITE_OK);
    CHECK(error_of([&] { return fixture.reopen(); }) == lawful::ErrorCode::newer_version);
}

TEST_CASE("a registry of before the first release is told to be made anew") {
    Fixture fixture;
    REQUIRE(RawVault(fixture.file(), key()).execute("PRAGMA user_version = 1") == SQLITE_OK);
    try {
        fixture.reopen();
        FAIL("an old registry was opened");
    } catch (const lawful::Error& error) {
        CHECK(error.code() == lawful::ErrorCode::not_a_registry);
        CHECK(std::string(error.what()).find("make it anew") != std::string::npos);
    }
}

TEST_CASE("another program's database is no registry") {
    TempFolder folder;
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open((folder / "other").c_str(), &db) == SQLITE_OK);
    sqlite3_exec(db, "CREATE TABLE contacts (email TEXT)", nullptr, nullptr, nullptr);
    sqlite3_close(db);
    try {
        static_cast<void>(lawful::Registry::open(folder / "other", key()));
        FAIL("a plain database was opened");
    } catch (const lawful::Error& error) {
        CHECK(error.code() == lawful::ErrorCode::not_a_registry);
        CHECK(std::string(error.what()).find("make it anew") != std::string::npos);
    }
}

TEST_CASE("the same seed and clock give the same ledger") {
    const auto root = [] {
        Fixture fixture(7);
        fill(fixture);
        std::string all;
        for (const auto& [index, event] : fixture.registry.events(fixture.registry.id())) {
            all += lawful::to_json(lawful::RecordedEvent{index, event});
        }
        return all;
    };
    CHECK(root() == root());
}
