// SPDX-License-Identifier: Apache-2.0
#include "support.hpp"

namespace lawful::contact::test {
namespace {

Normal post(std::string_view input) {
    return normalise(Medium::post, input, LocalPartCase::strict);
}

std::string post_reason(std::string_view input) { return reason_of(Medium::post, input); }

TEST_CASE("lines are trimmed, white space inside them is one space") {
    const auto normal = post(
        "  Caf\x65\xCC\x81 De Brug\t \r\n\r\n Kerkstraat\xC2\xA0 12-a  \n"
        "3500 AA  UTRECHT ");
    CHECK(normal.medium == Medium::post);
    CHECK(normal.text == "Caf\xC3\xA9 De Brug\nKerkstraat 12-a\n3500 AA UTRECHT");
    CHECK(normal.identity == "post:caf\xC3\xA9 de brug kerkstraat 12 a 3500 aa utrecht");
    CHECK(normal.loose == normal.identity);
    CHECK(post(normal.text) == normal);
}

TEST_CASE("layout, case and punctuation make no other address, words do") {
    const auto identity = post("Kerkstraat 12\n3500 AA Utrecht").identity;
    CHECK(post("kerkstraat 12, 3500 AA  UTRECHT.").identity == identity);
    CHECK(post("Kerkstraat 13\n3500 AA Utrecht").identity != identity);
    CHECK(post("HAUPTSTRASSE 1").identity == post("Hauptstra\xC3\x9F"
                                                  "e 1")
                                                 .identity);
}

TEST_CASE("the deny side folds compatibility forms too") {
    const auto wide = post(
        "\xEF\xBC\xAB"
        "erkstraat \xEF\xBC\x91");  // full-width K and 1
    const auto plain = post("Kerkstraat 1");
    CHECK(wide.identity != plain.identity);
    CHECK(wide.loose == plain.loose);
    CHECK(loose_of(Medium::post, "KERKSTRAAT 1") == plain.loose);
}

TEST_CASE("at most 1000 octets, at least a letter or a digit") {
    CHECK(post_reason(std::string(1000, 'a')).empty());
    CHECK(post_reason(std::string(1001, 'a')) == reason::long_postal_address);
    CHECK(post_reason("a" + std::string(2000, ' ') + "b").empty());
    CHECK(post_reason(" \n ") == reason::no_address);
    CHECK(post_reason("\xC2\xA0") == reason::not_a_postal_address);
    CHECK(post_reason("-- . --") == reason::not_a_postal_address);
}

TEST_CASE("hostile input is refused") {
    using std::string_literals::operator""s;
    CHECK(post_reason("Kerkstraat\0 1"s) == reason::control_character);
    CHECK(post_reason("Kerkstraat\x1B[31m 1") == reason::control_character);
    CHECK(post_reason("Kerkstraat\xFF 1") == reason::not_utf8);
    CHECK(post_reason("=HYPERLINK(\"http://x.example\")") == reason::formula);
    CHECK(post_reason("@SUM(A1)") == reason::formula);
}

}  // namespace
}  // namespace lawful::contact::test
