// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#include "support.hpp"

namespace lawful::contact::test {
namespace {

using Cases = std::vector<std::pair<std::string, std::string_view>>;

void check_reasons(const Cases& cases) {
    for (const auto& test : cases) {
        CAPTURE(test.first);
        CHECK(email_reason(test.first) == test.second);
    }
}

/// `size` octets of labels of at most 60, the last one `nl`.
std::string domain_of(std::size_t size) {
    std::string domain = "nl";
    while (domain.size() < size) {
        const auto rest = size - domain.size() - 1;
        const auto label = rest > 60 ? std::min<std::size_t>(60, rest - 2) : rest;
        domain.insert(0, std::string(label, 'x') + '.');
    }
    REQUIRE(domain.size() == size);
    return domain;
}

TEST_CASE("limits of RFC 5321 4.5.3.1 hold to the octet") {
    const auto local = [](std::size_t size) { return std::string(size, 'a') + "@example.nl"; };
    CHECK(email_reason(local(64)).empty());
    CHECK(email_reason(local(65)) == reason::long_local_part);

    const auto address = [](std::size_t size) { return "jan@" + domain_of(size - 4); };
    CHECK(email_reason(address(253)).empty());
    CHECK(email_reason(address(254)).empty());
    CHECK(email_reason(address(255)) == reason::long_address);
    CHECK(email_reason("j@" + domain_of(255)) == reason::long_address);
    CHECK(email_reason("j@" + domain_of(256)) == reason::long_domain);

    CHECK(email_reason("j@" + std::string(63, 'x') + ".nl").empty());
    CHECK(email_reason("j@" + std::string(64, 'x') + ".nl") == reason::not_a_domain);
}

TEST_CASE("limits count octets of the form that is written") {
    const auto accents = [](std::size_t count) {
        std::string local;
        for (std::size_t i = 0; i < count; ++i) local += "e\xCC\x81";  // three octets, two in NFC
        return local + "@example.nl";
    };
    CHECK(email_reason(accents(32)).empty());
    CHECK(email_reason(accents(33)) == reason::long_local_part);
    CHECK(email_reason('"' + std::string(64, 'a') + "\"@example.nl").empty());
    CHECK(email_reason("\"a " + std::string(60, 'a') + "\"@example.nl").empty());
    CHECK(email_reason("\"a " + std::string(61, 'a') + "\"@example.nl") == reason::long_local_part);
}

TEST_CASE("each refusal says why") {
    check_reasons({{"", reason::no_address},
                   {" \r\n\t", reason::no_address},
                   {"jan jansen", reason::no_at},
                   {"+31612345678", reason::no_at},
                   {"jan@@praktijk.example", reason::more_than_one_at},
                   {"jan@a.nl@b.nl", reason::more_than_one_at},
                   {"@example.nl", reason::nothing_before_at},
                   {"jan@", reason::nothing_after_at},
                   {"jan jansen@praktijk.example", reason::space},
                   {"jan@prak tijk.example", reason::space},
                   {"a@x.example; b@x.example", reason::two_addresses},
                   {"a@x.example,b@x.example", reason::two_addresses},
                   {"a@x.example\nb@x.example", reason::two_addresses},
                   {"a@x.example / b@x.example", reason::two_addresses},
                   {"Jan <a@x.example>, Piet <b@x.example>", reason::two_addresses},
                   {"Jan <jan@x.example>", reason::display_name},
                   {"(home)jan@x.example", reason::not_a_local_part},
                   {".jan@x.example", reason::not_a_local_part},
                   {"jan..jansen@x.example", reason::not_a_local_part},
                   {"jan.@x.example", reason::not_a_local_part},
                   {"\"jan@x.example", reason::not_a_local_part},
                   {"\"jan\"sen@x.example", reason::not_a_local_part},
                   {"jan\xCD\xBE@x.example", reason::not_a_local_part}});  // U+037E is ; in NFC
}

TEST_CASE("a formula is named as one, unless it is an address") {
    check_reasons({{R"(=HYPERLINK("http://x.example","x"))", reason::formula},
                   {"=HYPERLINK(\"mailto:a@x.example\")", reason::formula},
                   {"=A1", reason::formula},
                   {"+SUM(A1)", reason::formula},
                   {"-2+cmd|' /C calc'!A0", reason::formula},
                   {"@SUM(1)", reason::formula},
                   {"=jan@x.example", ""},
                   {"+jan@x.example", ""},
                   {"-jan@x.example", ""}});
}

TEST_CASE("domains that no mailer can deliver to") {
    for (const std::string domain :
         {"localhost", "nl", "192.0.2.1", "a.123", ".a.nl", "a..nl", "-a.nl", "a-.nl", "a_b.nl",
          "a!b.nl", "ab--c.nl", "xn--0.nl", "xn--a.nl", "a.nl;", "\xE2\x98\x95.nl" /* a cup */,
          "a\xE2\x84\x80.nl" /* U+2100 maps to a/c */, "a<\xCC\xB8.nl" /* joins to a letter */}) {
        CAPTURE(domain);
        CHECK(email_reason("jan@" + domain) == reason::not_a_domain);
    }
}

TEST_CASE("address literals have brackets and one spelling") {
    CHECK(email("jan@[192.0.2.1]").text == "jan@[192.0.2.1]");
    CHECK(email("jan@[ipv6:2001:DB8:0:0::1]").identity == "email:jan@[IPv6:2001:db8::1]");
    for (const std::string literal :
         {"[]", "[", "[192.0.2.1", "[192.0.2]", "[192.0.2.256]", "[2001:db8::1]", "[IPv6:]",
          "[IPv6:2001:db8::g]", "[IPv6:1::2::3]", "[IPv6:192.0.2.1]", "[tag:text]",
          "[192.0.2.1]x"}) {
        CAPTURE(literal);
        CHECK(email_reason("jan@" + literal) == reason::not_a_literal);
    }
}

TEST_CASE("hostile bytes are refused") {
    using std::string_literals::operator""s;
    check_reasons({{"jan\0@x.example"s, reason::control_character},
                   {"jan@x\0.example"s, reason::not_a_domain},
                   {"jan@[192.0.2.1\0]"s, reason::not_a_literal},
                   {"\0jan@x.example"s, reason::control_character},
                   {"jan@x.example\0"s, reason::not_a_domain},
                   {"\"jan\0\"@x.example"s, reason::control_character},
                   {"jan\r\nBcc: piet@x.example", reason::space},
                   {"jan\x80@x.example", reason::not_utf8},
                   {"jan@\xC0\xAF.example", reason::not_utf8},
                   {"\xED\xA0\x80@x.example", reason::not_utf8},
                   {"jan\xF5\x80\x80\x80@x.example", reason::not_utf8},
                   {"jan\xE2\x80\x8B@x.example", reason::unusable_character},
                   {"jan\xE2\x80\xAE@x.example", reason::unusable_character},
                   {"\xE2\x80\x8D@x.example", reason::unusable_character}});
}

TEST_CASE("a megabyte is refused fast") {
    constexpr std::size_t megabyte = 1 << 20;
    const auto begin = std::clock();  // of this process: the machine may be busy
    for (const char c : {'a', '@', '"', '<', ' ', '\xC3', '.'}) {
        const std::string run(megabyte, c);
        for (const auto& input : {run, run + "@x.example", "jan@" + run + ".nl", "\"" + run}) {
            for (const auto medium : {Medium::email, Medium::phone, Medium::post}) {
                if (c == ' ' && medium == Medium::post) continue;
                const auto why = reason_of(medium, input);
                const bool trimmed = c == ' ' && input.ends_with("@x.example");
                CHECK((!why.empty() || trimmed));
            }
            static_cast<void>(undecorate(input));
        }
    }
    CHECK(std::clock() - begin < 5 * CLOCKS_PER_SEC);
}

}  // namespace
}  // namespace lawful::contact::test
