// SPDX-License-Identifier: Apache-2.0
#include "support.hpp"

namespace lawful::contact::test {
namespace {

TEST_CASE("white space that spreadsheets leave is trimmed") {
    CHECK(undecorate("  r.mulder@ggz.example ") == "r.mulder@ggz.example");
    CHECK(undecorate("\xEF\xBB\xBF\xC2\xA0jan@x.example\xE2\x80\x8B\t\r\n\xC2\xA0") ==
          "jan@x.example");
    CHECK(undecorate("").empty());
    CHECK(undecorate(" \xC2\xA0 ").empty());
}

TEST_CASE("mailto, its query and its percent encoding go (RFC 6068 2)") {
    CHECK(undecorate("mailto:jan@x.example") == "jan@x.example");
    CHECK(undecorate(" MailTo: jan@x.example?subject=hoi ") == "jan@x.example");
    CHECK(undecorate("mailto:jan%2Bnieuws@x.example") == "jan+nieuws@x.example");
    CHECK(undecorate("mailto:100%25@x.example") == "100%@x.example");
    CHECK(undecorate("mailto:a%zz@x.example") == "a%zz@x.example");
    CHECK(undecorate("jan%2Bnieuws@x.example") == "jan%2Bnieuws@x.example");
}

TEST_CASE("the address is taken out of a display name") {
    CHECK(undecorate("Xander D'Hondt <x.dhondt@roc.example>") == "x.dhondt@roc.example");
    CHECK(undecorate("\"Hondt <X>\" < x@roc.example >") == "x@roc.example");
    CHECK(undecorate("<jan@x.example>") == "jan@x.example");
    CHECK(undecorate("Jan <mailto:jan@x.example>") == "jan@x.example");
    CHECK(undecorate("Jan <\"a<b\"@x.example>") == "\"a<b\"@x.example");
}

TEST_CASE("anything else is left for normalise to judge") {
    for (const auto* cell : {"a@x.example; b@x.example", "Jan <a@x.example>, Piet <b@x.example>",
                             R"(=HYPERLINK("http://x.example","x"))", "jan@@praktijk.example",
                             "jan jansen@praktijk.example", "Jan <jan@x.example> (thuis)",
                             "\"Jan <jan@x.example>", "Kerkstraat 12, Utrecht", "06 1234 0095"}) {
        CHECK(undecorate(cell) == cell);
    }
}

TEST_CASE("a percent sign cannot smuggle what normalise refuses") {
    CHECK(email_reason(undecorate("mailto:jan%0D%0ABcc:piet@x.example")) == reason::space);
    CHECK(email_reason(undecorate("mailto:jan%00@x.example")) == reason::control_character);
    CHECK(email_reason(undecorate("mailto:jan%FF@x.example")) == reason::not_utf8);
    CHECK(email_reason(undecorate("mailto:a@x.example,b@x.example")) == reason::two_addresses);
}

}  // namespace
}  // namespace lawful::contact::test
