// SPDX-License-Identifier: Apache-2.0
#include "model/json.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

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

TEST_CASE("members are sorted by the UTF-16 code units of their names (RFC 8785 3.2.3)") {
    model::Json::Object object;
    for (const auto* name : {"\uFB33", "\U0001F602", "b", "\u20AC", "a", "B", "aa", "\uD7FF", "", "\uE000"}) {
        object.emplace(name, model::Json{true});
    }
    const auto text = model::write({object});
    CHECK(text == "{\"\":true,\"B\":true,\"a\":true,\"aa\":true,\"b\":true,\"\u20AC\":true,"
                  "\"\uD7FF\":true,\"\U0001F602\":true,\"\uE000\":true,\"\uFB33\":true}");
    CHECK(rewritten(text) == text);
}

TEST_CASE("what would not have been written so is refused, with a tree or without") {
    for (const auto* text :
         {"", " 1", "1 ", "null", "1.5", "1e3", "01a", "01", "-0", "-01", "00", "+1", "-", "9007199254740992",
          "-9007199254740992", "99999999999999999999999", "{\"a\":1,\"a\":2}", "{\"b\":1,\"a\":2}", "[1,]",
          "[,1]", "{\"a\"}", "{\"a\":1,}", "{\"a\" :1}", "\"", "\"\\", "\"\x01\"", "\"\xC0\xAF\"",
          "\"\\u0041\"", "\"\\u000A\"", "\"\\u000a\"", "\"\\u001F\"", "\"\\u0022\"", "\"\\u00\"", "\"\\u\"",
          "\"\\/\"", "\"\\x\"", "[1", "tru", "{a:1}", "{\"\xEF\xAC\xB3\":1,\"\xF0\x9F\x98\x82\":1}",
          "{\"\\\"\":1,\"\":2}", "\xEF\xBB\xBF" "1", "1\n"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(static_cast<void>(model::parse(text)), lawful::Error);
        CHECK_THROWS_AS(model::require_canonical(text), lawful::Error);
    }
    CHECK_THROWS_AS(static_cast<void>(model::parse(std::string(40, '[') + std::string(40, ']'))), lawful::Error);
    CHECK_THROWS_AS(static_cast<void>(model::parse(std::string_view("\"\0\"", 3))), lawful::Error);
    CHECK_THROWS_AS(static_cast<void>(model::parse(std::string_view("\"\\\0\"", 4))), lawful::Error);
}

TEST_CASE("whatever is accepted after a byte changed is written again as it was") {
    const std::string text = R"({"":{"a":[true,-12,"\u001f\n\"\\é"]},"b":false,"ü":[],"😂":{}})";
    CHECK(rewritten(text) == text);
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            auto changed = text;
            changed[at] = static_cast<char>(byte);
            const auto accepts = [&](auto&& read) {
                try {
                    read();
                    return true;
                } catch (const lawful::Error&) {
                    return false;
                }
            };
            std::string again;
            const bool parsed = accepts([&] { again = rewritten(changed); });
            CHECK(parsed == accepts([&] { model::require_canonical(changed); }));
            if (parsed) CHECK(again == changed);
        }
    }
}

TEST_CASE("text that is not UTF-8 is never written") {
    CHECK_THROWS_AS(static_cast<void>(model::write({std::string("\xFF")})), lawful::Error);
    CHECK_THROWS_AS(static_cast<void>(model::write({std::int64_t{1} << 53})), lawful::Error);
}

namespace {

/// The subset of ours that the tree is in; throws for null and fractions, as the text is refused.
model::Json subset_of(const nlohmann::json& tree) {
    if (tree.is_boolean()) return {tree.get<bool>()};
    if (tree.is_string()) return {tree.get<std::string>()};
    if (tree.is_number() && tree.get<double>() == static_cast<double>(tree.get<std::int64_t>())) {
        return {tree.get<std::int64_t>()};
    }
    if (tree.is_array()) {
        model::Json::Array array;
        for (const auto& item : tree) array.push_back(subset_of(item));
        return {array};
    }
    if (!tree.is_object()) throw std::invalid_argument("outside of the subset");
    model::Json::Object object;
    for (const auto& [name, item] : tree.items()) object.emplace(name, subset_of(item));
    return {object};
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

}  // namespace

TEST_CASE("the public JCS vectors come out byte for byte, or are outside of the subset") {
    const std::filesystem::path folder = std::filesystem::path(LAWFUL_VECTORS_DIR) / "jcs/testdata";
    if (!std::filesystem::exists(folder)) {
        MESSAGE("skipped: no public test vectors here");
        return;
    }
    std::set<std::string> exact;
    std::set<std::string> outside;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "input")) {
        const auto name = entry.path().stem().string();
        CAPTURE(name);
        const auto output = bytes_of(folder / "output" / entry.path().filename());
        try {
            const auto written = model::write(subset_of(nlohmann::json::parse(bytes_of(entry.path()))));
            CHECK(written == output);
            CHECK(rewritten(output) == output);
            exact.insert(name);
        } catch (const std::invalid_argument&) {
            CHECK_THROWS_AS(static_cast<void>(model::parse(output)), lawful::Error);
            outside.insert(name);
        }
    }
    CHECK(exact == std::set<std::string>{"french", "structures", "unicode", "weird"});
    CHECK(outside == std::set<std::string>{"arrays", "values"});
}
