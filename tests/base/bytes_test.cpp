// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.hpp"

#include <doctest/doctest.h>

#include <lawful/error.hpp>
#include <lawful/id.hpp>

using lawful::as_bytes;

TEST_CASE("base64 gives the examples of RFC 4648 section 10") {
    for (const auto& [text, code] : {std::pair{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="},
                                     {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}}) {
        CHECK(lawful::to_base64(as_bytes(text)) == code);
        CHECK(lawful::as_text(lawful::from_base64(code)) == text);
    }
}

TEST_CASE("base64 that no encoder writes is refused") {
    for (const auto* text : {"Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zm 9", "Zm9v\n", "Zg==Zg=="}) {
        CAPTURE(text);
        CHECK_THROWS_AS(static_cast<void>(lawful::from_base64(text)), lawful::Error);
    }
}

TEST_CASE("hexadecimal is lower case and even") {
    CHECK(lawful::to_hex(as_bytes("\x01\xfe")) == "01fe");
    CHECK(lawful::from_hex("01fe") == lawful::Bytes{1, 254});
    for (const auto* text : {"0", "0g", "FE", " 01"}) {
        CHECK_THROWS_AS(static_cast<void>(lawful::from_hex(text)), lawful::Error);
    }
}

TEST_CASE("ids are read as they are written, and nothing else is one") {
    const auto text = std::string("00112233445566778899aabbccddeeff");
    CHECK(to_string(lawful::parse_id<lawful::RecipientId>(text)) == text);
    for (const auto& bad : {std::string(), text.substr(1), text + "0", std::string(32, 'x')}) {
        CHECK_THROWS_AS(static_cast<void>(lawful::parse_id_bytes(bad)), lawful::Error);
    }
}

TEST_CASE("a stored value of another size is corrupt") {
    CHECK_THROWS_WITH_AS(static_cast<void>(lawful::to_array<16>(as_bytes("short"))),
                         "stored value has the wrong size", lawful::Error);
}
