// SPDX-License-Identifier: Apache-2.0
#include "model/json.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include <lawful/error.hpp>

namespace model = lawful::model;

namespace {

std::string rewritten(std::string_view text) { return model::write(model::parse(text)); }

}  // namespace

TEST_CASE("canonical json is read and written again byte for byte (RFC 8785)") {
    for (const auto* text : {R"({"a":1,"b":[true,false,"x"],"c":{"d":-5}})", R"("\u0001\b\t\n\f\r\"\\/é€")",
                             "[]", "{}", "9007199254740991", "-9007199254740991", "true"}) {
        CAPTURE(text);
        CHECK(rewritten(text) == text);
    }
}

TEST_CASE("members are sorted by name") {
    CHECK(rewritten(R"({"b":1,"a":2,"B":3,"aa":4})") == R"({"B":3,"a":2,"aa":4,"b":1})");
}

TEST_CASE("what the ledger's subset of json does not know is refused") {
    for (const auto* text : {"", " 1", "1 ", "null", "1.5", "1e3", "01a", "9007199254740992",
                             "-9007199254740992", "{\"a\":1,\"a\":2}", "[1,]", "{\"a\"}", "\"", "\"\x01\"",
                             "\"\xC0\xAF\"", "\"\\u0041\"", "\"\\x\"", "[1", "tru", "{a:1}"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(static_cast<void>(model::parse(text)), lawful::Error);
    }
    CHECK_THROWS_AS(static_cast<void>(model::parse(std::string(40, '[') + std::string(40, ']'))), lawful::Error);
}

TEST_CASE("text that is not UTF-8 is never written") {
    CHECK_THROWS_AS(static_cast<void>(model::write({std::string("\xFF")})), lawful::Error);
}

TEST_CASE("the public JCS vectors come out as they should, where the subset reaches them") {
    const std::filesystem::path folder = std::filesystem::path(LAWFUL_VECTORS_DIR) / "jcs/testdata";
    if (!std::filesystem::exists(folder)) {
        MESSAGE("skipped: no public test vectors here");
        return;
    }
    int exact = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "output")) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::stringstream bytes;
        bytes << in.rdbuf();
        const auto text = bytes.str();
        const bool outside = text.find("null") != std::string::npos || text.find('.') != std::string::npos;
        CAPTURE(entry.path().filename().string());
        if (outside) {
            CHECK_THROWS_AS(static_cast<void>(model::parse(text)), lawful::Error);
        } else if (lawful::model::write(model::parse(text)) == text) {
            ++exact;
        }
    }
    CHECK(exact >= 2);
}
