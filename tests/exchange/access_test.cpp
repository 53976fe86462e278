// SPDX-License-Identifier: Apache-2.0
#include "exchange/access.hpp"

#include <set>

#include <doctest/doctest.h>

#include "exchange/access_tables.hpp"

using namespace lawful;

TEST_CASE("a vCard line is folded at 75 octets and never inside a character (RFC 6350 3.2)") {
    for (std::size_t before = 60; before < 80; ++before) {
        std::string line = "FN:" + std::string(before, 'a');
        for (int i = 0; i < 60; ++i) line += "\xE2\x82\xAC";
        const auto folded = exchange::vcard_line(line);
        std::string unfolded;
        std::size_t start = 0;
        while (start < folded.size()) {
            const auto end = folded.find("\r\n", start);
            REQUIRE(end != std::string::npos);
            CHECK(end - start <= 75);
            const auto piece = folded.substr(start, end - start);
            CHECK((static_cast<unsigned char>(piece[start == 0 ? 0 : 1]) & 0xC0U) != 0x80U);
            unfolded += start == 0 ? piece : piece.substr(1);
            start = end + 2;
        }
        CHECK(unfolded == line);
    }
}

TEST_CASE("a vCard's text cannot begin another property (RFC 6350 3.4)") {
    CHECK(exchange::vcard_text("a,b;c\\d\nEND:VCARD\r\n") == "a\\,b\\;c\\\\d\\nEND:VCARD\\n");
}

TEST_CASE("every language has every word") {
    std::set<std::string_view> names;
    for (const auto& term : exchange::access_words_en().terms) names.insert(term.first);
    for (const auto* words : {&exchange::access_words_en(), &exchange::access_words_nl(),
                              &exchange::access_words_fr(), &exchange::access_words_de()}) {
        CAPTURE(words->language);
        CHECK(!words->title.empty());
        CHECK(!words->other_authority.empty());
        std::set<std::string_view> own;
        for (const auto& [name, word] : words->terms) {
            CHECK(!word.empty());
            own.insert(name);
        }
        CHECK(own == names);
    }
    CHECK(exchange::access_words("nl-BE").language == "nl");
    CHECK(exchange::access_words("pl").language == "en");
    CHECK(exchange::access_words("").language == "en");
}

TEST_CASE("how long is said from where it counts, not as if that had happened") {
    exchange::AccessFacts facts;
    facts.policy.purposes = {{.id = "news"}};
    facts.policy.retention = {
        {.purpose = "news", .from = RetentionStart::request_closed, .period = {.years = 2}},
        {.purpose = "news", .from = RetentionStart::basis_ended, .period = {.years = 1}}};
    facts.recipient.language = "en";
    const auto page = exchange::access_html(facts);
    CHECK(page.find("2 years since the request was closed") != std::string::npos);
    CHECK(page.find("1 year since the basis ended") != std::string::npos);
}

TEST_CASE("one of a period is one, in every language") {
    exchange::AccessFacts facts;
    facts.policy.purposes = {{.id = "news"}};
    facts.policy.retention = {{.purpose = "news", .period = {.years = 2, .months = 1}}};
    struct Row {
        const char* language;
        const char* words;
    };
    for (const auto& [language, words] : {Row{"nl", "2 jaar, 1 maand "}, Row{"en", "2 years, 1 month "},
                                          Row{"fr", "2 ans, 1 mois "}, Row{"de", "2 Jahre, 1 Monat "}}) {
        CAPTURE(words);
        facts.recipient.language = language;
        CHECK(exchange::access_html(facts).find(words) != std::string::npos);
    }
}
