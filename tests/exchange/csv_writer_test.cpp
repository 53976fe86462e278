// SPDX-License-Identifier: Apache-2.0
#include "exchange/csv_writer.hpp"

#include "exchange/support.hpp"

using lawful::exchange::csv_row;
using lawful::exchange::test::Fields;
using lawful::exchange::test::header_of;
using lawful::exchange::test::records_of;

namespace {

std::string cell(const std::string& text) { return csv_row(Fields{"", text}).substr(1); }

}  // namespace

TEST_CASE("cells are quoted as RFC 4180 says") {
    CHECK(csv_row(Fields{"a", "b,c", "d\"e", "f\ng", ""}) == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n");
    CHECK(csv_row(Fields{"a", "b"}, ';') == "a;b\r\n");
    CHECK(csv_row(Fields{" a", "b ", "c|d"}, '|') == "\" a\"|\"b \"|\"c|d\"\r\n");
    CHECK(csv_row(Fields{}) == "\r\n");
    CHECK(csv_row(Fields{""}) == "\"\"\r\n");
}

TEST_CASE("a cell that another spreadsheet would split is quoted too") {
    for (const auto* text : {"a,b", "a;b", "a\tb"}) {
        CHECK(cell(text) == "\"" + std::string(text) + "\"\r\n");
    }
}

TEST_CASE("no cell begins a formula") {
    CHECK(cell("=1+1") == "'=1+1\r\n");
    CHECK(cell("+31612345678") == "'+31612345678\r\n");
    CHECK(cell("-1") == "'-1\r\n");
    CHECK(cell("@SUM(A1)") == "'@SUM(A1)\r\n");
    CHECK(cell("  =1") == "'  =1\r\n");
    CHECK(cell("\n=1") == "\"'\n=1\"\r\n");
    CHECK(cell("\t=1") == "\"'\t=1\"\r\n");
    CHECK(cell("\tx") == "\"'\tx\"\r\n");
    CHECK(cell("\rx") == "\"'\rx\"\r\n");
    CHECK(cell("=HYPERLINK(\"x\",\"y\")") == "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
    CHECK(cell("＝1") == "'＝1\r\n");
    CHECK(cell("jan@a.example") == "jan@a.example\r\n");
    CHECK(cell("1-2") == "1-2\r\n");
    CHECK(cell("   ") == "\"   \"\r\n");
}

TEST_CASE("what is written is read back") {
    const Fields header{"a", "b\n\"c\"", "d;e", "f"};
    const Fields row{"1,2", "", "x\r\ny \"z\"", " w "};
    const auto text = csv_row(header, ';') + csv_row(row, ';');
    CHECK(header_of(text, {.delimiter = ';'}) == header);
    const auto records = records_of(text, {.delimiter = ';'});
    REQUIRE(records.size() == 1);
    CHECK(records[0].fields == row);
}
