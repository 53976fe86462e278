// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "exchange/toml_support.hpp"

#include <lawful/import.hpp>

namespace lawful {

using exchange::test::replaced;
using exchange::test::TempFolder;

namespace {

const std::string good = R"(encoding = "utf-8"
delimiter = "detect"
date_format = "DD-MM-YYYY"
country = "NL"
default_source = "partner"

[columns]
name_parts = ["Voornaam", "Achternaam"]
email = "Mail"
source = "Bron"
consent = "Nieuwsbrief"

[sources]
"visitekaartje" = "subject"

[consent]
purpose = "news"

[[consent.patterns]]
text = "ja, formulier {date}"
claim = "given_with_form"
notice = { language = "nl", version = "1" }
method = "signed_form"

[[consent.patterns]]
text = "nee"
claim = "refused"
)";

std::string fault(const std::string& text) {
    const TempFolder folder;
    const auto file = folder.write("m.toml", text);
    return exchange::test::fault_of(folder, ErrorCode::invalid_mapping,
                                    [&] { static_cast<void>(read_mapping(file)); });
}

std::string fault(std::string_view from, std::string_view to) {
    return fault(replaced(good, from, to));
}

}  // namespace

TEST_CASE("the mapping that the cases below break is a good one") { CHECK(fault(good).empty()); }

TEST_CASE("malformed TOML in a mapping names line and column") {
    CHECK(fault("email = \"Mail\"", "email = Mail") ==
          "m.toml:9:9: error while parsing value: could not determine value type");
    CHECK(
        fault("[sources]", "[columns]") ==
        "m.toml:13:1: error while parsing table header: cannot redefine existing table 'columns'");
}

TEST_CASE("a mapping that is not there is said to be") {
    const TempFolder folder;
    CHECK(exchange::test::fault_of(folder, ErrorCode::input_output, [&] {
              static_cast<void>(read_mapping(folder.path() / "none.toml"));
          }) == "cannot read none.toml");
}

TEST_CASE("an unknown key of a mapping names its place and the nearest known one") {
    CHECK(fault("delimiter", "delimeter") ==
          "m.toml:2:1: delimeter: unknown key; did you mean 'delimiter'?");
    CHECK(fault("[columns]", "[column]") ==
          "m.toml:7:2: column: unknown key; did you mean 'columns'?");
    CHECK(fault("email", "e-mail") ==
          "m.toml:9:1: columns.e-mail: unknown key; did you mean 'email'?");
    CHECK(fault("purpose", "porpoise") ==
          "m.toml:17:1: consent.porpoise: unknown key; did you mean 'purpose'?");
    CHECK(fault("method", "methods") ==
          "m.toml:23:1: consent.patterns.methods: unknown key; did you mean 'method'?");
    CHECK(fault("{ language", "{ lang") ==
          "m.toml:22:12: consent.patterns.notice.lang: unknown key; did you mean 'language'?");
}

TEST_CASE("a missing key of a mapping is named") {
    CHECK(fault("") == "m.toml:1:1: columns: is missing");
    CHECK(fault("email = \"Mail\"\n", "") == "m.toml:7:1: columns.email: is missing");
    CHECK(fault("purpose = \"news\"\n", "") == "m.toml:16:1: consent.purpose: is missing");
    CHECK(fault("claim = \"refused\"\n", "") == "m.toml:25:1: consent.patterns.claim: is missing");
    CHECK(fault(good.substr(0, good.find("[[consent.patterns]]"))) ==
          "m.toml:16:1: consent.patterns: is missing");
    CHECK(fault(good.substr(0, good.find("[consent]"))) ==
          "m.toml:1:1: consent: is missing: what the column named by columns.consent means");
}

TEST_CASE("a country is a constant or a column, and never guessed") {
    CHECK(fault("country = \"NL\"\n", "") ==
          "m.toml:1:1: country: is missing, and so is country_column; a country is never guessed");
    CHECK(fault("country = \"NL\"\n", "country = \"NL\"\ncountry_column = \"Land\"\n") ==
          "m.toml:5:18: country_column: want either country or country_column, not both");
    CHECK(fault("\"NL\"", "\"Nederland\"") ==
          "m.toml:4:11: country: want two capital letters (ISO 3166-1)");
    CHECK(fault("country = \"NL\"", "country_column = \"\"") ==
          "m.toml:4:18: country_column: must not be empty");
}

TEST_CASE("a value of a mapping of the wrong type") {
    CHECK(fault("\"NL\"", "31") == "m.toml:4:11: country: want a text, found a whole number");
    CHECK(fault("[\"Voornaam\", \"Achternaam\"]", "\"Naam\"") ==
          "m.toml:8:14: columns.name_parts: want a list, found a text");
    CHECK(fault("{ language = \"nl\", version = \"1\" }", "\"nl\"") ==
          "m.toml:22:10: consent.patterns.notice: want a table, found a text");
    CHECK(fault("version = \"1\"", "version = 1") ==
          "m.toml:22:39: consent.patterns.notice.version: want a text, found a whole number");
}

TEST_CASE("an unknown name in a mapping lists those there are") {
    CHECK(
        fault("\"subject\"", "\"himself\"") ==
        "m.toml:14:19: sources.visitekaartje: unknown name 'himself'; want subject, own_customer, "
        "partner, third_party, public_source");
    CHECK(fault("\"refused\"", "\"no\"") ==
          "m.toml:27:9: consent.patterns.claim: unknown name 'no'; want given_with_form, "
          "given_claimed, refused, withdrawn, none");
    CHECK(
        fault("\"partner\"", "\"friend\"") ==
        "m.toml:5:18: default_source: unknown name 'friend'; want subject, own_customer, partner, "
        "third_party, public_source");
}

TEST_CASE("how the file is written is one of what there is") {
    CHECK(fault("\"utf-8\"", "\"latin-1\"") == "m.toml:1:12: encoding: want utf-8 or windows-1252");
    CHECK(fault("\"detect\"", "\"|\"") ==
          "m.toml:2:13: delimiter: want detect, a comma, a semicolon or a tab (\"\\t\")");
    for (const auto* delimiter : {"\",\"", "\";\"", "\"\\t\""}) {
        CHECK(fault("\"detect\"", delimiter).empty());
    }
}

TEST_CASE("a date format has each of year, month and day, and tells where each ends") {
    for (const auto* format :
         {"DD-MM-YY", "DD-MM", "DD-MM-DD-YYYY", "DMYYYY", "dd-mm-yyyy", "DDD-MM-YYYY", ""}) {
        CAPTURE(format);
        CHECK(fault("DD-MM-YYYY", format) ==
              "m.toml:3:15: date_format: want year, month and day such as DD-MM-YYYY or D/M/YYYY");
    }
    for (const auto* format : {"YYYYMMDD", "D/M/YYYY", "M.D.YYYY", "YYYY - MM - DD"}) {
        CAPTURE(format);
        CHECK(fault("DD-MM-YYYY", format).empty());
    }
}

TEST_CASE("a column has a name, and a person one way to be named") {
    CHECK(fault("source = \"Bron\"", "source = \"\"") ==
          "m.toml:10:10: columns.source: must not be empty");
    CHECK(fault("email = \"Mail\"", "email = \"\"") ==
          "m.toml:9:9: columns.email: must not be empty");
    CHECK(fault("[\"Voornaam\", \"Achternaam\"]", "[]") ==
          "m.toml:8:14: columns.name_parts: must not be empty");
    CHECK(fault("[\"Voornaam\", \"Achternaam\"]", "[\"\"]") ==
          "m.toml:8:14: columns.name_parts: must not be empty");
    CHECK(fault("source = \"Bron\"", "name = \"Naam\"") ==
          "m.toml:8:14: columns.name_parts: want either name or name_parts, not both");
}

TEST_CASE("only a dated form with its text is proof") {
    CHECK(fault("ja, formulier {date}", "ja, formulier") ==
          "m.toml:20:8: consent.patterns.text: want {date}: a form whose day is not known proves "
          "nothing (then the claim is given_claimed)");
    CHECK(fault("notice = { language = \"nl\", version = \"1\" }\n", "") ==
          "m.toml:19:1: consent.patterns.notice: is missing: the text on the form");
    CHECK(fault("method = \"signed_form\"\n", "") ==
          "m.toml:19:1: consent.patterns.method: is missing: how the form was filled in");
    CHECK(fault("given_with_form", "given_claimed") ==
          "m.toml:22:10: consent.patterns.notice: only given_with_form has one");
    CHECK(fault("claim = \"refused\"", "claim = \"refused\"\nmethod = \"spoken\"") ==
          "m.toml:28:10: consent.patterns.method: only given_with_form has one");
    CHECK(
        fault("language = \"nl\"", "language = \"NL\"") ==
        "m.toml:22:23: consent.patterns.notice.language: want a language tag such as nl or nl-BE");
}

TEST_CASE("a pattern's text is one that a cell can have") {
    CHECK(fault("\"nee\"", "\"\"") == "m.toml:26:8: consent.patterns.text: must not be empty");
    CHECK(fault("\"nee\"", "\" nee\"") ==
          "m.toml:26:8: consent.patterns.text: must not begin or end with a space");
    CHECK(fault("\"nee\"", "\"nee {date} {date}\"") ==
          "m.toml:26:8: consent.patterns.text: has more than one {date}");
    CHECK(fault("\"nee\"", "\"JA, formulier {date}\"") ==
          "m.toml:26:8: consent.patterns.text: stands in an earlier pattern");
}

TEST_CASE("nothing in a mapping goes unused") {
    CHECK(fault("consent = \"Nieuwsbrief\"\n", "") ==
          "m.toml:15:1: consent: is not used: columns.consent names no column");
    CHECK(fault("source = \"Bron\"\n", "") ==
          "m.toml:12:1: sources: is not used: columns.source names no column");
}

}  // namespace lawful
