// SPDX-License-Identifier: Apache-2.0
#include "exchange/reject_file.hpp"

#include "exchange/support.hpp"

using lawful::exchange::CsvReader;
using lawful::exchange::CsvRecord;
using lawful::exchange::RejectFile;
using lawful::exchange::test::bytes_of;
using lawful::exchange::test::TempFolder;

TEST_CASE("rejected rows leave as their original bytes, and only their owner reads them") {
    const TempFolder folder;
    const std::string bad = "2;\"open\r\n";
    CsvReader reader(folder.write("list.csv",
                                  "\xEF\xBB\xBF"
                                  "a;b\r\n1;x\r\n" +
                                      bad + "3;y\r\n4;5;6"));
    const auto file = folder.path() / "rejected.csv";
    RejectFile rejects(file, reader.header_original());
    for (CsvRecord record; reader.next(record);) {
        if (record.fault) rejects.add(record.line, *record.fault, record.original);
    }
    rejects.finish();
    CHECK(bytes_of(file) ==
          "\xEF\xBB\xBF"
          "a;b\r\n" +
              bad + "4;5;6\r\n");
    CHECK(bytes_of(file.string() + ".reasons.csv") ==
          "line,reason\r\n3,quote never closed\r\n5,3 fields where the header has 2\r\n");
    using std::filesystem::perms;
    for (const auto& path : {file, std::filesystem::path(file.string() + ".reasons.csv")}) {
        CHECK(std::filesystem::status(path).permissions() ==
              (perms::owner_read | perms::owner_write));
    }
}

TEST_CASE("no rejected row, no file; and no file is overwritten") {
    const TempFolder folder;
    const auto file = folder.path() / "rejected.csv";
    RejectFile(file, "a;b\n").finish();
    CHECK_FALSE(std::filesystem::exists(file));
    folder.write("rejected.csv.reasons.csv", "mine");
    CHECK_THROWS_AS(RejectFile(file, "a;b\n"), lawful::Error);
    CHECK(bytes_of(folder.path() / "rejected.csv.reasons.csv") == "mine");
}
