// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <map>

#include <doctest/doctest.h>

#include "exchange/csv_reader.hpp"
#include "exchange/import_row.hpp"
#include "exchange/toml_support.hpp"

#include <lawful/import.hpp>

namespace lawful {

using exchange::test::TempFolder;

namespace {

const std::filesystem::path examples = std::filesystem::path(LAWFUL_SOURCE_DIR) / "examples";

ImportMapping example() { return read_mapping(examples / "partners.mapping.toml"); }

}  // namespace

TEST_CASE("the example's constants and columns read back") {
    const auto mapping = example();
    CHECK(mapping.encoding == "utf-8");
    CHECK(mapping.delimiter == 0);
    CHECK(mapping.date_format == "DD-MM-YYYY");
    CHECK(mapping.country == "NL");
    CHECK(mapping.country_column.empty());
    CHECK(mapping.organisation == "Organisatie");
    CHECK(mapping.sector == "Sector");
    CHECK(mapping.name.empty());
    CHECK(mapping.name_parts ==
          std::vector<std::string>{"Voornaam", "Tussenvoegsel", "Achternaam"});
    CHECK(mapping.role == "Functie");
    CHECK(mapping.email == "E-mailadres");
    CHECK(mapping.phone == "Telefoon");
    CHECK(mapping.language == "Taal");
    CHECK(mapping.source == "Bron");
    CHECK(mapping.added == "Toegevoegd");
    CHECK(mapping.consent == "Nieuwsbrief");
}

TEST_CASE("the example's sources read back") {
    const auto mapping = example();
    CHECK(mapping.default_source == SourceKind::third_party);
    CHECK(mapping.sources ==
          std::map<std::string, SourceKind>{{"formulier website", SourceKind::subject},
                                            {"visitekaartje", SourceKind::subject},
                                            {"ketenoverleg", SourceKind::subject},
                                            {"telefonisch", SourceKind::subject},
                                            {"openbare website", SourceKind::public_source}});
}

TEST_CASE("the example's consent patterns read back") {
    const auto mapping = example();
    CHECK(mapping.purpose == "partner-newsletter");
    CHECK(mapping.channel == Channel::email);
    REQUIRE(mapping.patterns.size() == 4);
    const auto& form = mapping.patterns[0];
    CHECK(form.text == "ja, formulier {date}");
    CHECK(form.claim == ConsentClaim::given_with_form);
    CHECK(form.notice == NoticeRef{"nl", "1"});
    CHECK(form.method == ConsentMethod::signed_form);
    const std::vector<std::pair<std::string, ConsentClaim>> others{
        {"ja", ConsentClaim::given_claimed},
        {"nee", ConsentClaim::refused},
        {"afgemeld", ConsentClaim::withdrawn}};
    for (std::size_t i = 0; i < others.size(); ++i) {
        const auto& pattern = mapping.patterns[i + 1];
        CHECK(pattern.text == others[i].first);
        CHECK(pattern.claim == others[i].second);
        CHECK_FALSE(pattern.notice);
        CHECK(pattern.method == ConsentMethod::unknown);
    }
}

TEST_CASE("the example explains its list: every column but the remarks, every source") {
    const auto mapping = example();
    exchange::CsvReader csv(examples / "data/partners.csv", {});
    const exchange::RowReader rows(mapping, csv.header());
    CHECK(rows.unread_columns() == std::vector<std::string>{"Opmerking"});
    std::map<ConsentClaim, int> claims;
    int unread = 0;
    for (exchange::CsvRecord record; csv.next(record);) {
        try {
            const auto row = rows.read(record.fields);
            ++claims[row.claim];
            CHECK(mapping.sources.contains(row.source_text));
        } catch (const Error&) {
            ++unread;
        }
    }
    CHECK(unread == 1);  // the day that does not exist; the other faults are in addresses
    CHECK(claims[ConsentClaim::given_with_form] >= 30);
    CHECK(claims[ConsentClaim::refused] == 17);
    CHECK(claims[ConsentClaim::withdrawn] == 17);
}

TEST_CASE("the shortest mapping names the address and the country") {
    const TempFolder folder;
    const auto mapping =
        read_mapping(folder.write("m.toml", "country = \"BE\"\n[columns]\nemail = \"Mail\"\n"));
    CHECK(mapping.email == "Mail");
    CHECK(mapping.country == "BE");
    CHECK(mapping.encoding == "utf-8");
    CHECK(mapping.delimiter == 0);
    CHECK(mapping.date_format == "YYYY-MM-DD");
    CHECK(mapping.default_source == SourceKind::third_party);
    CHECK(mapping.consent.empty());
    CHECK(mapping.patterns.empty());
    CHECK(mapping.sources.empty());
}

TEST_CASE("every other choice is read") {
    const TempFolder folder;
    const auto file = folder.write("m.toml", R"(encoding = "windows-1252"
delimiter = "\t"
date_format = "D/M/YYYY"
country_column = "Land"
default_source = "partner"
[columns]
email = "Mail"
name = "Naam"
consent = "Bellen"
[consent]
purpose = "news"
channel = "call"
patterns = [{ text = "{date} ja", claim = "none" }]
)");
    const auto mapping = read_mapping(file);
    CHECK(mapping.encoding == "windows-1252");
    CHECK(mapping.delimiter == '\t');
    CHECK(mapping.date_format == "D/M/YYYY");
    CHECK(mapping.country.empty());
    CHECK(mapping.country_column == "Land");
    CHECK(mapping.default_source == SourceKind::partner);
    CHECK(mapping.name == "Naam");
    CHECK(mapping.channel == Channel::call);
    REQUIRE(mapping.patterns.size() == 1);
    CHECK(mapping.patterns[0].claim == ConsentClaim::none);
}

TEST_CASE("the mapping shown in docs/import.md is one") {
    const TempFolder folder;
    const auto file = folder.write("m.toml", exchange::test::shown_in("import.md"));
    CHECK(read_mapping(file).patterns.size() == 2);
}

}  // namespace lawful
