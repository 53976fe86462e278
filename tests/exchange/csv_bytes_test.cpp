// SPDX-License-Identifier: Apache-2.0
#include <malloc.h>

#include <algorithm>
#include <random>

#include "exchange/support.hpp"

using lawful::Error;
using lawful::exchange::CsvFormat;
using lawful::exchange::CsvReader;
using lawful::exchange::CsvRecord;
using lawful::exchange::Encoding;
using lawful::exchange::test::TempFolder;

namespace {

std::uint64_t line_ends(std::string_view text) {
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool crlf = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (text[i] == '\n' || (text[i] == '\r' && !crlf)) ++count;
    }
    return count;
}

/// Every byte of the file is in the header's original, in one record's, or in a blank line, in
/// order; a record's line is the number of line ends before it, plus one.
void check_all_bytes(const std::string& content, CsvFormat format) {
    const TempFolder folder;
    CsvReader reader(folder.write("list.csv", content), format);
    std::string seen = reader.header_original();
    CHECK(content.starts_with(seen));
    for (CsvRecord record; reader.next(record);) {
        REQUIRE(record.offset >= seen.size());
        const auto skipped = content.substr(seen.size(), record.offset - seen.size());
        CHECK(skipped.find_first_not_of(" \t\r\n") == std::string::npos);
        CHECK(record.line == line_ends(std::string_view(content).substr(0, record.offset)) + 1);
        CHECK(record.fault.has_value() != (record.fields.size() == reader.header().size()));
        CHECK_FALSE(record.original.empty());
        seen += skipped + record.original;
    }
    CHECK(reader.position() == content.size());
    REQUIRE(content.starts_with(seen));
    CHECK(content.substr(seen.size()).find_first_not_of(" \t\r\n") == std::string::npos);
}

std::string random_text(std::mt19937_64& random, std::string_view alphabet, std::size_t longest) {
    std::string text;
    for (auto size = random() % longest; size > 0; --size) {
        text += alphabet[random() % alphabet.size()];
    }
    return text;
}

std::uint64_t first_seed() {
    const auto* given = std::getenv("LAWFUL_SEED");
    return given != nullptr ? std::strtoull(given, nullptr, 10) : 1;
}

/// Bytes allocated now (0 under a sanitizer, which has its own allocator).
std::size_t allocated() {
    const auto info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
}

}  // namespace

TEST_CASE("whatever the bytes, each is in one record's original or in a blank line") {
    constexpr std::string_view alphabet = "ab;\",\t \r\n\"\"\n;;x\xC3\xA9\x80";
    const auto first = first_seed();
    for (auto seed = first; seed < first + 1'500; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random(seed);
        const std::string mark = seed % 3 == 0 ? "\xEF\xBB\xBF" : "";
        const auto encoding =
            mark.empty() && seed % 2 == 0 ? Encoding::windows_1252 : Encoding::utf8;
        check_all_bytes(mark + "\nh;i\r\n" + random_text(random, alphabet, 300),
                        {.delimiter = ';', .encoding = encoding});
    }
}

TEST_CASE("the bytes are all there when open quotes run into the cap") {
    const auto first = first_seed();
    for (auto seed = first; seed < first + 10; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random(seed);
        std::string content = "h;i\n";
        for (int i = 0; i < 40; ++i) {
            const auto width = static_cast<std::size_t>(random() % 9'000);
            content += random_text(random, "\";x\n", 12) + std::string(width, 'y') + "\n";
        }
        check_all_bytes(content, {.delimiter = ';'});
    }
}

TEST_CASE("random bytes are read or refused, and nothing else") {
    std::mt19937_64 random(first_seed());
    std::size_t refused = 0;
    for (int round = 0; round < 1'000; ++round) {
        std::string content;
        for (auto size = random() % 200; size > 0; --size) {
            content += static_cast<char>(random() % 256);
        }
        const TempFolder folder;
        try {
            CsvReader reader(folder.write("list.csv", content));
            for (CsvRecord record; reader.next(record);) CHECK_FALSE(record.original.empty());
        } catch (const Error& error) {
            CHECK(error.code() == lawful::ErrorCode::invalid_file);
            ++refused;
        }
    }
    CHECK(refused > 0);
}

TEST_CASE("a large file takes no more memory than a small one") {
    constexpr std::uint64_t rows = 300'000;
    const TempFolder folder;
    const auto file = folder.path() / "large.csv";
    {
        std::ofstream out(file, std::ios::binary);
        out << "name;mail;remark\r\n";
        for (std::uint64_t i = 0; i < rows; ++i) {
            out << "Person " << i << ";p" << i << "@a.example;\"" << std::string(80, 'r')
                << "\nx\"\r\n";
        }
    }
    REQUIRE(std::filesystem::file_size(file) > 32'000'000);
    const auto before = allocated();
    auto most = before;
    CsvReader reader(file);
    std::uint64_t count = 0;
    std::uint64_t last = 0;
    for (CsvRecord record; reader.next(record); ++count) {
        last = record.line;
        if (count % 1'000 == 0) most = std::max(most, allocated());
    }
    CHECK(count == rows);
    CHECK(last == 2 * rows);
    CHECK(most - before < 512 * 1024);
}
