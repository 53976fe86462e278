// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>

#include <doctest/doctest.h>

#include "crypto/digest.hpp"
#include "ledger/note.hpp"
#include "registry/support.hpp"
#include "store/raw_vault.hpp"

#include <lawful/audit.hpp>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string anna_mail = "anna@voorbeeld.example";
const std::string bert_mail = "bert@voorbeeld.example";

struct Audited : Fixture {
    explicit Audited(std::uint64_t seed = 1) : Fixture(seed) {
        anna = person("Anna");
        consent(anna, {mailbox_of(anna, anna_mail)});
        bert = person("Bert");
        consent(bert, {mailbox_of(bert, bert_mail)});
        clock->advance(1h);
        registry.record(bert, lawful::ConsentWithdrawn{"news", lawful::Channel::email});
    }
    /// Enough events for progress to be told.
    void add_people() {
        for (int i = 0; i < 260; ++i) person("Somebody");
    }
    fs::path bundle(const char* name = "bundle") const { return file().parent_path() / name; }
    fs::path write(const char* name, const std::string& text) const {
        const auto written = bundle(name);
        std::ofstream(written, std::ios::binary) << text;
        return written;
    }

    lawful::RecipientId anna;
    lawful::RecipientId bert;
};

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Every file of a folder, by name and content.
std::map<std::string, std::string> contents(const fs::path& folder) {
    std::map<std::string, std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            out[fs::relative(entry.path(), folder).string()] = read(entry.path());
        }
    }
    return out;
}

/// The SHA-256 and name of every file, as sha256sum prints them.
std::string listing(const std::map<std::string, std::string>& files) {
    std::string out;
    for (const auto& [name, text] : files) {
        out += lawful::to_hex(lawful::crypto::sha256(lawful::as_bytes(text))) + "  " + name + '\n';
    }
    return out;
}

std::string first_fault(const lawful::AuditReport& report) {
    return report.faults.empty() ? "" : report.faults.front();
}

}  // namespace

TEST_CASE("a fresh registry announces the key that signs its checkpoints") {
    Fixture fixture;
    const auto events = fixture.registry.events(fixture.registry.id());
    const auto found = std::find_if(events.begin(), events.end(), [](const auto& one) {
        return std::holds_alternative<lawful::SigningKeyAnnounced>(one.event.body);
    });
    REQUIRE(found != events.end());
    const auto& announced = std::get<lawful::SigningKeyAnnounced>(found->event.body);
    CHECK(announced.key == fixture.registry.verifier_key());
    CHECK_FALSE(announced.signature);
    const auto known = lawful::ledger::VerifierKey::parse(announced.key);
    const auto note = lawful::ledger::parse_note(fixture.registry.checkpoint());
    CHECK(lawful::ledger::verify(note, std::span(&known, 1)).size() == 1);
}

TEST_CASE("a rotated signing key is signed by the one before, of which nothing is left") {
    Audited fixture;
    const auto before = fixture.registry.verifier_key();
    const auto sealed = RawVault(fixture.file(), key()).read("SELECT hex(sealed) FROM signing_keys");
    const auto index = fixture.registry.rotate_signing_key();
    CHECK(fixture.registry.verifier_key() != before);
    CHECK(fixture.registry.check_store().faults.empty());
    RawVault raw(fixture.file(), key());
    CHECK(raw.read("SELECT count(*) FROM signing_keys") == "1|");
    CHECK(raw.read("SELECT hex(sealed) FROM signing_keys") != sealed);
    CHECK(raw.read("SELECT position FROM signing_keys") == std::to_string(index) + "|");

    fixture.registry.rotate_signing_key();
    static_cast<void>(fixture.registry.export_audit(fixture.bundle()));
    lawful::AuditOptions options;
    options.verifier_keys = {before};
    auto report = lawful::inspect_audit(fixture.bundle(), options);
    INFO(first_fault(report));
    CHECK(report.ok());
    CHECK(report.signer_known);
    CHECK(report.signed_by == fixture.registry.verifier_key());

    options.verifier_keys = {Audited(2).registry.verifier_key()};
    CHECK_FALSE(lawful::inspect_audit(fixture.bundle(), options).ok());
}

TEST_CASE("a key of the same name that no known key signed is not known") {
    Audited fixture;
    const auto real = lawful::ledger::VerifierKey::parse(fixture.registry.verifier_key());
    const auto forged = lawful::crypto::SigningKey::generate(*fixture.random);
    static_cast<void>(fixture.registry.export_audit(fixture.bundle()));
    lawful::AuditOptions options;
    options.verifier_keys = {lawful::ledger::VerifierKey{real.name, forged.public_key()}.text()};
    const auto report = lawful::inspect_audit(fixture.bundle(), options);
    CHECK_FALSE(report.ok());
    CHECK_FALSE(report.signer_known);
}

TEST_CASE("the signing key outlives rotation, compaction and restore") {
    Audited fixture;
    const auto known = fixture.registry.verifier_key();
    fixture.registry.rotate_keys();
    CHECK(fixture.registry.verifier_key() == known);
    fixture.registry.backup(fixture.folder / "backup", key());
    const auto elsewhere = fixture.folder / "restored.lawful";
    {
        auto restored =
            lawful::Registry::restore(fixture.folder / "backup", key(), elsewhere, fixture.options());
        CHECK(restored.verifier_key() == known);
        restored.require_consistent(fixture.registry.checkpoint());
        restored.accept_journal_loss();  // it lies beside the other file
    }
    lawful::Registry::compact(elsewhere, key(), fixture.options());
    const auto compacted = lawful::Registry::open(elsewhere, key(), fixture.options());
    CHECK(compacted.verifier_key() == known);
    CHECK(compacted.check_store().faults.empty());
}

TEST_CASE("check_store finds a signing key that is missing or another one") {
    Audited fixture;
    const auto fault = [&] {
        const auto faults = fixture.reopen().check_store().faults;
        return std::any_of(faults.begin(), faults.end(), [](const std::string& line) {
            return line.find("signing key") != std::string::npos;
        });
    };
    CHECK_FALSE(fault());
    { RawVault(fixture.file(), key()).execute("UPDATE signing_keys SET sealed = zeroblob(73)"); }
    CHECK(fault());
    { RawVault(fixture.file(), key()).execute("DELETE FROM signing_keys"); }
    CHECK(fault());
}

TEST_CASE("an older checkpoint is consistent, and no longer after the file was rolled back") {
    Audited fixture;
    const auto copied = read(fixture.file());
    const auto early = fixture.registry.checkpoint();
    fixture.person("Clara");
    const auto late = fixture.registry.checkpoint();
    fixture.registry.require_consistent(early);
    fixture.registry.require_consistent(late);

    // Another past: the same registry, other events.
    const auto rolled = fixture.folder / "rolled.lawful";
    fixture.registry.backup(fixture.folder / "backup", key());
    auto other = lawful::Registry::restore(fixture.folder / "backup", key(), rolled, fixture.options());
    fixture.person("Dirk");
    const auto newest = fixture.registry.checkpoint();
    CHECK(error_of([&] { return other.require_consistent(newest), 0; }) == lawful::ErrorCode::corrupt);
    other.accept_journal_loss();
    CHECK(error_of([&] { return other.require_consistent(newest), 0; }) == lawful::ErrorCode::corrupt);
    other.require_consistent(late);

    static_cast<void>(other.export_audit(fixture.bundle()));
    lawful::AuditOptions options;
    options.checkpoints = {fixture.write("late", late)};
    CHECK(lawful::inspect_audit(fixture.bundle(), options).older_checkpoints == 1);
    options.checkpoints = {fixture.write("newest", newest)};
    CHECK_FALSE(lawful::inspect_audit(fixture.bundle(), options).ok());
    CHECK(error_of([&] {
              return other.require_consistent(Audited(2).registry.checkpoint()), 0;
          }) == lawful::ErrorCode::invalid_file);
}

TEST_CASE("a full bundle verifies, and the same registry gives the same bytes") {
    const auto exported = [](const char* name) {
        Audited fixture;
        const auto done = fixture.registry.export_audit(fixture.bundle(name));
        CHECK(done.complete);
        CHECK(done.events == done.size);
        const auto report = lawful::inspect_audit(fixture.bundle(name));
        INFO(first_fault(report));
        CHECK(report.ok());
        CHECK(report.verified == done.size);
        return contents(fixture.bundle(name));
    };
    const auto once = exported("one");
    CHECK(once == exported("two"));
    const auto kept = fs::path(LAWFUL_SOURCE_DIR) / "tests/registry/data/golden_bundle.sha256";
    if (std::getenv("LAWFUL_WRITE_GOLDEN") != nullptr) std::ofstream(kept) << listing(once);
    CHECK(listing(once) == read(kept));
    CHECK(once.contains("policy/" + std::to_string(3) + ".json"));
    CHECK(std::any_of(once.begin(), once.end(),
                      [](const auto& file) { return file.first.starts_with("notices/"); }));
}

TEST_CASE("what was erased is ERASED, by a tombstone, and old checkpoints still hold") {
    Audited fixture;
    const auto before = fixture.write("before", fixture.registry.checkpoint());
    const auto receipt = fixture.registry.erase(fixture.anna, lawful::ErasureGround::consent_withdrawn);
    const auto done = fixture.registry.export_audit(fixture.bundle());
    CHECK(done.erased >= receipt.leaves);
    lawful::AuditOptions options;
    options.checkpoints = {before};
    const auto report = lawful::inspect_audit(fixture.bundle(), options);
    INFO(first_fault(report));
    CHECK(report.ok());
    CHECK(report.erased == done.erased);
    CHECK(report.missing == 0);
    REQUIRE(report.erasures.size() == 1);
    CHECK(report.erasures.front().day == "2026-02-01");
    for (const auto& [name, text] : contents(fixture.bundle())) {
        CHECK(text.find(anna_mail) == std::string::npos);
    }
}

TEST_CASE("a selection opens what is asked for and the registry's own events") {
    Audited fixture;
    const auto early = fixture.registry.checkpoint();
    fixture.clock->advance(24h);
    fixture.person("Clara");
    const auto size = fixture.registry.ledger_size();
    const auto opened = [&](const char* name, const lawful::AuditSelection& selection) {
        const auto done = fixture.registry.export_audit(fixture.bundle(name), selection);
        lawful::AuditOptions options;
        if (!selection.older.empty()) options.checkpoints = {fixture.write("early", early)};
        const auto report = lawful::inspect_audit(fixture.bundle(name), options);
        INFO(first_fault(report));
        CHECK(report.ok());
        CHECK_FALSE(report.complete);
        CHECK(report.verified == done.events);
        CHECK(done.events < size);
        return done.events;
    };
    const auto registry_events = fixture.registry.events(fixture.registry.id()).size();
    const auto of_bert = fixture.registry.events(fixture.bert).size();
    CHECK(opened("bert", {.recipient = bert_mail}) == registry_events + of_bert + 1);
    CHECK(opened("later", {.from = fixture.clock->now()}) == registry_events + 1);
    CHECK(opened("never", {.to = at("2020-01-01T00:00:00Z")}) == registry_events);
    CHECK(opened("news", {.purpose = "news", .older = {early}}) > registry_events);
    CHECK(opened("ops", {.purpose = "ops"}) == registry_events);
    CHECK(error_of([&] {
              return fixture.registry.export_audit(fixture.bundle("x"), {.purpose = "none"});
          }) == lawful::ErrorCode::unknown_purpose);
    CHECK(error_of([&] {
              return fixture.registry.export_audit(fixture.bundle("x"), {.recipient = "z@y.example"});
          }) == lawful::ErrorCode::unknown_id);
    CHECK_FALSE(fs::exists(fixture.bundle("x")));
}

TEST_CASE("a bundle never overwrites, and one that failed leaves nothing") {
    Audited fixture;
    static_cast<void>(fixture.registry.export_audit(fixture.bundle()));
    CHECK(error_of([&] { return fixture.registry.export_audit(fixture.bundle()); }) ==
          lawful::ErrorCode::invalid_file);
    struct Stopped {};
    fixture.add_people();
    CHECK_THROWS_AS(static_cast<void>(fixture.registry.export_audit(
                        fixture.bundle("other"), {}, [](auto, auto) { throw Stopped{}; })),
                    Stopped);
    for (const auto& entry : fs::directory_iterator(fixture.file().parent_path())) {
        CHECK(entry.path().filename().string().find("other") == std::string::npos);
    }
}

TEST_CASE("a killed export leaves no folder that looks complete") {
    Audited fixture;
    fixture.add_people();
    const auto child = ::fork();
    if (child == 0) {
        const auto registry = fixture.reopen();
        static_cast<void>(registry.export_audit(fixture.bundle(), {},
                                                [](auto, auto) { ::raise(SIGKILL); }));
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
    CHECK_FALSE(fs::exists(fixture.bundle()));
    for (const auto& entry : fs::recursive_directory_iterator(fixture.file().parent_path())) {
        CHECK(entry.path().filename() != "manifest.json");
    }
    const auto done = fixture.registry.export_audit(fixture.bundle());
    CHECK(done.complete);
}
