// SPDX-License-Identifier: Apache-2.0
#include "registry/support.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lawful;
using namespace support;

namespace {

struct Copy {
    Copy(Fixture& fixture, RecipientId whose, const char* name) : folder(fixture.folder / name) {
        files = Copies(fixture.registry).access(whose, folder);
        for (const auto& file : files) all += read(file);
        json = nlohmann::json::parse(read("access.json"));
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream in(folder / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    [[nodiscard]] bool has(std::string_view text) const { return all.find(text) != std::string::npos; }

    std::filesystem::path folder;
    std::vector<std::string> files;
    std::string all;
    nlohmann::json json;
};

/// Fulfilled for a message of `news` over e-mail.
std::vector<std::string> fulfilled(const Decision& decision) {
    std::vector<std::string> codes;
    for (const auto& obligation : decision.obligations) codes.push_back(obligation.code);
    return codes;
}

}  // namespace

TEST_CASE("a copy has the messages of the time of reading an address, and nothing of a predecessor") {
    Fixture fixture;
    const auto anna = fixture.person("Anna Smit");
    const auto desk = fixture.mailbox_of(anna, "desk@school.example");
    fixture.consent(anna, {desk});
    const std::vector<std::string> to{"desk@school.example"};
    const auto done = fulfilled(fixture.ask(to[0]));
    const auto first = fixture.registry.release(to, "news", Channel::email, done);
    REQUIRE(first.released.size() == 1);
    fixture.registry.delivered(first.released[0].id);
    fixture.clock->advance(24h * 10);
    fixture.registry.record(anna, HolderEnded{desk, day("2026-02-10")});
    const auto jan = fixture.person("Jan Jansen");
    fixture.registry.record(jan, HolderAdded{desk, day("2026-02-10")});
    fixture.consent(jan, {desk});
    const auto second = fixture.registry.release(to, "news", Channel::email, fulfilled(fixture.ask(to[0])));
    REQUIRE(second.released.size() == 1);

    const Copy of_anna(fixture, anna, "anna");
    REQUIRE(of_anna.json["messages"].size() == 1);
    CHECK(of_anna.json["messages"][0]["outcome"] == "delivered");
    CHECK(!of_anna.has("Jan"));
    CHECK(!of_anna.has(to_string(jan)));
    const Copy of_jan(fixture, jan, "jan");
    REQUIRE(of_jan.json["messages"].size() == 1);
    CHECK(of_jan.json["messages"][0]["outcome"] == "released");
    CHECK(!of_jan.has("Anna"));
    CHECK(!of_jan.has(to_string(anna)));
    CHECK(of_jan.json["addresses"][0]["shared"] == true);
    CHECK(of_jan.has("Ik wil de nieuwsbrief ontvangen."));
}

TEST_CASE("a copy is refused where a folder is, and of somebody erased; then nothing is left behind") {
    Fixture fixture;
    const auto anna = fixture.person("Anna Smit");
    Copies copies(fixture.registry);
    std::filesystem::create_directory(fixture.folder / "there");
    CHECK(error_of([&] { return copies.access(anna, fixture.folder / "there"); }) == ErrorCode::invalid_file);
    CHECK(error_of([&] { return copies.access(anna, fixture.folder / "no" / "such"); }) == ErrorCode::input_output);
    static_cast<void>(fixture.registry.erase(anna, ErasureGround::unnecessary));
    CHECK(error_of([&] { return copies.access(anna, fixture.folder / "gone"); }) == ErrorCode::erased);
    CHECK(!std::filesystem::exists(fixture.folder / "gone"));
}

TEST_CASE("that a copy was given is recorded, and only then") {
    Fixture fixture;
    const auto anna = fixture.person("Anna Smit");
    const auto before = fixture.registry.ledger_size();
    CHECK(error_of([&] { return Copies(fixture.registry).access(anna, fixture.folder / "no" / "such"); }));
    CHECK(fixture.registry.ledger_size() == before);
    const Copy copy(fixture, anna, "copy");
    const auto events = fixture.registry.events(anna);
    CHECK(std::get<CopyGiven>(events.back().event.body).files == copy.files);
    CHECK(fixture.registry.ledger_size() == before + 1);
}

TEST_CASE("a copy says to whom the data was disclosed") {
    Fixture fixture;
    const auto anna = fixture.person("Anna Smit");
    CHECK(Copy(fixture, anna, "before").json["disclosures"].empty());
    fixture.registry.record(anna, Disclosed{"Drukkerij De Pers", {"name", "address"}, "news"});
    const Copy copy(fixture, anna, "after");
    REQUIRE(copy.json["disclosures"].size() == 1);
    CHECK(copy.json["disclosures"][0]["to"] == "Drukkerij De Pers");
    CHECK(copy.json["disclosures"][0]["categories"] == nlohmann::json{"name", "address"});
    CHECK(copy.read("access.html").find("Drukkerij De Pers") != std::string::npos);
}

TEST_CASE("a copy says what the person asked for, and what came of it") {
    Fixture fixture;
    const auto anna = fixture.person("Anna Smit");
    CHECK(Copy(fixture, anna, "before").json["requests"].empty());
    const auto open = [&](RequestType type) {
        return fixture.registry.record(anna, RequestOpened{.type = type, .reference = "R-7"});
    };
    open(RequestType::access);
    const auto waiting = open(RequestType::portability);
    fixture.registry.record(anna, RequestIdentityAsked{.request = waiting});
    const auto closed = open(RequestType::rectification);
    fixture.registry.record(anna, RequestClosed{.request = closed});
    const auto eva = fixture.person("Eva Vos");
    fixture.registry.record(eva, RequestOpened{.reference = "R-8"});
    const Copy copy(fixture, anna, "after");
    REQUIRE(copy.json["requests"].size() == 3);
    CHECK(copy.json["requests"][0]["type"] == "access");
    CHECK(copy.json["requests"][0]["due"] == "2026-03-02");
    CHECK(!copy.json["requests"][1].contains("due"));
    CHECK(copy.json["requests"][2]["outcome"] == "fulfilled");
    const auto page = copy.read("access.html");
    for (const auto* words : {"een kopie van uw gegevens (art. 15)", "2026-03-02", "wacht op bewijs van wie u bent",
                              "uitgevoerd", "R-7", "u vroeg om iets", "uw verzoek is afgehandeld"}) {
        CAPTURE(words);
        CHECK(page.find(words) != std::string::npos);
    }
    CHECK(!copy.has("R-8"));
}

TEST_CASE("a copy says what a merged person asked for under either id") {
    Fixture fixture;
    const auto anna = fixture.person("Anna Smit");
    const auto twin = fixture.person("A. Smit");
    const auto first = fixture.registry.record(twin, RequestOpened{.type = RequestType::portability});
    fixture.registry.merge(anna, twin);
    const auto second = fixture.registry.record(anna, RequestOpened{});
    const Copy copy(fixture, anna, "copy");
    REQUIRE(copy.json["requests"].size() == 2);
    CHECK(copy.json["requests"][0]["request"] == first);
    CHECK(copy.json["requests"][1]["request"] == second);
}

TEST_CASE("only what rests on consent or contract is portable, and of it what the person provided") {
    Fixture fixture;
    const auto anna = fixture.person("Anna Smit", SourceKind::partner);
    const auto named = fixture.mailbox_of(anna, "named@school.example");
    fixture.mailbox_of(anna, "other@school.example");
    CHECK(Copy(fixture, anna, "before").files.size() == 2);
    fixture.consent(anna, {named});
    const Copy copy(fixture, anna, "after");
    REQUIRE(copy.files.size() == 4);
    const auto card = copy.read("contact.vcf");
    CHECK(card.find("EMAIL:named@school.example\r\n") != std::string::npos);
    CHECK(card.find("other@") == std::string::npos);
    CHECK(nlohmann::json::parse(copy.read("portability.json"))["addresses"].size() == 1);
}
