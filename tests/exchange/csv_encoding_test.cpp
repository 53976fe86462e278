// SPDX-License-Identifier: Apache-2.0
#include "exchange/windows_1252.hpp"

#include "exchange/support.hpp"

using lawful::exchange::Encoding;
using lawful::exchange::from_windows_1252;
using lawful::exchange::test::Fields;
using lawful::exchange::test::header_of;
using lawful::exchange::test::records_of;
using lawful::exchange::test::refusal_of;

TEST_CASE("a UTF-8 mark is passed over") {
    CHECK(header_of("\xEF\xBB\xBF"
                    "caf\xC3\xA9;b\n") == Fields{"caf\xC3\xA9", "b"});
    CHECK(header_of("\xEF\xBB\xBF\"a;x\";b\n") == Fields{"a;x", "b"});
}

TEST_CASE("UTF-16 and binary files are refused with what to do") {
    using namespace std::string_literals;
    CHECK(refusal_of("\xFF\xFE"
                     "a\0;\0b\0"s) == "the file is UTF-16; save it as CSV in UTF-8");
    CHECK(refusal_of("\xFE\xFF\0a\0;"s) == "the file is UTF-16; save it as CSV in UTF-8");
    CHECK(refusal_of("a;b\n1;2\n3;\0\n"s) ==
          "line 3 holds a zero byte: the file is not text; save it as CSV in UTF-8");
    CHECK(refusal_of("PK\x03\x04\0\0"s) ==
          "line 1 holds a zero byte: the file is not text; save it as CSV in UTF-8");
}

TEST_CASE("what is not UTF-8 is refused in the header and a fault in a record") {
    CHECK(refusal_of("naam;caf\xE9\n") ==
          R"(line 1, the header: not UTF-8; the mapping can say encoding = "windows-1252")");
    const auto records =
        records_of("naam;b\nRen\xE9;1\nRen\xC3\xA9;2\n\xED\xA0\x80;3\n\xC0\xAF;4\n");
    REQUIRE(records.size() == 4);
    const auto fault = R"(not UTF-8; the mapping can say encoding = "windows-1252")";
    CHECK(records[0].fault == fault);
    CHECK(records[0].original == "Ren\xE9;1\n");
    CHECK(records[0].fields.empty());
    CHECK(records[1].fields == Fields{"Ren\xC3\xA9", "2"});
    CHECK(records[2].fault == fault);
    CHECK(records[3].fault == fault);
}

TEST_CASE("Windows-1252 is read when asked for") {
    const std::string content = "na\xEFm;b\nRen\xE9\x80;\x93x\x94\nx;\x81\ny;2\n";
    const auto format = lawful::exchange::CsvFormat{.encoding = Encoding::windows_1252};
    CHECK(header_of(content, format) == Fields{"na\xC3\xAFm", "b"});
    const auto records = records_of(content, format);
    REQUIRE(records.size() == 3);
    CHECK(records[0].fields == Fields{"Ren\xC3\xA9\xE2\x82\xAC", "\xE2\x80\x9Cx\xE2\x80\x9D"});
    CHECK(records[0].original == "Ren\xE9\x80;\x93x\x94\n");
    CHECK(records[1].fault == "a byte that Windows-1252 does not have");
    CHECK(records[1].fields.empty());
    CHECK(records[2].fields == Fields{"y", "2"});
    CHECK(refusal_of("a;\x9D\n", format) ==
          "line 1, the header: a byte that Windows-1252 does not have");
    CHECK(refusal_of("\xEF\xBB\xBF"
                     "a;b\n",
                     format) ==
          "the file says that it is UTF-8, the mapping that it is Windows-1252");
}

TEST_CASE("every byte of Windows-1252") {
    CHECK(from_windows_1252("\x80\x82\x83\x84\x85\x86\x87\x88\x89\x8A\x8B\x8C\x8E") ==
          "€‚ƒ„…†‡ˆ‰Š‹ŒŽ");
    CHECK(from_windows_1252("\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9A\x9B\x9C\x9E\x9F") ==
          "‘’“”•–—˜™š›œžŸ");
    for (unsigned byte = 0; byte < 256; ++byte) {
        CAPTURE(byte);
        const std::string text(1, static_cast<char>(byte));
        const auto got = from_windows_1252(text);
        if (byte < 0x80) {
            CHECK(got == text);
        } else if (byte >= 0xA0) {
            const std::string two{static_cast<char>(byte < 0xC0 ? 0xC2 : 0xC3),
                                  static_cast<char>(byte < 0xC0 ? byte : byte - 0x40)};
            CHECK(got == two);
        } else {
            const bool undefined =
                byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D;
            CHECK(got.has_value() != undefined);
        }
    }
}
