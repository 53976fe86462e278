// SPDX-License-Identifier: Apache-2.0
#include "exchange/audit_writer.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <sstream>

#include "exchange/audit_folder.hpp"
#include "exchange/audit_opening.hpp"
#include "exchange/audit_reader.hpp"
#include "exchange/regular_file.hpp"
#include "ledger/commitment.hpp"
#include "support.hpp"

namespace lawful::exchange {
namespace {

namespace fs = std::filesystem;

const Bytes r(32, 1);
constexpr std::string_view m = R"({"a":1})";

const crypto::SigningKey& key() {
    static const crypto::SigningKey made(Bytes(32, 3));
    return made;
}

ledger::VerifierKey verifier() { return {"log.example", key().public_key()}; }

/// Of a ledger of so many equal events.
std::string note_of(std::uint64_t size) {
    ledger::Frontier frontier;
    for (std::uint64_t i = 0; i < size; ++i) {
        frontier.append(ledger::leaf_hash(as_bytes(ledger::leaf(ledger::commit(r, m)))));
    }
    const ledger::Checkpoint head{"log.example", {size, frontier.root()}, {}};
    return ledger::sign_note(head.text(), "log.example", key());
}

template <class Action>
std::optional<ErrorCode> code_of(Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

void write(AuditWriter& writer, std::uint64_t size) {
    for (std::uint64_t i = 0; i < size; ++i) {
        writer.opening(i, r, m);
        writer.leaf(ledger::commit(r, m));
    }
}

}  // namespace

TEST_CASE("a bundle appears under its name when it is finished, and not before") {
    const test::TempFolder folder;
    const auto target = folder.path() / "bundle/";
    {
        AuditWriter writer(target, AuditCoverage::full, note_of(3), verifier());
        write(writer, 3);
        CHECK_FALSE(fs::exists(target));
        REQUIRE(names_in(folder.path()).size() == 1);
        const auto hidden = folder.path() / names_in(folder.path())[0];
        CHECK(hidden.filename().string().starts_with("bundle.incomplete-"));
        CHECK_FALSE(fs::exists(hidden / "manifest.json"));
        writer.finish();
        CHECK(code_of([&] { writer.finish(); }) == ErrorCode::internal);
    }
    CHECK(names_in(folder.path()) == std::vector<std::string>{"bundle"});
    CHECK(names_in(target) ==
          std::vector<std::string>{"checkpoint", "events.jsonl", "leaves", "manifest.json"});
    CHECK(AuditBundle(streams_of(target)).manifest().events == 3);
    CHECK((fs::status(target).permissions() & fs::perms::others_all) == fs::perms::none);
}

TEST_CASE("an export that is given up, or whose leaves are others, leaves nothing") {
    const test::TempFolder folder;
    const auto target = folder.path() / "bundle";
    {
        AuditWriter writer(target, AuditCoverage::full, note_of(3), verifier());
        write(writer, 2);
    }
    CHECK(names_in(folder.path()).empty());
    for (const auto coverage : {AuditCoverage::full, AuditCoverage::partial}) {
        AuditWriter writer(target, coverage, note_of(3), verifier());
        for (int i = 0; i < 2; ++i) writer.leaf(ledger::commit(r, m));
        CHECK(code_of([&] { writer.finish(); }) == ErrorCode::corrupt);
    }
    {
        AuditWriter writer(target, AuditCoverage::full, note_of(3), verifier());
        for (int i = 0; i < 3; ++i) writer.leaf(ledger::commit(r, "{}"));
        CHECK(code_of([&] { writer.finish(); }) == ErrorCode::corrupt);
    }
    CHECK(names_in(folder.path()).empty());
}

TEST_CASE("nothing is overwritten, and nothing unsigned is exported") {
    const test::TempFolder folder;
    folder.write("bundle", "mine");
    const auto made = [&](const fs::path& target, std::string note, ledger::VerifierKey by) {
        return code_of([&] { AuditWriter(target, AuditCoverage::full, std::move(note), by); });
    };
    CHECK(made(folder.path() / "bundle", note_of(0), verifier()) == ErrorCode::invalid_file);
    const crypto::SigningKey other(Bytes(32, 4));
    CHECK(made(folder.path() / "b", note_of(0), {"log.example", other.public_key()}) ==
          ErrorCode::corrupt);
    CHECK(made(folder.path() / "absent/b", note_of(0), verifier()) == ErrorCode::input_output);
    CHECK(names_in(folder.path()) == std::vector<std::string>{"bundle"});
}

TEST_CASE("events come in order, and before the leaves of a partial bundle") {
    const test::TempFolder folder;
    AuditWriter writer(folder.path() / "b", AuditCoverage::partial, note_of(3), verifier());
    writer.opening(1, r, m);
    CHECK(code_of([&] { writer.opening(1, r, m); }) == ErrorCode::internal);
    CHECK(code_of([&] { writer.opening(3, r, m); }) == ErrorCode::internal);
    CHECK(code_of([&] { writer.opening(2, r, std::string(13U << 20U, ' ')); }) ==
          ErrorCode::invalid_record);
    writer.leaf(ledger::commit(r, m));
    CHECK(code_of([&] { writer.opening(2, r, m); }) == ErrorCode::internal);
    CHECK(code_of([&] { writer.prove_consistency(2); }) == ErrorCode::internal);
}

TEST_CASE("lines of events are read as they were written, and in no other spelling") {
    const auto line = audit_line(7, r, m);
    const auto opening = AuditOpening::parse(std::string_view(line).substr(0, line.size() - 1));
    CHECK(opening.index == 7);
    CHECK(as_text(opening.m) == m);
    CHECK(opening.r == r);
    for (std::size_t at = 0; at < line.size() - 1; ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            auto changed = line.substr(0, line.size() - 1);
            changed[at] = static_cast<char>(byte);
            const auto code = code_of([&] {
                const auto read = AuditOpening::parse(changed);
                const auto again = audit_line(read.index, read.r, as_text(read.m));
                CHECK(again == changed + "\n");
            });
            CHECK((!code || *code == ErrorCode::invalid_file));
        }
    }
}

TEST_CASE("a file that is read in lines is hashed whole") {
    const test::TempFolder folder;
    std::string text;
    for (std::size_t i = 0; i < 2000; ++i) text += std::string(i % 700, 'x') + "\n";
    const auto file = folder.write("lines", text);
    HashedInput input(open_regular(file));
    std::string_view line;
    for (std::size_t i = 0; i < 1500; ++i) {
        REQUIRE(input.line(line, 1000));
        REQUIRE(line.size() == i % 700);
    }
    CHECK(input.finish() == crypto::sha256(as_bytes(text)));
    CHECK(input.size() == text.size());
    CHECK(HashedInput(open_regular(file)).read(3).size() == 3);
    const auto refusal = [&](std::string_view content, std::size_t limit) {
        HashedInput in(open_regular(folder.write("short", content)));
        std::string_view out;
        return code_of([&] {
            while (in.line(out, limit)) {
            }
        });
    };
    CHECK(refusal("abc\nde\n", 4) == std::nullopt);
    CHECK(refusal("abcd\n", 4) == ErrorCode::invalid_file);
    CHECK(refusal("abc\nde", 4) == ErrorCode::invalid_file);
    CHECK(refusal("", 4) == std::nullopt);
    CHECK(code_of([&] { (void)open_regular(folder.path()); }) == ErrorCode::invalid_file);
    CHECK(code_of([&] { (void)open_regular(folder.path() / "absent"); }) == ErrorCode::input_output);
}

TEST_CASE("of a stream that is too long so much is given, hashed and no more") {
    const auto of = [](std::string_view text, std::uint64_t most) {
        return HashedInput(std::make_unique<std::istringstream>(std::string(text)), most);
    };
    for (const std::uint64_t most : {0U, 1U, 4U, 6U, 7U}) {
        CAPTURE(most);
        auto input = of("abc\ndef", most);
        CHECK(as_text(input.read(100)) == std::string_view("abc\ndef").substr(0, most));
        CHECK(input.read(100).empty());
        CHECK(input.finish() == crypto::sha256(as_bytes(std::string_view("abc\ndef").substr(0, most))));
        CHECK(input.size() == std::min<std::uint64_t>(most + 1, 7));
    }
    auto input = of("abc\ndef", 4);
    std::string_view line;
    CHECK(input.line(line, 100));
    CHECK_FALSE(input.line(line, 100));
}

}  // namespace lawful::exchange
