// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <doctest/doctest.h>

#include "contact/unicode.hpp"

namespace lawful::contact::test {
namespace {

TEST_CASE("NFC composes, and leaves compatibility forms alone") {
    CHECK(nfc("jose\xCC\x81") == "jos\xC3\xA9");
    CHECK(nfc("\xEF\xBD\x8A") == "\xEF\xBD\x8A");
    CHECK(nfc("Jan").compare("Jan") == 0);
}

TEST_CASE("case folding is full and knows no locale") {
    CHECK(case_fold("STRASSE") == case_fold("Stra\xC3\x9F"
                                            "e"));
    // The final sigma and the other one.
    CHECK(case_fold("\xCE\xA3\xCE\x91\xCE\xA3") == case_fold("\xCF\x83\xCE\xB1\xCF\x82"));
    CHECK(case_fold("IJ") == "ij");
    CHECK(case_fold("\xC3\x89") == "\xC3\xA9");
}

TEST_CASE("the compatibility fold is at rest after one use, for every character") {
    for (char32_t code = 1; code < 0x30000; ++code) {
        if (code >= 0xD800 && code < 0xE000) continue;
        std::string text;
        if (code < 0x80) {
            text = {static_cast<char>(code)};
        } else if (code < 0x800) {
            text = {static_cast<char>(0xC0 | (code >> 6)), static_cast<char>(0x80 | (code & 0x3F))};
        } else if (code < 0x10000) {
            text = {static_cast<char>(0xE0 | (code >> 12)),
                    static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
                    static_cast<char>(0x80 | (code & 0x3F))};
        } else {
            text = {static_cast<char>(0xF0 | (code >> 18)),
                    static_cast<char>(0x80 | ((code >> 12) & 0x3F)),
                    static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
                    static_cast<char>(0x80 | (code & 0x3F))};
        }
        const auto folded = compatibility_fold(text);
        if (compatibility_fold(folded) != folded) FAIL("U+" << static_cast<unsigned>(code));
    }
}

TEST_CASE("invisible characters go with the compatibility fold") {
    CHECK(compatibility_fold("J\xC2\xAD"
                             "an\xEF\xB8\x8F\xE2\x80\x8D") == "jan");
    CHECK(compatibility_fold("E\xC2\xAD\xCC\x81") == "\xC3\xA9");
    CHECK(compatibility_fold("\xEF\xBC\xAA\xEF\xBC\xA1\xEF\xBC\xAE") == "jan");
}

}  // namespace
}  // namespace lawful::contact::test
