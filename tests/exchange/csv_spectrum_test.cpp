// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "exchange/support.hpp"

using lawful::exchange::CsvReader;
using lawful::exchange::CsvRecord;
using lawful::exchange::test::bytes_of;

namespace {

nlohmann::json rows_of(const std::filesystem::path& csv) {
    CsvReader reader(csv);
    auto rows = nlohmann::json::array();
    for (CsvRecord record; reader.next(record);) {
        CHECK_FALSE(record.fault);
        auto row = nlohmann::json::object();
        for (std::size_t i = 0; i < record.fields.size(); ++i) {
            row[reader.header().at(i)] = record.fields[i];
        }
        rows.push_back(row);
    }
    return rows;
}

/// One object stands for a list of one. One file of the set holds another telephone number in its
/// CSV than in its JSON; the CSV is what is read here.
nlohmann::json expected(const std::filesystem::path& file) {
    auto rows = nlohmann::json::parse(bytes_of(file));
    if (rows.is_object()) rows = nlohmann::json::array({rows});
    if (file.stem() == "location_coordinates") {
        REQUIRE(rows[0]["Contact Phone Number"] == "1234567890");
        rows[0]["Contact Phone Number"] = "2095257564";
    }
    return rows;
}

}  // namespace

TEST_CASE("csv-spectrum: the twelve files say what their JSON says") {
    const auto folder = std::filesystem::path(LAWFUL_VECTORS_DIR) / "csv/csv-spectrum";
    if (std::string_view(LAWFUL_VECTORS_DIR).empty() || !std::filesystem::exists(folder)) {
        MESSAGE("skipped: no public vectors csv-spectrum");
        return;
    }
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "csvs")) {
        const auto name = entry.path().stem().string();
        CAPTURE(name);
        CHECK(rows_of(entry.path()) == expected(folder / "json" / (name + ".json")));
        ++files;
    }
    CHECK(files == 12);
}
