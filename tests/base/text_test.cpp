// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

#include <doctest/doctest.h>

TEST_CASE("well-formed UTF-8 is told from the rest (RFC 3629)") {
    for (const auto* text : {"", "jan", "jos\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xED\x9F\xBF",
                             "\xF4\x8F\xBF\xBF"}) {
        CAPTURE(text);
        CHECK(lawful::is_utf8(text));
    }
    for (const auto* text : {"\x80", "\xC0\xAF", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                             "\xF8\x88\x80\x80", "a\xFFz", "\xE2\x82"}) {
        CHECK_FALSE(lawful::is_utf8(text));
    }
}

TEST_CASE("text is trimmed, folded and split without a locale") {
    CHECK(lawful::trim(" \t jan \r\n") == "jan");
    CHECK(lawful::trim("  ").empty());
    CHECK(lawful::to_lower_ascii("JAN\xC3\x89") == "jan\xC3\x89");
    CHECK(lawful::split("a,,b", ',') == std::vector<std::string>{"a", "", "b"});
    CHECK(lawful::split("", ',') == std::vector<std::string>{""});
    CHECK(lawful::is_country("NL"));
    for (const auto* text : {"", "nl", "NLD", "N1"}) CHECK_FALSE(lawful::is_country(text));
}
