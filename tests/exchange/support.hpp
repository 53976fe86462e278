// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "exchange/csv_reader.hpp"

#include <lawful/error.hpp>

namespace lawful::exchange::test {

using Fields = std::vector<std::string>;

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// A folder that goes when the test does.
class TempFolder {
public:
    TempFolder() {
        auto name = (std::filesystem::temp_directory_path() / "lawful-exchange-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder() { std::filesystem::remove_all(path_); }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    std::filesystem::path write(const std::filesystem::path& name, std::string_view content) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << content;
        return file;
    }

private:
    std::filesystem::path path_;
};

inline std::vector<CsvRecord> records_of(std::string_view content, CsvFormat format = {}) {
    const TempFolder folder;
    CsvReader reader(folder.write("list.csv", content), format);
    std::vector<CsvRecord> records;
    for (CsvRecord record; reader.next(record);) records.push_back(record);
    return records;
}

inline Fields header_of(std::string_view content, CsvFormat format = {}) {
    const TempFolder folder;
    return CsvReader(folder.write("list.csv", content), format).header();
}

/// What `CsvReader` throws over this file, without the file's name.
inline std::string refusal_of(std::string_view content, CsvFormat format = {},
                              ErrorCode code = ErrorCode::invalid_file) {
    const TempFolder folder;
    const auto file = folder.write("list.csv", content);
    try {
        CsvReader reader(file, format);
        for (CsvRecord record; reader.next(record);) {
        }
    } catch (const Error& error) {
        CHECK(error.code() == code);
        std::string what = error.what();
        const auto named = file.string() + ": ";
        return what.starts_with(named) ? what.substr(named.size()) : what;
    }
    return "nothing";
}

}  // namespace lawful::exchange::test
