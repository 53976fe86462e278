// SPDX-License-Identifier: Apache-2.0
#include "ledger/note.hpp"

#include <algorithm>
#include <optional>

#include <lawful/error.hpp>

#include "support.hpp"

namespace lawful::ledger {
namespace {

constexpr auto vectors_file = "signed-note/signed-note-vectors.json";
constexpr std::string_view example_key =
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
constexpr std::string_view example_note =
    "This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi"
    "2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

template <class Action>
std::optional<ErrorCode> code_of(Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

bool is_key(std::string_view text) {
    const auto code = code_of([&] { (void)VerifierKey::parse(text); });
    if (code) CHECK(*code == ErrorCode::invalid_text);
    return !code;
}

std::string bytes(const nlohmann::json& base64) {
    return std::string(as_text(from_base64(base64.get<std::string>())));
}

std::string short_name(const VerifierKey& key) {
    return key.text().substr(0, key.name.size() + 9);
}

std::optional<ErrorCode> refusal_of(const std::string& result) {
    if (result == "ok") return std::nullopt;
    return result == "reject-malformed" ? ErrorCode::invalid_file : ErrorCode::corrupt;
}

crypto::SigningKey some_key(std::uint8_t fill) { return crypto::SigningKey(Bytes(32, fill)); }

}  // namespace

TEST_CASE("the example of the specification verifies") {
    const std::vector known{VerifierKey::parse(example_key)};
    CHECK(known[0].name == "example.com/foo");
    CHECK(known[0].text() == example_key);
    const auto note = parse_note(example_note);
    CHECK(note.text == "This is an example message.\n");
    CHECK(verify(note, known) == known);
}

TEST_CASE("verifier keys: the public ones, their pieces and their neighbours") {
    const auto file = testing::vectors(vectors_file);
    if (!file) return;
    const auto suite = testing::json_of(*file);
    for (const auto& key : suite["valid_vkeys"]) {
        const auto text = key.get<std::string>();
        CHECK(VerifierKey::parse(text).text() == text);
        for (std::size_t begin = 0; begin < text.size(); ++begin) {
            for (std::size_t size = 0; size < text.size() - begin + (begin > 0); ++size) {
                CHECK_FALSE(is_key(std::string_view(text).substr(begin, size)));
            }
            auto changed = text;
            ++changed[begin];
            CHECK_FALSE(is_key(changed));
        }
    }
    for (const auto& key : suite["invalid_vkeys"]) {
        CHECK_FALSE(is_key(key["vkey"].get<std::string>()));
    }
}

TEST_CASE("the public notes are opened or refused as they should be") {
    const auto file = testing::vectors(vectors_file);
    if (!file) return;
    const auto suite = testing::json_of(*file);
    int seen = 0;
    for (const auto& test : suite["open"]) {
        CAPTURE(test["name"].get<std::string>());
        std::vector<VerifierKey> known;
        for (const auto& key : test["vkeys"]) {
            known.push_back(VerifierKey::parse(key.get<std::string>()));
        }
        std::vector<std::string> signers;
        const auto code = code_of([&] {
            for (const auto& key : verify(parse_note(bytes(test["note_b64"])), known)) {
                signers.push_back(short_name(key));
            }
        });
        CHECK(code == refusal_of(test["result"].get<std::string>()));
        CHECK(signers == test["verified"].get<std::vector<std::string>>());
        ++seen;
    }
    CHECK(seen == 15);
}

TEST_CASE("signing gives the public note") {
    const auto file = testing::vectors(vectors_file);
    if (!file) return;
    const auto test = testing::json_of(*file)["sign"][0];
    constexpr std::string_view head = "PRIVATE+KEY+PeterNeumann+c74f20a3+";
    const auto skey = test["skey"].get<std::string>();
    REQUIRE(skey.starts_with(head));
    const auto typed = from_base64(skey.substr(head.size()));
    const crypto::SigningKey key(ByteView(typed).subspan(1));
    CHECK(sign_note(test["text"].get<std::string>(), "PeterNeumann", key) ==
          bytes(test["note_b64"]));
}

TEST_CASE("several signatures: unknown ones are ignored, a bad one of a known key is an error") {
    const std::string text = "a\n\nb\n";
    const std::vector known{VerifierKey{"log.example", some_key(1).public_key()}};
    const auto signed_once = sign_note(text, "log.example", some_key(1));
    auto note = signed_once + signature_line(text, "witness.example", some_key(2));
    CHECK(parse_note(note).text == text);
    CHECK(verify(parse_note(note), known) == known);
    // One name with another key is another signer.
    note = signed_once + signature_line(text, "log.example", some_key(3));
    CHECK(verify(parse_note(note), known) == known);
    note = signed_once + signature_line("a\n\nc\n", "log.example", some_key(1));
    CHECK(code_of([&] { (void)verify(parse_note(note), known); }) == ErrorCode::corrupt);
    note = sign_note(text, "log.example", some_key(3));
    CHECK(code_of([&] { (void)verify(parse_note(note), known); }) == ErrorCode::corrupt);
}

TEST_CASE("no byte of a signed note can change unnoticed") {
    const std::vector known{VerifierKey::parse(example_key)};
    for (std::size_t i = 0; i < example_note.size(); ++i) {
        CAPTURE(i);
        std::string changed(example_note);
        changed[i] ^= 1;
        CHECK(code_of([&] { (void)verify(parse_note(changed), known); }).has_value());
        CHECK(code_of([&] { (void)parse_note(example_note.substr(0, i)); }).has_value());
    }
}

TEST_CASE("names with spaces or plus, and texts with control characters, are never signed") {
    for (const auto* name : {"", "a b", "a+b", "a\tb", "a\u00A0b", "a\u3000b", "\xFF"}) {
        CHECK(code_of([&] { (void)sign_note("t\n", name, some_key(1)); }) ==
              ErrorCode::invalid_text);
    }
    for (const auto* text : {"", "t", "t\x01\n", "\xFF\n", "t\r\n"}) {
        CHECK(code_of([&] { (void)sign_note(text, "a", some_key(1)); }) ==
              ErrorCode::invalid_text);
    }
}

}  // namespace lawful::ledger
