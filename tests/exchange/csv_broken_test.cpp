// SPDX-License-Identifier: Apache-2.0
#include "exchange/support.hpp"

using lawful::exchange::CsvLines;
using lawful::exchange::CsvReader;
using lawful::exchange::test::Fields;
using lawful::exchange::test::records_of;
using lawful::exchange::test::refusal_of;

TEST_CASE("a broken record is an item of its own and the rest is read") {
    const auto records =
        records_of("a;b\n1;\"x\"y\n2;ok\n3;\"open\n4;ok\n5;six;7\n6\n\"\" \"\";8\n9;ok\n");
    REQUIRE(records.size() == 8);
    CHECK(records[0].line == 2);
    CHECK(records[0].fault == "text after a closing quote");
    CHECK(records[0].fields.empty());
    CHECK(records[0].original == "1;\"x\"y\n");
    CHECK(records[1].fields == Fields{"2", "ok"});
    CHECK(records[2].line == 4);
    CHECK(records[2].fault == "quote never closed");
    CHECK(records[2].original == "3;\"open\n");
    CHECK(records[3].fields == Fields{"4", "ok"});
    CHECK(records[4].fault == "3 fields where the header has 2");
    CHECK(records[4].fields.empty());
    CHECK(records[5].fault == "1 fields where the header has 2");
    CHECK(records[6].fault == "text after a closing quote");
    CHECK(records[7].fields == Fields{"9", "ok"});
}

TEST_CASE("a quote inside a field that does not begin with one is text") {
    const auto records = records_of("a;b\n12\" pipe;Jan \"Bob\" Smit\n\"x\";y\"\nz\";\"q\"\n");
    REQUIRE(records.size() == 3);
    CHECK(records[0].fields == Fields{"12\" pipe", "Jan \"Bob\" Smit"});
    CHECK(records[1].fields == Fields{"x", "y\""});
    CHECK(records[2].fields == Fields{"z\"", "q"});
    CHECK(records_of("a;b\n1\"\";\"2\"3\n").at(0).fault == "text after a closing quote");
}

TEST_CASE("an open quote costs its line, whatever follows") {
    SUBCASE("nothing closes it before 64 KiB") {
        std::string content = "a;b\n1;\"open\n";
        for (int i = 0; i < 20'000; ++i) content += "2;ok\n";
        const auto records = records_of(content);
        REQUIRE(records.size() == 20'001);
        CHECK(records[0].fault == "quote never closed");
        CHECK(records[1].line == 3);
        CHECK(records.back().fields == Fields{"2", "ok"});
    }
    SUBCASE("a quoted field of a later line breaks it") {
        const auto records = records_of("a;b\n1;\"open\n2;ok\n3;\"fine\"\n4;\"two\nlines\"\n");
        REQUIRE(records.size() == 4);
        CHECK(records[0].fault == "quote never closed");
        CHECK(records[0].original == "1;\"open\n");
        CHECK(records[1].fields == Fields{"2", "ok"});
        CHECK(records[2].fields == Fields{"3", "fine"});
        CHECK(records[3].fields == Fields{"4", "two\nlines"});
    }
    SUBCASE("the last line") {
        const auto records = records_of("a;b\n1;2\n3;\"");
        REQUIRE(records.size() == 2);
        CHECK(records[1].original == "3;\"");
        CHECK(records[1].fault == "quote never closed");
    }
    SUBCASE("again and again, before many short lines") {
        std::string content = "a;b\n";
        for (int i = 0; i < 20; ++i)
            content += "1;\"x\"\"\n" + std::string(70'000, '\n') + "2;\"y\"\n";
        const auto records = records_of(content);
        REQUIRE(records.size() == 40);
        CHECK(records[38].fault == "quote never closed");
        CHECK(records[39].fields == Fields{"2", "y"});
    }
    SUBCASE("every line") {
        std::string content = "a;b\n";
        for (int i = 0; i < 5'000; ++i) content += "1;\"x\"\"\n";
        const auto records = records_of(content);
        REQUIRE(records.size() == 5'000);
        for (const auto& record : records) CHECK(record.fault == "quote never closed");
    }
}

TEST_CASE("a record is at most 64 KiB") {
    const std::string most(65'536 - 3, 'x');
    SUBCASE("on one line") {
        const auto records = records_of("a;b\n1;" + most + "\n2;" + most + "x\n3;ok\n");
        REQUIRE(records.size() == 3);
        CHECK(records[0].fields == Fields{"1", most});
        CHECK(records[1].fault == "longer than 64 KiB");
        CHECK(records[1].original.size() == 65'537);
        CHECK(records[2].line == 4);
        CHECK(records[2].fields == Fields{"3", "ok"});
    }
    SUBCASE("in quotes, over many lines") {
        std::string lines;
        for (int i = 0; i < 6'553; ++i) lines += "123456789\n";
        lines += "1";
        CHECK(records_of("a;b\n1;\"" + lines + "\"\n").at(0).fields == Fields{"1", lines});
        const auto records = records_of("a;b\n1;\"" + lines + "2\"\n2;ok\n");
        CHECK(records.at(0).fault == "quote never closed");
        CHECK(records.at(0).original == "1;\"123456789\n");
        CHECK(records.at(1).fault == "1 fields where the header has 2");
        CHECK(records.back().fields == Fields{"2", "ok"});
    }
    SUBCASE("a line of megabytes is still one item") {
        const std::string line(5'000'000, 'x');
        const auto records = records_of("a;b\n" + line + "\n1;ok\n");
        REQUIRE(records.size() == 2);
        CHECK(records[0].original == line + "\n");
        CHECK(records[1].fields == Fields{"1", "ok"});
    }
}

TEST_CASE("a line that never ends is no table") {
    CHECK(refusal_of("a;b\n" + std::string(CsvLines::longest + 1, 'x')) ==
          "line 2 is longer than 16 MiB: the file is no table");
}
