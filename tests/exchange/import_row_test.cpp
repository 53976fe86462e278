// SPDX-License-Identifier: Apache-2.0
#include "exchange/import_row.hpp"

#include <doctest/doctest.h>

#include <lawful/error.hpp>

using lawful::ConsentClaim;
using lawful::exchange::read_day;
using lawful::exchange::RowReader;

namespace {

const std::vector<std::string> header{"Naam",  "Mail",        "Taal",     "Bron",
                                      "Sinds", "Nieuwsbrief", "Opmerking"};

lawful::ImportMapping mapping() {
    lawful::ImportMapping mapping;
    mapping.date_format = "DD-MM-YYYY";
    mapping.country = "NL";
    mapping.name = "Naam";
    mapping.email = "Mail";
    mapping.language = "Taal";
    mapping.source = "Bron";
    mapping.added = "Sinds";
    mapping.consent = "Nieuwsbrief";
    mapping.purpose = "news";
    mapping.patterns = {{"ja, formulier {date}", ConsentClaim::given_with_form,
                         lawful::NoticeRef{"nl", "1"}, lawful::ConsentMethod::signed_form},
                        {.text = "ja", .claim = ConsentClaim::given_claimed},
                        {.text = "afgemeld", .claim = ConsentClaim::withdrawn}};
    mapping.sources = {{"kaartje", lawful::SourceKind::subject}};
    return mapping;
}

std::string refusal(const std::vector<std::string>& fields) {
    const auto map = mapping();
    try {
        static_cast<void>(RowReader(map, header).read(fields));
    } catch (const lawful::Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("a row says what its cells say, decoration removed") {
    const auto map = mapping();
    const RowReader reader(map, header);
    const auto row = reader.read({" Jan  de\nVries ", " jan@a.example", "NL-be", "kaartje",
                                  "05-01-2026", "JA,  formulier 04-01-2026", "secret"});
    CHECK(row.name == "Jan de Vries");
    CHECK(row.email == "jan@a.example");
    CHECK(row.language == "nl-BE");
    CHECK(row.source == lawful::SourceKind::subject);
    CHECK(row.added == lawful::parse_day("2026-01-05"));
    CHECK(row.claim == ConsentClaim::given_with_form);
    CHECK(row.claimed_on == lawful::parse_day("2026-01-04"));
    CHECK(row.method == lawful::ConsentMethod::signed_form);
    CHECK(reader.unread_columns() == std::vector<std::string>{"Opmerking"});
}

TEST_CASE("a column that is not mapped does not make another row") {
    const auto map = mapping();
    const RowReader reader(map, header);
    std::vector<std::string> fields{"Jan", "jan@a.example", "nl", "kaartje", "05-01-2026", "ja",
                                    "one"};
    const auto first = reader.read(fields).fingerprint();
    fields[6] = "two";
    CHECK(reader.read(fields).fingerprint() == first);
    fields[5] = "afgemeld";
    CHECK(reader.read(fields).fingerprint() != first);
}

TEST_CASE("cells that say nothing known are refused by their field's name") {
    CHECK(refusal({"Jan", "a@b.example", "nl", "", "31-02-2026", "", ""}) ==
          "added: not a day of the calendar");
    CHECK(refusal({"Jan", "a@b.example", "nl", "", "", "misschien", ""}) ==
          "consent: a text that the mapping does not explain");
    CHECK(refusal({"Jan", "a@b.example", "nl", "", "", "ja, formulier 31-02-2026", ""}) ==
          "consent: not a day of the calendar");
    CHECK(refusal({"Jan", "a@b.example", "n l", "", "", "", ""}) == "language: not a language tag");
}

TEST_CASE("a column the file has not is the mapping's mistake") {
    auto map = mapping();
    map.phone = "Mobiel";
    CHECK_THROWS_WITH_AS(RowReader(map, header),
                         "the file has no column 'Mobiel', which the mapping names", lawful::Error);
}

TEST_CASE("days are read by their format") {
    CHECK(read_day("29-02-2024", "DD-MM-YYYY") == lawful::parse_day("2024-02-29"));
    CHECK(read_day("2/9/2024", "D/M/YYYY") == lawful::parse_day("2024-09-02"));
    CHECK(read_day("2024-02-29", "YYYY-MM-DD") == lawful::parse_day("2024-02-29"));
    for (const auto* text :
         {"29-02-2023", "9-02-2024", "29-02-24", "29-02-2024x", "", "2024-02-29"}) {
        CAPTURE(text);
        CHECK_FALSE(read_day(text, "DD-MM-YYYY"));
    }
}
