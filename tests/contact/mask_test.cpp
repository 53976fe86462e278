// SPDX-License-Identifier: Apache-2.0
#include "support.hpp"

namespace lawful::contact::test {
namespace {

TEST_CASE("an e-mail address shows the first character and the domain") {
    CHECK(mask(email("jan@Example.org")) == "j\xE2\x80\xA6@example.org");
    CHECK(mask(email("j@example.org")) == "j\xE2\x80\xA6@example.org");
    CHECK(mask(email("\"ja n\"@example.org")) == "j\xE2\x80\xA6@example.org");
    CHECK(mask(email("\"a@b\"@example.org")) == "a\xE2\x80\xA6@example.org");
    CHECK(mask(email("\"\\\\a\"@example.org")) == "\\\xE2\x80\xA6@example.org");
    CHECK(mask(email("\"\"@example.org")) == "\xE2\x80\xA6@example.org");
}

TEST_CASE("the first character is whole, whatever its length") {
    CHECK(mask(email("\xC3\xA9ric@example.org")) == "\xC3\xA9\xE2\x80\xA6@example.org");
    CHECK(mask(email("\xF0\xA0\xAE\xB7\xE9\x87\x8E@example.org")) ==
          "\xF0\xA0\xAE\xB7\xE2\x80\xA6@example.org");
}

TEST_CASE("a phone number shows three characters and the last two") {
    CHECK(mask(Medium::phone, "+31612340095") ==
          "+31\xE2\x80\xA6"
          "95");
    CHECK(mask(Medium::phone, "+12345678") ==
          "+12\xE2\x80\xA6"
          "78");
    CHECK(mask(Medium::phone, "0612345") == "\xE2\x80\xA6");
}

TEST_CASE("a postal address shows at most three characters of its first line") {
    CHECK(mask(Medium::post, "Kerkstraat 12\n3500 AA Utrecht") == "Ker\xE2\x80\xA6");
    CHECK(mask(Medium::post, "\xC3\x89\xC3\xA9\xC3\xA8\xC3\xAA\xC3\xABs") ==
          "\xC3\x89\xC3\xA9\xC3\xA8\xE2\x80\xA6");
    CHECK(mask(Medium::post, "A1") == "A\xE2\x80\xA6");
    CHECK(mask(Medium::post, "A\nKerkstraat 12") == "A\xE2\x80\xA6");
}

TEST_CASE("what is no address is masked all the same") {
    CHECK(mask(Medium::email, "jan jansen") == "\xE2\x80\xA6");
    CHECK(mask(Medium::email, "") == "\xE2\x80\xA6");
    CHECK(mask(Medium::phone, "") == "\xE2\x80\xA6");
    CHECK(mask(Medium::post, "") == "\xE2\x80\xA6");
    CHECK(mask(Medium::email, "jan@@praktijk.example") == "j\xE2\x80\xA6@praktijk.example");
    CHECK(mask(Medium::email, "\xC3@praktijk.example") == "\xE2\x80\xA6");
}

}  // namespace
}  // namespace lawful::contact::test
