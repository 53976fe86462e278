// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "registry/shelf.hpp"

using namespace support;
using lawful::ErasureGround;
using lawful::ErrorCode;

namespace {

void write_bytes(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace

TEST_CASE("an old copy put back denies whoever left since") {
    Shelf at;
    at.keep();
    std::string code;
    SUBCASE("withdrawn") {
        at.registry->record(at.jan, lawful::ConsentWithdrawn{"news", lawful::Channel::email});
        code = "E_CONSENT_WITHDRAWN";
    }
    SUBCASE("refused, of the address") {
        at.registry->record(at.home, lawful::ConsentRefused{"news", {}});
        code = "E_CONSENT_REFUSED";
    }
    SUBCASE("invalidated") {
        at.registry->record(at.jan, lawful::ConsentInvalidated{at.given(), "it was not his form"});
        code = "E_CONSENT_INVALIDATED";
    }
    SUBCASE("objected") {
        at.registry->record(at.jan, lawful::Objected{});
        code = "E_OBJECTED_DM";
    }
    SUBCASE("restricted") {
        at.registry->record(at.jan, lawful::Restricted{});
        code = "E_RESTRICTED";
    }
    SUBCASE("suppressed") {
        at.registry->suppress("jan@school.example", lawful::Medium::email,
                              lawful::SuppressionReason::complaint);
        code = "E_SUPPRESSED";
    }
    SUBCASE("erased") {
        at.registry->erase(at.jan, ErasureGround::unnecessary);
        code = "E_SUPPRESSED";
    }
    REQUIRE(says(at.ask("jan@school.example"), code));
    at.put_back();
    at.open();
    CHECK(says(at.ask("jan@school.example"), code));
    CHECK(at.ask("mia@school.example"));
    CHECK(at.registry->check_store().faults.empty());
    const auto size = at.registry->ledger_size();
    at.close();
    at.open();
    CHECK(at.registry->ledger_size() == size);
}

TEST_CASE("whoever was erased is erased again, whoever came since stays suppressed") {
    Shelf at;
    at.keep();
    const auto piet = at.person("Piet");
    const auto mail = at.mailbox(piet, "piet@school.example");
    at.consent(piet, mail);
    at.registry->record(piet, lawful::ConsentWithdrawn{"news", {}});
    at.registry->erase(at.jan, ErasureGround::consent_withdrawn);
    at.put_back();
    at.open();
    CHECK(error_of([&] { return at.registry->show(at.jan); }) == ErrorCode::erased);
    CHECK_FALSE(at.registry->find("jan@school.example", lawful::Medium::email));
    CHECK(says(at.ask("piet@school.example"), "E_SUPPRESSED"));
    CHECK(at.registry->check_store().faults.empty());
    const auto events = at.registry->events(at.registry->id());
    CHECK(std::any_of(events.begin(), events.end(), [](const auto& each) {
        return each.event.origin == lawful::Origin::replayed &&
               std::holds_alternative<lawful::Erased>(each.event.body);
    }));
}

TEST_CASE("an older copy can be put back again and again") {
    Shelf at;
    at.keep();
    at.registry->record(at.jan, lawful::ConsentWithdrawn{"news", {}});
    for (int i = 0; i < 2; ++i) {
        at.put_back();
        at.open();
        CHECK(says(at.ask("jan@school.example"), "E_CONSENT_WITHDRAWN"));
    }
    at.registry->record(at.mia, lawful::ConsentWithdrawn{"news", {}});
    at.put_back();
    at.open();
    CHECK(says(at.ask("jan@school.example"), "E_CONSENT_WITHDRAWN"));
    CHECK(says(at.ask("mia@school.example"), "E_CONSENT_WITHDRAWN"));
    CHECK(at.registry->check_store().faults.empty());
}

TEST_CASE("without its journal everything is denied until that is accepted") {
    Shelf at;
    at.registry->record(at.jan, lawful::ConsentWithdrawn{"news", {}});
    at.close();
    const auto whole = bytes_of(at.journal);
    SUBCASE("gone") { std::filesystem::remove(at.journal); }
    SUBCASE("empty") { write_bytes(at.journal, ""); }
    SUBCASE("shorter") { write_bytes(at.journal, whole.substr(0, whole.find('\n') + 1)); }
    SUBCASE("another's") {
        Shelf other;
        other.registry->record(other.mia, lawful::ConsentWithdrawn{"news", {}});
        write_bytes(at.journal, bytes_of(other.journal));
    }
    SUBCASE("another line at its end") {
        auto changed = whole;
        changed[changed.size() - 10] = changed[changed.size() - 10] == 'A' ? 'B' : 'A';
        write_bytes(at.journal, changed);
    }
    for (const bool read_only : {true, false}) {
        at.open(read_only);
        CHECK(says(at.ask("mia@school.example"), "E_RESTORED_WITHOUT_JOURNAL"));
        CHECK(says(at.ask("nobody@school.example"), "E_RESTORED_WITHOUT_JOURNAL"));
        CHECK_FALSE(at.registry->check_store().faults.empty());
        at.close();
    }
    at.open();
    auto other = lawful::Registry::open(at.file, key(), {.clock = at.clock, .random = at.random});
    CHECK_FALSE(other.may_send("mia@school.example", "news", lawful::Channel::email));
    at.registry->accept_journal_loss();
    CHECK(at.ask("mia@school.example"));
    CHECK(other.may_send("mia@school.example", "news", lawful::Channel::email));
    CHECK(at.registry->check_store().faults.empty());
    CHECK(error_of([&] { return at.registry->accept_journal_loss(); }) == ErrorCode::already_done);
    CHECK(at.lines() == 1);
    at.registry->record(at.mia, lawful::ConsentWithdrawn{"news", {}});
    CHECK(at.lines() == 2);
}

TEST_CASE("a denial recorded while the journal is away is not forgotten when it comes back") {
    Shelf at;
    at.keep();
    std::filesystem::rename(at.journal, at.folder / "away");
    at.registry->record(at.jan, lawful::ConsentWithdrawn{"news", {}});
    CHECK(says(at.ask("mia@school.example"), "E_RESTORED_WITHOUT_JOURNAL"));
    std::filesystem::rename(at.folder / "away", at.journal);
    at.close();
    at.open();
    CHECK(says(at.ask("mia@school.example"), "E_RESTORED_WITHOUT_JOURNAL"));
    at.registry->accept_journal_loss();
    CHECK(at.ask("mia@school.example"));
    at.put_back();
    at.open();
    CHECK(says(at.ask("jan@school.example"), "E_RESTORED_WITHOUT_JOURNAL"));
}

TEST_CASE("a long journal is replayed") {
    Shelf at;
    at.keep();
    for (int i = 0; i < 600; ++i) {
        at.registry->suppress("x" + std::to_string(i) + "@a.example", lawful::Medium::email,
                              lawful::SuppressionReason::objection);
    }
    REQUIRE(bytes_of(at.journal).size() > 200'000);
    at.put_back();
    at.open();
    for (const auto* address : {"x0@a.example", "x299@a.example", "x599@a.example"}) {
        CHECK(says(at.ask(address), "E_SUPPRESSED"));
    }
    CHECK(at.registry->check_store().faults.empty());
}

TEST_CASE("a torn last line is cut off, and what stands before it counts") {
    Shelf at;
    at.keep();
    at.registry->record(at.jan, lawful::ConsentWithdrawn{"news", {}});
    const auto one = bytes_of(at.journal).size();
    at.registry->record(at.mia, lawful::ConsentWithdrawn{"news", {}});
    at.put_back();
    auto bytes = bytes_of(at.journal);
    SUBCASE("half of it") { bytes.resize(one + 20); }
    SUBCASE("without its end") { bytes.pop_back(); }
    SUBCASE("whole, of other bytes") { bytes[one + 3] ^= 1; }
    SUBCASE("zeros") { std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(one), bytes.end(), '\0'); }
    write_bytes(at.journal, bytes);
    at.open();
    CHECK(says(at.ask("jan@school.example"), "E_CONSENT_WITHDRAWN"));
    CHECK(at.ask("mia@school.example"));
    CHECK(bytes_of(at.journal).size() == one);
    CHECK(at.registry->check_store().faults.empty());
}

TEST_CASE("a commit of several lines that was torn is cut off whole") {
    Shelf at;
    const auto piet = at.person("Piet");
    at.registry->record(piet, lawful::HolderAdded{at.home, day("2026-01-05")});
    at.keep();
    const auto before = bytes_of(at.journal).size();
    at.registry->record(at.home, lawful::ConsentWithdrawn{"news", {}});
    REQUIRE(at.lines() == 4);
    at.put_back();
    auto bytes = bytes_of(at.journal);
    SUBCASE("in its first") { bytes[before + 5] ^= 1; }
    SUBCASE("in its last") { bytes.pop_back(); }
    SUBCASE("behind its first") { bytes.resize(bytes.find('\n', before) + 1); }
    write_bytes(at.journal, bytes);
    at.open();
    CHECK(bytes_of(at.journal).size() == before);
    CHECK_FALSE(says(at.ask("jan@school.example"), "E_CONSENT_WITHDRAWN"));
    CHECK(at.registry->check_store().faults.empty());
}

TEST_CASE("a flipped bit in the middle is damage, and the line is named") {
    Shelf at;
    at.keep();
    const auto header = bytes_of(at.journal).size();
    at.registry->record(at.jan, lawful::ConsentWithdrawn{"news", {}});
    const auto one = bytes_of(at.journal).size();
    at.registry->record(at.mia, lawful::ConsentWithdrawn{"news", {}});
    auto bytes = bytes_of(at.journal);
    SUBCASE("in its text") { bytes[header + 9] ^= 1; }
    SUBCASE("in its code") { bytes[one - 20] = bytes[one - 20] == 'A' ? 'B' : 'A'; }
    SUBCASE("at its end") { bytes[one - 1] = ' '; }
    write_bytes(at.journal, bytes);
    const auto found = at.registry->check_store().faults;
    REQUIRE(found.size() == 1);
    CHECK(found.front().find("line 2") != std::string::npos);
    at.put_back();
    for (const bool read_only : {true, false}) {
        CHECK(error_of([&] { at.open(read_only); return 0; }) == ErrorCode::corrupt);
    }
}

TEST_CASE("a reader never writes the journal, and says that it is ahead") {
    Shelf at;
    at.keep();
    at.registry->record(at.jan, lawful::ConsentWithdrawn{"news", {}});
    at.put_back();
    const auto bytes = bytes_of(at.journal);
    CHECK(error_of([&] { at.open(true); return 0; }) == ErrorCode::corrupt);
    CHECK(bytes_of(at.journal) == bytes);
    at.open();
    at.close();
    at.open(true);
    CHECK(says(at.ask("jan@school.example"), "E_CONSENT_WITHDRAWN"));
}

TEST_CASE("the journal holds no name, no address and no free text") {
    Shelf at;
    at.registry->record(at.jan, lawful::ConsentInvalidated{at.given(), "Geheime reden"});
    at.registry->record(at.mia, lawful::ConsentWithdrawn{});
    at.registry->erase(at.mia, ErasureGround::unlawful);
    const auto bytes = bytes_of(at.journal);
    CHECK(at.lines() == 6);
    for (const auto* secret : {"Jan", "Mia", "school", "Geheim", "box", "consent", "news", "lawful", "{"}) {
        CHECK(bytes.find(secret) == std::string::npos);
    }
}

TEST_CASE("creating never takes the place of a journal with denials") {
    Shelf at;
    at.registry->record(at.jan, lawful::ConsentWithdrawn{"news", {}});
    at.close();
    const auto journal = bytes_of(at.journal);
    std::filesystem::remove(at.file);
    const auto create = [&] {
        return lawful::Registry::create(at.file, key(), {.clock = at.clock, .random = at.random});
    };
    CHECK(error_of(create) == ErrorCode::registry_exists);
    CHECK(bytes_of(at.journal) == journal);
    write_bytes(at.journal, journal.substr(0, journal.find('\n') + 1));
    CHECK_FALSE(error_of(create));
}

TEST_CASE("two processes write one journal") {
    Shelf at;
    at.close();
    constexpr int each = 25;
    const auto work = [&] {
        auto registry = lawful::Registry::open(at.file, key(), {.clock = at.clock});
        for (int i = 0; i < each; ++i) {
            registry.suppress("x" + std::to_string(::getpid()) + "." + std::to_string(i) + "@a.example",
                              lawful::Medium::email, lawful::SuppressionReason::objection);
        }
    };
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        try {
            work();
            ::_exit(0);
        } catch (...) {
            ::_exit(1);
        }
    }
    work();
    int status = 1;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    CHECK(at.lines() == 1 + 2 * each);
    at.open(true);
    CHECK(at.registry->check_store().faults.empty());
}
