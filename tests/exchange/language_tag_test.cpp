// SPDX-License-Identifier: Apache-2.0
#include "exchange/language_tag.hpp"

#include <doctest/doctest.h>

using lawful::exchange::language_tag;

TEST_CASE("a language tag gets its usual case") {
    CHECK(language_tag("nl") == "nl");
    CHECK(language_tag("NL") == "nl");
    CHECK(language_tag("nl-be") == "nl-BE");
    CHECK(language_tag("ZH-hANT-tw") == "zh-Hant-TW");
    CHECK(language_tag("es-419") == "es-419");
    CHECK(language_tag("de-DE-1996") == "de-DE-1996");
    CHECK(language_tag("sl-nedis12") == "sl-nedis12");
    CHECK(language_tag("fil") == "fil");
}

TEST_CASE("what is no language tag is none") {
    for (const auto* text : {"", "n", "dutch", "nederlands", "n1", "nl_BE", "nl-", "-nl", "nl--BE",
                             "nl-abcdefghi", "nl BE", " nl", "n\xC3\xA9"}) {
        CAPTURE(text);
        CHECK_FALSE(language_tag(text));
    }
}
