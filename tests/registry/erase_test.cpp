// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>

#include <algorithm>

#include <doctest/doctest.h>

#include "registry/support.hpp"
#include "store/raw_vault.hpp"

using namespace support;
using lawful::ErasureGround;
using lawful::ErrorCode;

namespace {

/// The clock moves between verbs, so that every event has an instant of its own.
struct Village : Fixture {
    lawful::RecipientId jan = person("Johannes Geheim");
    lawful::AddressId home = mailbox_of(jan, "jan@school.example");

    void next_day() { clock->advance(24h); }
    lawful::EventIndex withdraw(const lawful::Subject& who, std::optional<std::string> purpose) {
        return registry.record(who, lawful::ConsentWithdrawn{std::move(purpose), {}});
    }
    lawful::Decision ask_for(std::string_view purpose, std::string_view address) const {
        return registry.may_send(address, purpose, lawful::Channel::email);
    }
    std::vector<std::string> faults() const { return registry.check_store().faults; }
};

/// Every blob that a query gives.
std::vector<std::string> blobs(const std::filesystem::path& file, const char* sql) {
    const RawVault vault(file, key());
    sqlite3_stmt* rows = nullptr;
    REQUIRE(sqlite3_prepare_v2(vault.get(), sql, -1, &rows, nullptr) == SQLITE_OK);
    std::vector<std::string> found;
    while (sqlite3_step(rows) == SQLITE_ROW) {
        found.emplace_back(static_cast<const char*>(sqlite3_column_blob(rows, 0)),
                           static_cast<std::size_t>(sqlite3_column_bytes(rows, 0)));
    }
    sqlite3_finalize(rows);
    return found;
}

/// Every page of the vault as its reader sees it, free ones too.
std::string pages_of(const std::filesystem::path& file) {
    const RawVault vault(file, key());
    REQUIRE(sqlite3_table_column_metadata(vault.get(), nullptr, "meta", nullptr, nullptr, nullptr, nullptr,
                                          nullptr, nullptr) == SQLITE_OK);
    sqlite3_file* pages = nullptr;
    REQUIRE(sqlite3_file_control(vault.get(), "main", SQLITE_FCNTL_FILE_POINTER, &pages) == SQLITE_OK);
    sqlite3_int64 size = 0;
    REQUIRE(pages->pMethods->xFileSize(pages, &size) == SQLITE_OK);
    std::string all(static_cast<std::size_t>(size), '\0');
    for (sqlite3_int64 at = 0; at < size; at += 4096) {
        REQUIRE(pages->pMethods->xRead(pages, all.data() + at, 4096, at) == SQLITE_OK);
    }
    return all;
}

std::size_t left_of(const std::vector<std::string>& secrets, const std::string& bytes) {
    return static_cast<std::size_t>(std::count_if(secrets.begin(), secrets.end(), [&](const auto& secret) {
        return bytes.find(secret) != std::string::npos;
    }));
}

void tamper(const std::filesystem::path& file, const std::string& sql) {
    RawVault vault(file, key());
    CHECK(vault.execute(sql) == SQLITE_OK);
    CHECK(sqlite3_changes(vault.get()) > 0);
}

}  // namespace

TEST_CASE("a person and their own address are erased, and every answer says so") {
    Village at;
    at.consent(at.jan, {at.home});
    REQUIRE(at.ask("jan@school.example"));
    const auto then = at.clock->now();
    at.next_day();
    const auto events = at.registry.events(at.jan).size() + at.registry.events(at.home).size();
    const auto receipt = at.registry.erase(at.jan, ErasureGround::unnecessary);
    CHECK(receipt.leaves == events);
    CHECK(receipt.addresses == 1);
    CHECK(receipt.suppressed == 1);

    for (const auto& as_of : {std::optional<lawful::Instant>(), std::optional(then)}) {
        const auto by_address = at.registry.may_send(at.home, "news", lawful::Channel::email, as_of);
        CHECK_FALSE(by_address);
        CHECK(says(by_address, "E_ERASED"));
        const auto by_person = at.registry.may_send(at.jan, "news", lawful::Channel::email, as_of);
        REQUIRE(by_person.size() == 1);
        CHECK(says(by_person.front().decision, "E_ERASED"));
        CHECK(by_person.front().decision.reasons.front().event == receipt.tombstone);
    }
    CHECK(says(at.ask("jan@school.example"), "E_SUPPRESSED"));
    CHECK(says(at.ask("JAN+news@school.example"), "E_SUPPRESSED"));
    CHECK(says(at.ask("jan@school.example", then), "E_ERASED"));
    CHECK_FALSE(at.registry.find("jan@school.example", lawful::Medium::email));
    CHECK(at.faults().empty());
    CHECK(at.reopen().check_store().faults.empty());
}

TEST_CASE("looking at somebody erased says that they were erased; lists leave them out") {
    Village at;
    at.registry.erase(at.jan, ErasureGround::unlawful);
    CHECK(error_of([&] { return at.registry.show(at.jan); }) == ErrorCode::erased);
    CHECK(error_of([&] { return at.registry.show(at.home); }) == ErrorCode::erased);
    CHECK(error_of([&] { return at.registry.events(at.jan); }) == ErrorCode::erased);
    CHECK(error_of([&] { return at.withdraw(at.jan, {}); }) == ErrorCode::erased);
    CHECK(error_of([&] { return at.registry.record(at.person("Piet"), lawful::HolderAdded{at.home, day("2026-01-05")}); }) ==
          ErrorCode::erased);
    int listed = 0;
    at.registry.list([&](const lawful::RecipientRecord& record) { listed += record.id == at.jan ? 1 : 0; });
    at.registry.list([&](const lawful::AddressRecord&) { ++listed; });
    CHECK(listed == 0);
}

TEST_CASE("the tombstone names whom, which leaves and the ground") {
    Village at;
    const auto receipt = at.registry.erase(at.jan, ErasureGround::legal_obligation);
    const auto events = at.registry.events(at.registry.id());
    const auto found = std::find_if(events.begin(), events.end(),
                                    [&](const auto& each) { return each.index == receipt.tombstone; });
    REQUIRE(found != events.end());
    const auto& erased = std::get<lawful::Erased>(found->event.body);
    CHECK(erased.subject == lawful::Subject(at.jan));
    CHECK(erased.ground == ErasureGround::legal_obligation);
    CHECK_FALSE(erased.leaves.empty());
    CHECK(std::is_sorted(erased.leaves.begin(), erased.leaves.end()));
    CHECK(lawful::to_json(*found).find("17(1)(e)") != std::string::npos);
}

TEST_CASE("erasing again changes nothing and says the same") {
    Village at;
    const auto first = at.registry.erase(at.jan, ErasureGround::unnecessary);
    const auto size = at.registry.ledger_size();
    const auto again = at.registry.erase(at.jan, ErasureGround::objected);
    CHECK(again.tombstone == first.tombstone);
    CHECK(at.registry.ledger_size() == size);
    CHECK(again.suppressed == 0);
    CHECK(error_of([&] { return at.registry.erase(lawful::RecipientId{}, ErasureGround::unlawful); }) ==
          ErrorCode::unknown_id);
}

TEST_CASE("a shared mailbox stays for its other holders") {
    Village at;
    const auto mia = at.person("Mia");
    const auto team = at.mailbox_of(at.jan, "team@school.example");
    at.registry.record(mia, lawful::HolderAdded{team, day("2026-01-05")});
    at.consent(mia, {team});
    at.consent(at.jan, {team});
    REQUIRE(at.ask("team@school.example"));
    const auto then = at.clock->now();
    at.next_day();
    CHECK(at.registry.erase(at.jan, ErasureGround::unnecessary).addresses == 1);
    CHECK(at.ask("team@school.example"));
    CHECK(at.registry.show(team).holders.size() == 1);
    CHECK(says(at.ask("team@school.example", then), "E_ERASED"));
    CHECK(at.faults().empty());
    at.next_day();
    CHECK(at.registry.erase(mia, ErasureGround::unnecessary).addresses == 1);
    CHECK(says(at.ask("team@school.example"), "E_SUPPRESSED"));
    CHECK(at.faults().empty());
}

TEST_CASE("what somebody stopped at a shared mailbox stays stopped when they are erased") {
    Village at;
    const auto mia = at.person("Mia");
    const auto team = at.mailbox_of(at.jan, "team@school.example");
    at.registry.record(mia, lawful::HolderAdded{team, day("2026-01-05")});
    at.consent(mia, {team});
    auto ground = ErasureGround::unnecessary;
    SUBCASE("by withdrawing") { at.withdraw(at.jan, "news"); }
    SUBCASE("by never having consented") {}
    SUBCASE("by asking to be erased because consent is withdrawn") {
        at.consent(at.jan, {team});
        ground = ErasureGround::consent_withdrawn;
    }
    SUBCASE("by objecting") {
        at.consent(at.jan, {team});
        ground = ErasureGround::objected;
    }
    at.next_day();
    at.registry.erase(at.jan, ground);
    CHECK(says(at.ask("team@school.example"), "E_SUPPRESSED"));
    at.next_day();
    at.consent(mia, {team});
    CHECK(at.ask("team@school.example"));
    CHECK(at.faults().empty());
}

TEST_CASE("whoever left a mailbox before holds nothing up there") {
    Village at;
    const auto mia = at.person("Mia");
    const auto team = at.mailbox_of(at.jan, "team@school.example");
    at.registry.record(mia, lawful::HolderAdded{team, day("2026-01-05")});
    at.consent(mia, {team});
    at.registry.record(at.jan, lawful::HolderEnded{team, day("2026-01-20")});
    at.withdraw(at.jan, {});
    REQUIRE(at.ask("team@school.example"));
    at.next_day();
    at.registry.erase(at.jan, ErasureGround::unnecessary);
    CHECK(at.ask("team@school.example"));
    // a denial said of a day on which the erased person read it
    at.registry.record(team, lawful::ConsentWithdrawn{"news", {}}, at.clock->now() - 24h * 15);
    CHECK(says(at.ask("team@school.example"), "E_CONSENT_WITHDRAWN"));
    CHECK(at.faults().empty());
}

TEST_CASE("a role address stays its organisation's") {
    Village at;
    const auto school = at.registry.add(lawful::Organisation{.name = "School", .country = "NL"});
    const auto info = at.registry.add(lawful::Address{
        .text = "info@school.example", .kind = lawful::AddressKind::role, .organisation = school});
    at.registry.record(at.jan, lawful::HolderAdded{info, day("2026-01-05")});
    at.registry.erase(at.jan, ErasureGround::unnecessary);
    CHECK(at.registry.show(info).holders.empty());
    CHECK(at.faults().empty());
}

TEST_CASE("the deny list keeps all, or what was erased") {
    Village at;
    at.consent(at.jan, {at.home});
    SUBCASE("consent to one purpose") {
        at.registry.erase(at.jan, ErasureGround::unnecessary);
        CHECK(says(at.ask("jan@school.example"), "E_SUPPRESSED"));
        CHECK_FALSE(says(at.ask_for("ops", "jan@school.example"), "E_SUPPRESSED"));
    }
    SUBCASE("an objection to direct marketing") {
        at.registry.record(at.jan, lawful::Objected{.purpose = "news"});
        at.registry.erase(at.jan, ErasureGround::unnecessary);
        CHECK(says(at.ask_for("ops", "jan@school.example"), "E_SUPPRESSED"));
    }
    SUBCASE("a withdrawal of everything, made good since") {
        at.withdraw(at.jan, {});
        at.next_day();
        at.consent(at.jan, {at.home});
        at.registry.erase(at.jan, ErasureGround::unnecessary);
        CHECK(says(at.ask_for("ops", "jan@school.example"), "E_SUPPRESSED"));
    }
    SUBCASE("the ground is an objection") {
        at.registry.erase(at.jan, ErasureGround::objected);
        CHECK(says(at.ask_for("ops", "jan@school.example"), "E_SUPPRESSED"));
    }
}

TEST_CASE("whoever comes back starts suppressed, and only fresh consent lifts that") {
    Village at;
    at.consent(at.jan, {at.home});
    at.next_day();
    at.registry.erase(at.jan, ErasureGround::consent_withdrawn);
    const auto again = at.person("Johannes Geheim");
    const auto mail = at.mailbox_of(again, "Jan@school.example");
    CHECK(says(at.ask("jan@school.example"), "E_SUPPRESSED"));
    const auto old_form = at.clock->now() - 48h;
    at.registry.record(again, lawful::ConsentGiven{.purpose = "news",
                                                   .addresses = {mail},
                                                   .notice = lawful::NoticeRef{"nl", "1"},
                                                   .method = lawful::ConsentMethod::signed_form,
                                                   .evidence = "box 3"},
                       old_form);
    CHECK(says(at.ask("jan@school.example"), "E_SUPPRESSED"));
    at.next_day();
    at.consent(again, {mail});
    CHECK(at.ask("jan@school.example"));
    CHECK(at.faults().empty());
}

TEST_CASE("an address that nobody holds is erased alone") {
    Village at;
    CHECK(error_of([&] { return at.registry.erase(at.home, ErasureGround::unnecessary); }) ==
          ErrorCode::invalid_record);
    at.registry.record(at.jan, lawful::HolderEnded{at.home, day("2026-01-20")});
    const auto receipt = at.registry.erase(at.home, ErasureGround::unnecessary);
    CHECK(receipt.suppressed == 1);
    CHECK(says(at.ask("jan@school.example"), "E_SUPPRESSED"));
    CHECK(at.registry.show(at.jan).addresses.empty());
    CHECK(at.faults().empty());
}

TEST_CASE("another spelling of an erased address stays denied") {
    Village at;
    const auto mia = at.person("Mia");
    const auto twin = at.mailbox_of(mia, "jan+mia@school.example");
    at.consent(mia, {twin});
    at.withdraw(at.jan, "news");
    REQUIRE_FALSE(at.ask("jan+mia@school.example"));
    at.next_day();
    at.registry.erase(at.jan, ErasureGround::unnecessary);
    CHECK(says(at.ask("jan+mia@school.example"), "E_SUPPRESSED"));
}

TEST_CASE("nothing that could be read again is left in the file or its log") {
    Village at;
    at.consent(at.jan, {at.home});
    at.registry.record(at.home, lawful::ConsentWithdrawn{"news", lawful::Channel::email});
    const auto secrets = blobs(
        at.file(), "SELECT m FROM events JOIN subjects ON subjects.id = subject WHERE kind IN (3, 4) UNION ALL "
                   "SELECT r FROM event_keys JOIN events USING (position) JOIN subjects ON subjects.id = subject "
                   "WHERE kind IN (3, 4) UNION ALL SELECT key FROM subjects WHERE key IS NOT NULL UNION ALL "
                   "SELECT sealed FROM profiles UNION ALL SELECT identity_key FROM addresses");
    REQUIRE(secrets.size() > 12);
    { auto closed = std::move(at.registry); }  // writes the log into the file
    REQUIRE(left_of(secrets, pages_of(at.file())) == secrets.size());
    const auto log = at.file().string() + "-wal";
    auto again = at.reopen();
    again.erase(at.jan, ErasureGround::unnecessary);
    CHECK((!std::filesystem::exists(log) || std::filesystem::file_size(log) == 0));
    CHECK(left_of(secrets, pages_of(at.file())) == 0);
}

TEST_CASE("a reader that keeps old bytes in the log is named, and erasing again finishes") {
    Village at;
    auto hasty = at.options();
    hasty.busy_timeout = std::chrono::milliseconds{20};
    auto other = lawful::Registry::open(at.file(), key(), hasty);
    at.registry.list([&](const lawful::RecipientRecord&) {
        CHECK(error_of([&] { return other.erase(at.jan, ErasureGround::unnecessary); }) == ErrorCode::busy);
    });
    CHECK(error_of([&] { return other.show(at.jan); }) == ErrorCode::erased);
    const auto size = other.ledger_size();
    CHECK(other.erase(at.jan, ErasureGround::unnecessary).leaves > 0);
    CHECK(other.ledger_size() == size);
}

TEST_CASE("a hole without its tombstone is a fault, and so is a tombstone without its hole") {
    for (const std::string sql :
         {"DELETE FROM event_keys WHERE position = (SELECT last_event FROM subjects WHERE kind = 2)",
          "UPDATE events SET m = x'00' WHERE m IS NULL",
          "UPDATE subjects SET key = zeroblob(73) WHERE kind = 3",
          "UPDATE subjects SET key = NULL WHERE kind = 3 AND key IS NOT NULL",
          "UPDATE subjects SET state = CAST(substr(state, 1, length(state) - 2) || x'00' AS BLOB) "
          "WHERE key IS NULL AND kind = 3",  // the last member, `erased`, is absent
          "UPDATE subjects SET last_event = (SELECT previous FROM events WHERE position = last_event) "
          "WHERE key IS NULL AND kind = 3",
          "INSERT INTO profiles SELECT id, x'00' FROM subjects WHERE key IS NULL AND kind = 3",
          "UPDATE events SET commitment = zeroblob(32) WHERE m IS NULL"}) {
        CAPTURE(sql);
        Village at;
        at.registry.add(lawful::Organisation{.name = "School", .country = "NL"});
        at.person("Mia");
        at.registry.erase(at.jan, ErasureGround::unnecessary);
        REQUIRE(at.faults().empty());
        tamper(at.file(), sql);
        CHECK_FALSE(at.reopen().check_store().faults.empty());
    }
}
