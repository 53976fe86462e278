// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

namespace lawful::exchange {

/// One line of a file with its end: LF, CRLF, a lone CR, or nothing at the end of the file.
struct CsvLine {
    std::uint64_t number = 0;  ///< counted from 1
    std::uint64_t offset = 0;  ///< byte of the file at which it begins
    std::string bytes{};
};

/// A text file's physical lines, in flat memory.
class CsvLines {
public:
    static constexpr std::size_t longest = std::size_t{16} << 20U;

    /// Skips a UTF-8 byte order mark. Throws `input_output` when the file cannot be read,
    /// `invalid_file` when it is UTF-16.
    explicit CsvLines(std::filesystem::path file);

    /// Throws `invalid_file` for a zero byte and for a line over 16 MiB: that is no table.
    [[nodiscard]] std::optional<CsvLine> next();

    [[nodiscard]] const std::string& mark() const { return mark_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }

private:
    bool fill();
    void take(CsvLine& line, std::size_t count);

    std::filesystem::path file_;
    std::ifstream in_;
    std::uint64_t size_ = 0;
    std::string mark_;
    std::string chunk_;
    std::size_t at_ = 0;
    std::uint64_t number_ = 0;
    std::uint64_t offset_ = 0;
};

}  // namespace lawful::exchange
