// SPDX-License-Identifier: Apache-2.0
#include <fstream>

#include <doctest/doctest.h>

#include "registry/support.hpp"

using namespace support;
using lawful::ErrorCode;

namespace {

std::uint64_t size_of(const Fixture& fixture) { return fixture.registry.ledger_size(); }

}  // namespace

TEST_CASE("another key does not open it") {
    Fixture fixture;
    CHECK(error_of([&] { return lawful::Registry::open(fixture.file(), key(2), fixture.options()); }) ==
          ErrorCode::wrong_key);
}

TEST_CASE("what is no registry is told so, and left as it is") {
    TempFolder folder;
    for (const auto* content : {"", "not a database at all", "SQLite format 3"}) {
        std::ofstream(folder / "file", std::ios::binary) << content;
        CHECK(error_of([&] { return lawful::Registry::open(folder / "file", key()); }) ==
              ErrorCode::not_a_registry);
        CHECK(std::filesystem::file_size(folder / "file") == std::string_view(content).size());
    }
    std::ofstream(folder / "long", std::ios::binary) << std::string(100'000, 'x');
    CHECK(error_of([&] { return lawful::Registry::open(folder / "long", key()); }) ==
          ErrorCode::not_a_registry);
    CHECK(error_of([&] { return lawful::Registry::open(folder.path(), key()); }) ==
          ErrorCode::not_a_registry);
    CHECK(error_of([&] { return lawful::Registry::open(folder / "absent", key()); }) ==
          ErrorCode::registry_missing);
    CHECK_FALSE(std::filesystem::exists(folder / "absent"));
}

TEST_CASE("create never overwrites, and leaves nothing behind") {
    Fixture fixture;
    const auto before = std::filesystem::file_size(fixture.file());
    CHECK(error_of([&] { return lawful::Registry::create(fixture.file(), key()); }) ==
          ErrorCode::registry_exists);
    CHECK(std::filesystem::file_size(fixture.file()) == before);
    for (const auto& entry : std::filesystem::directory_iterator(fixture.folder.path())) {
        CHECK(entry.path().filename().string().starts_with("test.lawful"));
        CHECK(entry.path().string().find(".new-") == std::string::npos);
    }
    CHECK(error_of([&] { return lawful::Registry::create(fixture.folder / "no/such/folder", key()); }) ==
          ErrorCode::input_output);
}

TEST_CASE("opened for reading only it answers and does not write") {
    Fixture fixture;
    auto options = fixture.options();
    options.read_only = true;
    auto reader = lawful::Registry::open(fixture.file(), key(), options);
    CHECK_FALSE(reader.may_send("a@b.example", "news", lawful::Channel::email));
    CHECK(error_of([&] { return reader.add(lawful::Organisation{.name = "School"}); }) ==
          ErrorCode::read_only);
}

TEST_CASE("a file deleted or replaced under us is noticed by the next call") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    std::filesystem::rename(fixture.file(), fixture.folder / "moved");
    const auto write = [&] { return fixture.registry.record(jan, lawful::Restricted{}); };
    const auto read = [&] { return fixture.ask("a@b.example"); };
    CHECK(error_of(write) == ErrorCode::registry_missing);
    CHECK(error_of(read) == ErrorCode::registry_missing);
    std::ofstream(fixture.file()) << "another";
    CHECK(error_of(write) == ErrorCode::registry_missing);
    CHECK(error_of(read) == ErrorCode::registry_missing);
}

TEST_CASE("undeclared purposes, channels and notices are the caller's mistake") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    const auto before = size_of(fixture);
    CHECK(error_of([&] { return fixture.registry.may_send(mail, "spam", lawful::Channel::email); }) ==
          ErrorCode::unknown_purpose);
    CHECK(error_of([&] { return fixture.registry.may_send("jan@school.example", "news", lawful::Channel::sms); }) ==
          ErrorCode::unknown_purpose);
    CHECK(error_of([&] {
              return fixture.registry.record(jan, lawful::ConsentWithdrawn{"spam", lawful::Channel::email});
          }) == ErrorCode::unknown_purpose);
    CHECK(error_of([&] {
              return fixture.registry.record(
                  jan, lawful::ConsentGiven{.purpose = "news",
                                            .addresses = {mail},
                                            .notice = lawful::NoticeRef{"nl", "9"}});
          }) == ErrorCode::unknown_notice);
    CHECK(size_of(fixture) == before);
}

TEST_CASE("an address that is none is an error alone and an item of its own in a list") {
    Fixture fixture;
    CHECK(error_of([&] { return fixture.ask("jan@@school.example"); }) == ErrorCode::invalid_address);
    const std::vector<std::string> list{"jan@@school.example", "nobody@school.example"};
    const auto items = fixture.registry.screen(list, "news", lawful::Channel::email);
    REQUIRE(items.size() == 2);
    CHECK(says(items[0].decision, "E_ADDR_INVALID"));
    CHECK(says(items[1].decision, "E_UNKNOWN_ADDRESS"));
}

TEST_CASE("events of the future and events before the holding are refused, and nothing is kept") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    const auto before = size_of(fixture);
    const auto consent = [&](const char* when) {
        return error_of([&] {
            return fixture.registry.record(
                jan, lawful::ConsentGiven{.purpose = "news", .addresses = {mail}}, at(when));
        });
    };
    CHECK(consent("2026-02-01T09:00:00.001Z") == ErrorCode::future_event);
    CHECK(consent("2026-01-04T12:00:00Z") == ErrorCode::not_holder);
    CHECK(size_of(fixture) == before);
    CHECK_FALSE(consent("2026-01-05T12:00:00Z"));
}

TEST_CASE("ids of another registry, and ids of another kind, are unknown here") {
    Fixture here(1);
    Fixture there(2);
    const auto stranger = there.person("Jan");
    const auto their_mail = there.mailbox_of(stranger, "jan@school.example");
    const auto before = size_of(here);
    CHECK(error_of([&] { return here.registry.record(stranger, lawful::Restricted{}); }) ==
          ErrorCode::unknown_id);
    CHECK(error_of([&] { return here.registry.may_send(their_mail, "news", lawful::Channel::email); }) ==
          ErrorCode::unknown_id);
    const auto own = here.person("Jan");
    CHECK(error_of([&] { return here.registry.record(own, lawful::HolderAdded{their_mail, day("2026-01-05")}); }) ==
          ErrorCode::unknown_id);
    CHECK(error_of([&] { return here.registry.show(lawful::OrganisationId{own.bytes}); }) ==
          ErrorCode::unknown_id);
    CHECK(size_of(here) == before + 1);
}

TEST_CASE("records that contradict themselves are refused") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    const auto refused = [&](const lawful::Subject& who, const lawful::EventBody& what) {
        return error_of([&] { return fixture.registry.record(who, what); }) == ErrorCode::invalid_record;
    };
    CHECK(refused(jan, lawful::ConsentGiven{.purpose = "news"}));
    CHECK(refused(jan, lawful::BasisDeclared{.purpose = "news", .basis = lawful::Basis::consent}));
    CHECK(refused(mail, lawful::Restricted{}));
    CHECK(refused(jan, lawful::Delivered{}));
    CHECK(refused(jan, lawful::RestrictionLifted{}));
    CHECK(refused(jan, lawful::HolderAdded{mail, day("2026-01-20")}));
    const auto objection = fixture.registry.record(jan, lawful::Objected{});
    CHECK(refused(jan, lawful::ObjectionResolved{objection, lawful::ObjectionOutcome::compelling_grounds, "x"}));
    CHECK(error_of([&] { return fixture.mailbox("JAN@school.example"); }) == ErrorCode::address_taken);
    CHECK(error_of([&] { return fixture.registry.add(lawful::Organisation{.name = " "}); }) ==
          ErrorCode::invalid_record);
    CHECK(error_of([&] { return fixture.registry.add(lawful::Organisation{.name = "A", .country = "nl"}); }) ==
          ErrorCode::invalid_record);
    CHECK(error_of([&] {
              return fixture.registry.add(lawful::Address{.text = "info@a.example", .kind = lawful::AddressKind::role});
          }) == ErrorCode::invalid_record);
}
