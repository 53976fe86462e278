// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "support.hpp"

namespace lawful::contact::test {
namespace {

Normal phone(std::string_view input, std::string_view region = "") {
    return normalise(Medium::phone, input, LocalPartCase::fold, region);
}

std::string phone_reason(std::string_view input, std::string_view region = "") {
    return reason_of(Medium::phone, input, region);
}

TEST_CASE("E.164 is taken as it is") {
    const auto normal = phone(" +31135394439 ");
    CHECK(normal.medium == Medium::phone);
    CHECK(normal.text == "+31135394439");
    CHECK(normal.identity == "phone:+31135394439");
    CHECK(normal.loose == normal.identity);
    CHECK(phone(normal.text) == normal);
    CHECK(loose_of(Medium::phone, "+31135394439") == normal.loose);
}

TEST_CASE("what is no phone number is refused") {
    using std::string_literals::operator""s;
    for (const auto& bad : {"+"s, "+1234567"s, "+0612345678"s, "+31 jan"s, "jan"s, "06"s,
                            "+1234567890123456"s, "+31135394439\0"s, "- -"s, "jan@x.example"s}) {
        CAPTURE(bad);
        CHECK(phone_reason(bad) == reason::not_a_phone_number);
        CHECK_FALSE(loose_of(Medium::phone, bad).has_value());
    }
    CHECK(phone_reason("") == reason::no_address);
    CHECK(phone_reason("=HYPERLINK(\"tel:+31135394439\")") == reason::formula);
    CHECK(phone_reason("@SUM(1)") == reason::formula);
    CHECK(phone_reason("06 1234 0095") == reason::not_a_phone_number);  // of which country?
}

#if LAWFUL_PHONE

TEST_CASE("national numbers are read with the default region") {
    CHECK(phone("06 1234 0095", "NL").text == "+31612340095");
    CHECK(phone("06-12340095", "nl").text == "+31612340095");
    CHECK(phone("+31 (0)13 5394439").text == "+31135394439");
    CHECK(phone("0031612629719", "NL").text == "+31612629719");
    CHECK(phone("+32 2 555 12 12", "NL").text == "+3225551212");
    CHECK(phone("tel:+31-13-539-4439").text == "+31135394439");
    CHECK(loose_of(Medium::phone, "06 1234 0095", "NL") == "phone:+31612340095");
    CHECK(phone_reason("06 1234 0095", "XX") == reason::not_a_phone_number);
    CHECK(phone_reason("+10000000000") == reason::not_a_phone_number);  // long enough, never issued
    CHECK(phone_reason("112", "NL") == reason::not_a_phone_number);
}

TEST_CASE("an extension cannot be kept in E.164") {
    CHECK(phone_reason("013 5394439 ext. 12", "NL") == reason::phone_extension);
}

TEST_CASE("an example number of every region and type parses, but for those on record") {
    const auto text = vectors("libphonenumber/example-numbers.json");
    if (!text) return;
    std::set<std::string> known;
    const auto differences = own_data("phone-differences.json");
    for (const auto& number : differences.at("refused")) {
        known.insert(number.get<std::string>());
    }
    std::size_t refused = 0;
    std::set<std::string> regions;
    for (const auto& row : nlohmann::json::parse(*text)) {
        const auto e164 = row.at("e164").get<std::string>();
        const auto region = row.at("region").get<std::string>();
        const auto type = row.at("type").get<std::string>();
        CAPTURE(e164);
        const auto why = phone_reason(e164);
        if (!why.empty()) {
            CHECK(known.contains(e164));
            ++refused;
            continue;
        }
        CHECK(phone(e164).text == e164);
        if (type != "mobile" && type != "fixedLine") continue;
        // RFC 3966 global form; national forms differ by region in what their prefix means.
        CHECK(phone("tel:" + e164, region).text == e164);
        regions.insert(region);
    }
    MESSAGE("refused: ", refused);
    CHECK(regions.size() >= 244);
}

#else

TEST_CASE("without libphonenumber only strict E.164 is a phone number") {
    CHECK(phone("+12345678").text == "+12345678");
    CHECK(phone("+123456789012345").text == "+123456789012345");
    for (const auto* bad : {"06 1234 0095", "+31 13 5394439", "0031612629719", "+31-135394439"}) {
        CAPTURE(bad);
        CHECK(phone_reason(bad, "NL") == reason::not_a_phone_number);
    }
}

#endif

}  // namespace
}  // namespace lawful::contact::test
