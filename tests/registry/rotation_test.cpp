// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <utility>

#include <doctest/doctest.h>

#include "registry/support.hpp"
#include "store/raw_vault.hpp"

using namespace support;
using lawful::Medium;

namespace {

struct Interrupted : std::runtime_error {
    Interrupted() : std::runtime_error("interrupted") {}
};

/// Stops after as many batches as told, as a power cut between two transactions does.
lawful::Progress after(int batches) {
    return [left = batches](auto, auto) mutable {
        if (left-- == 0) throw Interrupted();
    };
}

std::int64_t one_number(const std::filesystem::path& file, const std::string& sql) {
    return std::stoll(RawVault(file, key()).read(sql));
}

/// As a hand that holds the key would.
void execute(const std::filesystem::path& file, const std::string& sql) {
    RawVault vault(file, key());
    CHECK(vault.execute(sql) == SQLITE_OK);
}

void change(const std::filesystem::path& file, const std::string& sql) {
    RawVault vault(file, key());
    CHECK(vault.execute(sql) == SQLITE_OK);
    CHECK(sqlite3_changes(vault.get()) > 0);
}

const std::string allowed = "anna@voorbeeld.example";
const std::string withdrawn = "bert@voorbeeld.example";
const std::string suppressed = "clara@voorbeeld.example";

/// Somebody who consented, somebody who left, somebody on the deny list, a school.
struct Village : Fixture {
    Village() {
        school = registry.add(lawful::Organisation{.name = "Zonnebloemschool", .country = "NL"});
        const auto anna = person("Anna", lawful::SourceKind::subject, school);
        consent(anna, {mailbox_of(anna, allowed)});
        const auto bert = person("Bert");
        bert_mail = mailbox_of(bert, withdrawn);
        consent(bert, {bert_mail});
        clock->advance(1h);
        registry.record(bert, lawful::ConsentWithdrawn{"news", lawful::Channel::email});
        registry.suppress(suppressed, Medium::email, lawful::SuppressionReason::objection);
    }

    /// Nobody is let in, and nobody kept out, by a rotation or half of one.
    void check_answers(const lawful::Registry& in) const {
        const auto ask_in = [&](const std::string& address) {
            return in.may_send(address, "news", lawful::Channel::email);
        };
        CHECK(ask_in(allowed).verdict != lawful::Verdict::deny);
        CHECK(says(ask_in(withdrawn), "E_CONSENT_WITHDRAWN"));
        CHECK(says(ask_in("Bert+x@voorbeeld.example"), "E_CONSENT_WITHDRAWN"));
        CHECK(says(in.may_send(bert_mail, "news", lawful::Channel::email), "E_CONSENT_WITHDRAWN"));
        CHECK(says(ask_in(suppressed), "E_SUPPRESSED"));
        CHECK(says(ask_in("Clara+news@voorbeeld.example"), "E_SUPPRESSED"));
        CHECK(in.find_organisation("zonnebloemschool ") == school);
        CHECK(in.find(allowed, Medium::email).has_value());
    }

    lawful::OrganisationId school{};
    lawful::AddressId bert_mail{};
};

lawful::ImportReport import_people(lawful::Registry& registry, const std::filesystem::path& csv) {
    std::ofstream(csv) << "name;email\nAnna;" << allowed << "\nBert;" << withdrawn << "\nClara;"
                       << suppressed << "\nDirk;dirk@voorbeeld.example\n";
    lawful::ImportMapping mapping;
    mapping.delimiter = ';';
    mapping.name = "name";
    mapping.email = "email";
    mapping.country = "NL";
    return registry.import(mapping, csv);
}

}  // namespace

TEST_CASE("after a rotation every answer is as before, and the file holds the new epoch only") {
    Village village;
    CHECK(village.registry.rotate_keys() == 2);
    // The old key is in no frame any more.
    CHECK(std::filesystem::file_size(village.file().string() + "-wal") == 0);
    village.check_answers(village.registry);
    CHECK(village.registry.check_store().faults.empty());
    const auto reopened = village.reopen();
    village.check_answers(reopened);
    CHECK(reopened.check_store().faults.empty());
    CHECK(reopened.key_status().epoch == 2);
    CHECK_FALSE(reopened.key_status().rotating);
    const auto last = reopened.events(reopened.id()).back().event.body;
    CHECK(std::get<lawful::KeysRotated>(last).epoch == 2);
    CHECK(one_number(village.file(), "SELECT count(*) FROM key_epochs WHERE wrapped IS NOT NULL") == 1);
}

TEST_CASE("every sealed key and every hash of a known address is another one after a rotation") {
    Village village;
    execute(village.file(), "CREATE TABLE before AS SELECT key AS bytes FROM subjects "
                           "WHERE key IS NOT NULL UNION SELECT r FROM event_keys "
                           "UNION SELECT identity_key FROM addresses UNION SELECT loose_key "
                           "FROM addresses UNION SELECT name_key FROM organisation_names "
                           "UNION SELECT wrapped FROM key_epochs");
    village.registry.rotate_keys();
    const std::string both = "SELECT count(*) FROM before WHERE bytes IN ";
    CHECK(one_number(village.file(), "SELECT count(*) FROM before") > 20);
    for (const auto* now : {"(SELECT key FROM subjects)", "(SELECT r FROM event_keys)",
                            "(SELECT identity_key FROM addresses)",
                            "(SELECT loose_key FROM addresses)",
                            "(SELECT name_key FROM organisation_names)",
                            "(SELECT wrapped FROM key_epochs)"}) {
        CHECK(one_number(village.file(), both + now) == 0);
    }
}

TEST_CASE("a rotation killed after any batch answers as before, and the next call finishes it") {
    int kills = 0;
    for (int batches = 0; batches < 100; ++batches) {
        Village village;
        bool finished = true;
        try {
            village.registry.rotate_keys(after(batches));
        } catch (const Interrupted&) {
            finished = false;
        }
        if (finished) break;
        ++kills;
        CAPTURE(batches);
        auto reopened = village.reopen();
        CHECK(reopened.key_status().rotating);
        CHECK(reopened.check_store().faults.empty());
        village.check_answers(village.registry);
        village.check_answers(reopened);
        CHECK(reopened.rotate_keys() == 2);
        CHECK_FALSE(reopened.key_status().rotating);
        CHECK(reopened.check_store().faults.empty());
        village.check_answers(village.registry);
        village.check_answers(village.reopen());
    }
    CHECK(kills == 4);  // subjects, events, addresses, names
}

TEST_CASE("a rotation killed at the last transaction has lost nothing") {
    Village village;
    CHECK_THROWS_AS(village.registry.rotate_keys(after(3)), Interrupted);
    CHECK(one_number(village.file(), "SELECT count(*) FROM event_keys WHERE epoch < 2") == 0);
    CHECK(one_number(village.file(), "SELECT count(*) FROM key_epochs WHERE wrapped IS NOT NULL") == 2);
    CHECK(village.registry.rotate_keys() == 2);
    CHECK(village.reopen().check_store().faults.empty());
}

TEST_CASE("a process that opened before the rotation finds and writes under the new epoch") {
    Village village;
    auto other = village.reopen();
    village.registry.rotate_keys(  // one that has begun, and then one that is over
        [&, told = false](auto, auto) mutable {
            if (told) return;
            told = true;
            village.check_answers(other);
            other.add(lawful::Address{.text = "dirk@voorbeeld.example"});
            CHECK(village.registry.find("dirk@voorbeeld.example", Medium::email).has_value());
            CHECK(error_of([&] { return other.add(lawful::Address{.text = allowed}); }) ==
                  lawful::ErrorCode::address_taken);
        });
    village.check_answers(other);
    other.add(lawful::Address{.text = "els@voorbeeld.example"});
    other.suppress("frits@voorbeeld.example", Medium::email, lawful::SuppressionReason::objection);
    CHECK(village.registry.find("els@voorbeeld.example", Medium::email).has_value());
    CHECK(says(village.ask("frits@voorbeeld.example"), "E_SUPPRESSED"));
    CHECK(other.check_store().faults.empty());
    CHECK(village.reopen().check_store().faults.empty());
}

TEST_CASE("a process that slept through two rotations knows what each of them left") {
    Village village;
    auto sleeper = village.reopen();
    village.registry.rotate_keys();
    village.registry.suppress("gerda@voorbeeld.example", Medium::email,
                              lawful::SuppressionReason::objection);
    CHECK(village.registry.rotate_keys() == 3);
    village.check_answers(sleeper);
    CHECK(says(sleeper.may_send("gerda@voorbeeld.example", "news", lawful::Channel::email),
               "E_SUPPRESSED"));
    CHECK(sleeper.check_store().faults.empty());
    const auto reopened = village.reopen();
    village.check_answers(reopened);
    CHECK(says(reopened.may_send("gerda@voorbeeld.example", "news", lawful::Channel::email),
               "E_SUPPRESSED"));
    CHECK(reopened.check_store().faults.empty());
}

TEST_CASE("two that rotate at once do it once") {
    Village village;
    auto other = village.reopen();
    village.registry.rotate_keys([&, told = false](auto, auto) mutable {
        if (std::exchange(told, true)) return;
        CHECK(other.rotate_keys() == 2);
        CHECK(other.rotate_keys() == 3);  // and begins again while the first is still at it
    });
    const auto reopened = village.reopen();
    CHECK(reopened.key_status().epoch == 3);
    CHECK_FALSE(reopened.key_status().rotating);
    CHECK(reopened.check_store().faults.empty());
    village.check_answers(reopened);
}

TEST_CASE("whoever is suppressed or left stays so when imported again after a rotation") {
    Village village;
    const auto csv = village.folder / "people.csv";
    CHECK(import_people(village.registry, csv).suppressed == 1);
    village.registry.rotate_keys();
    const auto size = village.registry.ledger_size();
    const auto report = import_people(village.registry, csv);
    CHECK(report.imported == 0);  // the rows are known by the hashes of the old epoch
    CHECK(report.suppressed == 1);
    CHECK(village.registry.ledger_size() == size);
    village.check_answers(village.registry);
    CHECK_FALSE(village.registry.find(suppressed, Medium::email).has_value());
}

TEST_CASE("rows and keys of a wrong epoch are faults") {
    for (const std::string sql :
         {"UPDATE subjects SET key_epoch = 1 WHERE kind = 3", "UPDATE event_keys SET epoch = 1",
          "UPDATE subjects SET key_epoch = NULL WHERE kind = 4", "UPDATE addresses SET epoch = 1",
          "UPDATE event_keys SET epoch = 3 WHERE position = 5", "UPDATE organisation_names SET epoch = 1",
          "UPDATE suppressions SET epoch = 2", "UPDATE suppressions SET epoch = 7",
          "DELETE FROM key_epochs WHERE epoch = 1", "UPDATE key_epochs SET epoch = 4 WHERE epoch = 1",
          "UPDATE key_epochs SET indexes = wrapped", "UPDATE ledger SET key_epoch = 1"}) {
        CAPTURE(sql);
        Village village;
        village.registry.rotate_keys();
        change(village.file(), sql);
        const auto found = error_of([&] {
            if (village.reopen().check_store().faults.empty()) return;
            throw lawful::Error(lawful::ErrorCode::corrupt, "a fault");
        });
        CHECK(found == lawful::ErrorCode::corrupt);
    }
}

TEST_CASE("a registry key of an older epoch put back is refused") {
    Village village;
    execute(village.file(), "CREATE TABLE old AS SELECT * FROM key_epochs");
    village.registry.rotate_keys();
    change(village.file(), "UPDATE key_epochs SET wrapped = (SELECT wrapped FROM old), "
                           "subject = (SELECT subject FROM old) WHERE epoch = 2");
    CHECK(error_of([&] { return village.reopen(); }).has_value());
}

TEST_CASE("rotating needs a random source: without one nothing changes") {
    struct Failing final : lawful::Random {
        void fill(std::span<std::uint8_t>) override {
            throw lawful::Error(lawful::ErrorCode::random_failed, "no randomness");
        }
    };
    Village village;
    auto poor = lawful::Registry::open(village.file(), key(),
                                       {.clock = village.clock, .random = std::make_shared<Failing>()});
    CHECK(error_of([&] { return poor.rotate_keys(); }) == lawful::ErrorCode::random_failed);
    CHECK(poor.key_status().epoch == 1);
    CHECK_FALSE(poor.key_status().rotating);
}
