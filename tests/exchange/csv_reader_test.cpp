// SPDX-License-Identifier: Apache-2.0
#include "exchange/support.hpp"

using lawful::exchange::CsvReader;
using lawful::exchange::CsvRecord;
using lawful::exchange::test::Fields;
using lawful::exchange::test::header_of;
using lawful::exchange::test::records_of;
using lawful::exchange::test::refusal_of;
using lawful::exchange::test::TempFolder;

TEST_CASE("lines are those of the file, newlines in quotes and blank lines counted") {
    const auto records = records_of("a;b\r\n1;\"x\ny\r\nz\"\r\n2;w\r\n\r\n3;v\r4;\"p\rq\"\n5;u");
    REQUIRE(records.size() == 5);
    CHECK(records[0].line == 2);
    CHECK(records[0].fields == Fields{"1", "x\ny\r\nz"});
    CHECK(records[0].original == "1;\"x\ny\r\nz\"\r\n");
    CHECK(records[1].line == 5);
    CHECK(records[2].line == 7);
    CHECK(records[2].fields == Fields{"3", "v"});
    CHECK(records[3].line == 8);
    CHECK(records[3].fields == Fields{"4", "p\rq"});
    CHECK(records[4].line == 10);
    CHECK(records[4].original == "5;u");
}

TEST_CASE("LF, CRLF and a lone CR end a line, and the last line needs none") {
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        CAPTURE(end);
        for (const auto& last : {std::string(), end}) {
            const auto records = records_of("a,b" + end + "1,2" + end + "\"3\",\"4\"" + last);
            REQUIRE(records.size() == 2);
            CHECK(records[0].original == "1,2" + end);
            CHECK(records[0].fields == Fields{"1", "2"});
            CHECK(records[1].line == 3);
            CHECK(records[1].fields == Fields{"3", "4"});
            CHECK(records[1].original == "\"3\",\"4\"" + last);
        }
    }
}

TEST_CASE("a line end that falls between two reads is one line end") {
    for (std::size_t width = 65'530; width < 65'542; ++width) {
        CAPTURE(width);
        const auto records = records_of("a\r\n" + std::string(width - 40'000, 'x') + "\r\n" +
                                        std::string(40'000, 'y') + "\r\nz\r\n");
        REQUIRE(records.size() == 3);
        CHECK(records[0].original.ends_with("x\r\n"));
        CHECK(records[1].original.ends_with("y\r\n"));
        CHECK(records[2].line == 4);
    }
}

TEST_CASE("comma, semicolon and tab are told apart outside quotes") {
    CHECK(header_of("\"a,b,c\";d\n") == Fields{"a,b,c", "d"});
    CHECK(header_of("a\tb,c\td\n") == Fields{"a", "b,c", "d"});
    CHECK(header_of("a,b\n") == Fields{"a", "b"});
    CHECK(header_of("\n\"a\n;x\",b\n1;2;3;4") == Fields{"a\n;x", "b"});
    CHECK(header_of("only\n") == Fields{"only"});
    CHECK(refusal_of("a,b;c\n") ==
          R"(the header could use two delimiters; the mapping can say delimiter = ";")");
}

TEST_CASE("the delimiter that was asked for is used") {
    CHECK(header_of("a,b;c,d;e\n", {.delimiter = ','}) == Fields{"a", "b;c", "d;e"});
    CHECK(records_of("a\tb\n\t\n", {.delimiter = '\t'}).at(0).fields == Fields{"", ""});
    CHECK(refusal_of("a|b\n", {.delimiter = '|'}, lawful::ErrorCode::invalid_mapping) ==
          "delimiter: want a comma, a semicolon or a tab");
}

TEST_CASE("blank lines are no records, lines of empty fields are") {
    const auto records = records_of("\n \na;b\n\n  \t \n;\n\n");
    REQUIRE(records.size() == 1);
    CHECK(records[0].line == 6);
    CHECK(records[0].fields == Fields{"", ""});
    CHECK(records_of("a\n\"\"\n\n").size() == 1);
}

TEST_CASE("spaces around a field are not the field's") {
    CHECK(records_of("a; b \n x y ; \" z \" \n").at(0).fields == Fields{"x y", " z "});
    CHECK(header_of(" a ;\" b \"\n") == Fields{"a", "b"});
}

TEST_CASE("the header's bytes go with rejected rows: mark, blank lines and all") {
    const TempFolder folder;
    CsvReader reader(folder.write("list.csv", "\xEF\xBB\xBF\r\na;b\r\n1;2\r\n"));
    CHECK(reader.header() == Fields{"a", "b"});
    CHECK(reader.header_original() == "\xEF\xBB\xBF\r\na;b\r\n");
    CHECK(reader.delimiter() == ';');
    CsvRecord record;
    REQUIRE(reader.next(record));
    CHECK(record.line == 3);
    CHECK(record.offset == 10);
}

TEST_CASE("progress runs from the header to the file's size") {
    const TempFolder folder;
    CsvReader reader(folder.write("list.csv", "a;b\n1;2\n3;\"4\n\n"));
    CHECK(reader.size() == 14);
    CHECK(reader.position() == 4);
    CsvRecord record;
    REQUIRE(reader.next(record));
    CHECK(reader.position() == 8);
    REQUIRE(reader.next(record));
    CHECK(record.fault);
    CHECK(reader.position() == 13);
    CHECK_FALSE(reader.next(record));
    CHECK(reader.position() == 14);
}

TEST_CASE("a header without meaning is refused") {
    CHECK(refusal_of("") == "the file is empty: its first line must name the columns");
    CHECK(refusal_of("\xEF\xBB\xBF\n \n") ==
          "the file is empty: its first line must name the columns");
    CHECK(refusal_of("a;;b\n") == "line 1: column 2 has no name");
    CHECK(refusal_of("a;b; \n") == "line 1: column 3 has no name");
    CHECK(refusal_of("\na;b;a \n") == "line 2: the column name 'a' stands twice");
    CHECK(refusal_of("a;\"b\n1;2\n") == "line 1, the header: quote never closed");
    CHECK(refusal_of("a;\"b\"c\n1;2\n") == "line 1, the header: text after a closing quote");
    CHECK(refusal_of(std::string(70'000, 'a') + "\n") == "line 1, the header: longer than 64 KiB");
}

TEST_CASE("a file that is not there or is a folder cannot be read") {
    const TempFolder folder;
    const auto missing = folder.path() / "list.csv";
    CHECK_THROWS_WITH_AS(CsvReader{missing}, ("cannot read " + missing.string()).c_str(),
                         lawful::Error);
    CHECK_THROWS_WITH_AS(CsvReader{folder.path()},
                         ("cannot read " + folder.path().string()).c_str(), lawful::Error);
}

TEST_CASE("the example's partner list is read to its last row") {
    CsvReader reader(std::filesystem::path(LAWFUL_SOURCE_DIR) / "examples/data/partners.csv");
    CHECK(reader.delimiter() == ';');
    CHECK(reader.header().size() == 13);
    CHECK(reader.header().front() == "Organisatie");
    int rows = 0;
    bool quoted = false;
    for (CsvRecord record; reader.next(record); ++rows) {
        CHECK_FALSE(record.fault);
        quoted = quoted || record.fields[0] == "Wijkteam \"De Brug\"";
        if (rows == 4) CHECK(record.fields[12] == "vervangt collega\r\nper 1 juni");
        if (rows == 5) CHECK(record.line == 8);
    }
    CHECK(rows == 218);
    CHECK(quoted);
}
