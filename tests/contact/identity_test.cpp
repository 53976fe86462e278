// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "support.hpp"

namespace lawful::contact::test {
namespace {

/// The bytes of an address that is none are not those of any other.
std::string identity(const std::string& input, LocalPartCase rule) {
    return email_reason(input).empty() ? email(input, rule).identity : "refused: " + input;
}

std::string loose(const std::string& input) {
    return loose_of(Medium::email, input).value_or("refused: " + input);
}

TEST_CASE("identity vectors, local part strict") {
    const auto cases = own_data("email-identity-vectors.json");
    CHECK(cases.size() == 15);
    for (const auto& test : cases) {
        const auto a = test.at("a").get<std::string>();
        const auto b = test.at("b").get<std::string>();
        CAPTURE(a);
        CAPTURE(b);
        CHECK((identity(a, LocalPartCase::strict) == identity(b, LocalPartCase::strict)) ==
              test.at("same_identity").get<bool>());
        CHECK((loose(a) == loose(b)) == test.at("same_suppression_key").get<bool>());
    }
}

TEST_CASE("identity vectors, local part folded: only the row about ASCII case differs") {
    std::vector<std::string> differing;
    for (const auto& test : own_data("email-identity-vectors.json")) {
        const bool same = identity(test.at("a").get<std::string>(), LocalPartCase::fold) ==
                          identity(test.at("b").get<std::string>(), LocalPartCase::fold);
        if (same != test.at("same_identity").get<bool>()) {
            CHECK(same);
            differing.push_back(test.at("a").get<std::string>());
        }
    }
    CHECK(differing == std::vector<std::string>{"jan@example.nl"});
}

TEST_CASE("the bytes that are hashed never change") {
    const auto normal = email(
        "\"Jan\\+x\"@Stra\xC3\x9F"
        "e.EXAMPLE");
    CHECK(normal.medium == Medium::email);
    CHECK(normal.text == "Jan+x@xn--strae-oqa.example");
    CHECK(normal.identity == "email:Jan+x@xn--strae-oqa.example");
    CHECK(normal.loose == "email:jan@xn--strae-oqa.example");
    CHECK(email("Jan+x@a.example", LocalPartCase::fold).identity == "email:jan+x@a.example");
    CHECK(email("Jan+x@a.example", LocalPartCase::fold).text == "Jan+x@a.example");
    CHECK(email("PostMaster@a.example").identity == "email:postmaster@a.example");
    CHECK(email("\"a@b\"@a.example").loose == "email:a@b@a.example");
}

TEST_CASE("folding touches ASCII only, and its result is in NFC") {
    const auto fold = [](const std::string& local) {
        return email(local + "@a.example", LocalPartCase::fold).identity;
    };
    CHECK(fold("\xC3\x89"
               "ric") != fold("\xC3\xA9"
                              "ric"));              // É, é
    CHECK(fold("H\xCC\xB1") == fold("h\xCC\xB1"));  // only the small one composes
}

TEST_CASE("a tag needs something before it") {
    CHECK(loose("+jan@a.example") == "email:+jan@a.example");
    CHECK(loose("jan+@a.example") == "email:jan@a.example");
    CHECK(loose("jan+a+b@a.example") == "email:jan@a.example");
    CHECK(loose("jan\xEF\xBC\x8Bx@a.example") == "email:jan@a.example");  // full-width plus
}

TEST_CASE("the deny side tolerates one trailing dot and nothing else") {
    for (const std::string dot : {".", "\xE3\x80\x82", "\xEF\xBC\x8E", "\xEF\xBD\xA1"}) {
        CHECK(email_reason("jan@example.nl" + dot) == reason::trailing_dot);
        CHECK(loose_of(Medium::email, " jan@example.nl" + dot) == "email:jan@example.nl");
    }
    for (const std::string bad : {"jan@example.nl..", "jan", "", "jan@192.0.2.1", "a@b@c.nl."}) {
        CHECK_FALSE(loose_of(Medium::email, bad).has_value());
    }
}

}  // namespace
}  // namespace lawful::contact::test
