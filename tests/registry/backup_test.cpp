// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>

#include <doctest/doctest.h>

#include "registry/support.hpp"
#include "store/raw_vault.hpp"

using namespace support;
using lawful::ErrorCode;

namespace {

struct Kept : Fixture {
    Kept() {
        jan = person("Johannes Geheim");
        home = mailbox_of(jan, "johannes.geheim@school.example");
        consent(jan, {home});
        registry.add(lawful::Organisation{.name = "Zonnebloemschool", .country = "NL"});
        registry.suppress("iemand@school.example", lawful::Medium::email,
                          lawful::SuppressionReason::complaint);
        clock->advance(24h);
    }
    std::filesystem::path backup() const { return folder / "backup"; }
    std::filesystem::path part(const char* suffix) const { return backup() / ("test.lawful" + std::string(suffix)); }
    /// Beside a copy of the journal.
    lawful::Registry restored() const {
        std::filesystem::create_directories(folder / "new");
        const auto target = folder / "new" / "test.lawful";
        std::filesystem::copy_file(file().string() + ".denials", target.string() + ".denials",
                                   std::filesystem::copy_options::overwrite_existing);
        return lawful::Registry::restore(backup(), key(), target, options());
    }

    lawful::RecipientId jan;
    lawful::AddressId home;
};

/// The rows of every table, but for what differs between two files of one registry.
std::string content_of(const std::filesystem::path& file, std::uint64_t size) {
    RawVault vault(file, key());
    const auto before = " WHERE position < " + std::to_string(size);
    std::string all;
    std::string tables = vault.read("SELECT group_concat(name, '|') FROM "
                                    "(SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name)");
    for (std::size_t at = 0, end = 0; (end = tables.find('|', at)) != std::string::npos; at = end + 1) {
        const auto name = tables.substr(at, end - at);
        // The registry keys are wrapped again, under what lies above them in each file.
        std::string sql = name == "key_epochs" ? "SELECT epoch, subject, indexes FROM key_epochs"
                                               : "SELECT * FROM " + name;
        if (name == "events" || name == "event_keys") sql += before;
        if (name == "ledger" || name == "subjects") sql += " WHERE 0";
        all += name + ": " + vault.read(sql + (name == "ledger" ? "" : " ORDER BY 1")) + "\n";
    }
    return all + vault.read("SELECT id, kind, key FROM subjects ORDER BY id");
}

}  // namespace

TEST_CASE("a restored registry holds every row of every table") {
    Kept at;
    at.registry.backup(at.backup(), key());
    const auto size = at.registry.ledger_size();
    auto back = at.restored();
    CHECK(content_of(at.folder / "new" / "test.lawful", size) == content_of(at.file(), size));
    CHECK(back.ledger_size() == size + 1);
    CHECK(back.check_store().faults.empty());
    CHECK(back.may_send("johannes.geheim@school.example", "news", lawful::Channel::email));
    const auto events = back.events(back.id());
    const auto& told = std::get<lawful::RegistryRestored>(events.back().event.body);
    CHECK(static_cast<std::uint64_t>(told.size) == size);
}

TEST_CASE("who left or was erased since the backup stays so") {
    Kept at;
    at.registry.backup(at.backup(), key());
    bool erased = false;
    SUBCASE("withdrawn") { at.registry.record(at.jan, lawful::ConsentWithdrawn{"news", {}}); }
    SUBCASE("erased") {
        at.registry.erase(at.jan, lawful::ErasureGround::consent_withdrawn);
        erased = true;
    }
    auto back = at.restored();
    CHECK_FALSE(back.may_send("johannes.geheim@school.example", "news", lawful::Channel::email));
    CHECK((error_of([&] { return back.show(at.jan); }) == ErrorCode::erased) == erased);
    CHECK(back.check_store().faults.empty());
}

TEST_CASE("a backup from before a rotation cannot match the denials since: all is denied until accepted") {
    Kept at;
    at.registry.backup(at.backup(), key());
    at.registry.rotate_keys();
    const auto new_one = at.person("Nieuwe Naam");
    const auto mail = at.mailbox_of(new_one, "nieuwe.naam@school.example");
    at.consent(new_one, {mail});
    at.clock->advance(1h);
    at.registry.record(new_one, lawful::ConsentWithdrawn{"news", {}});
    auto back = at.restored();
    const auto decision = back.may_send("johannes.geheim@school.example", "news", lawful::Channel::email);
    CHECK_FALSE(decision);
    CHECK(std::any_of(decision.reasons.begin(), decision.reasons.end(),
                      [](const auto& reason) { return reason.code == "E_RESTORED_WITHOUT_JOURNAL"; }));
    back.accept_journal_loss();
    CHECK(back.may_send("johannes.geheim@school.example", "news", lawful::Channel::email));
}

TEST_CASE("a compacted registry is the same, under another file key, and nobody may have it open") {
    Kept at;
    at.registry.rotate_keys();
    const auto size = at.registry.ledger_size();
    const auto before = content_of(at.file(), size);
    const auto compact = [&](lawful::Credential with) {
        lawful::Registry::compact(at.file(), std::move(with), at.options());
    };
    CHECK(error_of([&] { compact(key()); }) == ErrorCode::busy);
    { const auto closed = std::move(at.registry); }
    CHECK(error_of([&] { compact(key(2)); }) == ErrorCode::wrong_key);
    compact(key());
    CHECK(content_of(at.file(), size) == before);
    auto again = lawful::Registry::open(at.file(), key(), at.options());
    CHECK(again.check_store().faults.empty());
    CHECK(again.ledger_size() == size);
    again.add_credential(lawful::Passphrase("correct horse battery"));
    { const auto closed = std::move(again); }
    CHECK(error_of([&] { compact(key()); }) == ErrorCode::invalid_record);
    CHECK(lawful::Registry::open(at.file(), key(), at.options()).ledger_size() == size);
}

TEST_CASE("the data alone opens nothing of a person") {
    Kept at;
    at.registry.backup(at.backup(), key());
    const auto content = [&](const char* suffix, const char* of) {
        RawVault vault(at.part(suffix), key());
        return vault.read(of);
    };
    const auto keys = content(".keys", "SELECT key FROM subject_keys");
    const auto hashes = content(".keys", "SELECT identity_key, loose_key FROM addresses");
    REQUIRE(keys.size() > 100);
    REQUIRE(hashes.size() > 60);
    std::string data;
    RawVault vault(at.part(".data"), key());
    for (const auto* table : {"meta", "subjects", "profiles", "holders", "events", "ledger", "milestones"}) {
        data += vault.read(std::string("SELECT * FROM ") + table);
    }
    REQUIRE(data.size() > 1000);
    CHECK(vault.read("SELECT count(*) FROM sqlite_master WHERE name IN ('event_keys', 'addresses', 'suppressions')") == "0|");
    CHECK(vault.read("SELECT count(*) FROM meta WHERE name = 'registry_key'") == "0|");
    for (const auto& secret : {keys.substr(0, 60), hashes.substr(0, 32), std::string("Geheim"), std::string("johannes")}) {
        CHECK(data.find(secret) == std::string::npos);
    }
}

TEST_CASE("a backup is made while others write, from one state") {
    Kept at;
    const auto size = at.registry.ledger_size();
    int written = 0;
    for (int i = 0; i < 600; ++i) at.registry.suppress("a" + std::to_string(i) + "@b.example", lawful::Medium::email,
                                                       lawful::SuppressionReason::bounce);
    auto other = at.reopen();
    at.registry.backup(at.backup(), key(), [&](std::uint64_t, std::uint64_t) {
        other.suppress("x" + std::to_string(written++) + "@b.example", lawful::Medium::email,
                       lawful::SuppressionReason::bounce);
    });
    CHECK(written > 0);
    auto back = at.restored();
    CHECK(back.check_store().faults.empty());
    // the backup's state, its own event, and what the journal had more
    CHECK(back.ledger_size() == size + 600 + 1 + static_cast<std::uint64_t>(written));
}

TEST_CASE("what is no backup is refused, and nothing is left") {
    Kept at;
    at.registry.backup(at.backup(), key());
    CHECK(error_of([&] { at.registry.backup(at.backup(), key()); return 0; }) == ErrorCode::registry_exists);
    auto expected = ErrorCode::invalid_file;
    auto with = key();
    SUBCASE("one file is missing") { std::filesystem::remove(at.part(".keys")); }
    SUBCASE("another key") {
        with = key(9);
        expected = ErrorCode::wrong_key;
    }
    SUBCASE("files of two backups") {
        const auto second = at.folder / "second";
        at.registry.backup(second, key());
        std::filesystem::copy_file(second / "test.lawful.keys", at.part(".keys"),
                                   std::filesystem::copy_options::overwrite_existing);
    }
    SUBCASE("two backups in a folder") { std::filesystem::copy_file(at.part(".data"), at.backup() / "other.data"); }
    SUBCASE("data in place of the keys") {
        std::filesystem::copy_file(at.part(".data"), at.part(".keys"), std::filesystem::copy_options::overwrite_existing);
        expected = ErrorCode::not_a_registry;
    }
    const auto target = at.folder / "new";
    CHECK(error_of([&] { return lawful::Registry::restore(at.backup(), std::move(with), target, at.options()); }) == expected);
    for (const auto& entry : std::filesystem::directory_iterator(at.folder.path())) {
        CHECK_FALSE(entry.path().filename().string().starts_with("new"));
    }
    CHECK(error_of([&] { return lawful::Registry::restore(at.backup(), key(), at.file(), at.options()); }) ==
          ErrorCode::registry_exists);
}

TEST_CASE("a part of a backup is no registry") {
    Kept at;
    at.registry.backup(at.backup(), key());
    for (const auto* suffix : {".data", ".keys"}) {
        CHECK(error_of([&] { return lawful::Registry::open(at.part(suffix), key(), at.options()); }) ==
              ErrorCode::not_a_registry);
    }
}

TEST_CASE("a backup that cannot name its data leaves no keys alone, and the next try succeeds") {
    Kept at;
    std::filesystem::create_directories(at.backup());
    std::filesystem::create_symlink("nowhere", at.part(".data"));  // seen by the last step only
    CHECK(error_of([&] { at.registry.backup(at.backup(), key()); }) == ErrorCode::registry_exists);
    CHECK_FALSE(std::filesystem::exists(at.part(".keys")));
    std::filesystem::remove(at.part(".data"));
    at.registry.backup(at.backup(), key());
    CHECK(at.restored().check_store().faults.empty());
}

TEST_CASE("keys that a crash left alone are named, and never overwritten") {
    Kept at;
    at.registry.backup(at.backup(), key());
    const auto keys = bytes_of(at.part(".keys"));
    std::filesystem::remove(at.part(".data"));
    std::string said;
    try {
        at.registry.backup(at.backup(), key());
    } catch (const lawful::Error& error) {
        said = error.what();
    }
    CHECK(said.find("keys are there without their data") != std::string::npos);
    CHECK(bytes_of(at.part(".keys")) == keys);
    CHECK_FALSE(std::filesystem::exists(at.part(".data")));
}
