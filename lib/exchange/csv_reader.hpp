// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "exchange/csv_fields.hpp"
#include "exchange/csv_lines.hpp"

namespace lawful::exchange {

enum class Encoding { utf8, windows_1252 };

struct CsvFormat {
    char delimiter = 0;  ///< 0: the one the header uses of comma, semicolon, tab
    Encoding encoding = Encoding::utf8;
};

/// One record of a CSV file, or the line that could not be read as one.
struct CsvRecord {
    std::uint64_t line = 0;             ///< physical line at which it begins; the file's first is 1
    std::uint64_t offset = 0;           ///< byte of the file at which it begins
    std::vector<std::string> fields{};  ///< UTF-8, as many as the header's; none with a fault
    std::string original{};             ///< its bytes in the file, with the line end
    std::optional<std::string> fault{};  ///< why it cannot be used; never its content
};

/// Reads a spreadsheet's CSV (RFC 4180) in flat memory. A broken record is an item of its own, and
/// reading goes on at the next physical line, so an open quote costs one line. Blank lines are
/// skipped and counted.
class CsvReader {
public:
    static constexpr std::size_t longest_record = std::size_t{64} << 10U;

    /// Reads the header. Throws `input_output`, and `invalid_file` for a file or a header that no
    /// table has: UTF-16, another encoding than asked for, no names, a name twice.
    explicit CsvReader(std::filesystem::path file, CsvFormat format = {});

    [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
    /// The file's bytes up to the end of the header: mark, blank lines and all.
    [[nodiscard]] const std::string& header_original() const { return header_original_; }
    [[nodiscard]] char delimiter() const { return delimiter_; }

    /// False at the end. Throws `input_output`, and `invalid_file` for bytes that no text has.
    [[nodiscard]] bool next(CsvRecord& record);

    /// Bytes read and to read, for progress.
    [[nodiscard]] std::uint64_t position() const { return position_; }
    [[nodiscard]] std::uint64_t size() const { return lines_.size(); }

private:
    [[nodiscard]] std::optional<CsvLine> take();
    void put_back(std::vector<CsvLine> lines);
    [[nodiscard]] char detect();
    void read_header();
    [[nodiscard]] bool read(CsvLine first, CsvRecord& record);
    void reject(CsvRecord& record, std::vector<CsvLine> lines, std::string fault);
    void accept(CsvRecord& record, std::vector<CsvLine> lines);
    [[nodiscard]] std::optional<std::string> decode(CsvRecord& record);

    std::filesystem::path file_;
    CsvLines lines_;
    Encoding encoding_;
    std::deque<CsvLine> ahead_;  ///< read already, to be read again
    std::uint64_t position_ = 0;
    char delimiter_;
    CsvFields parser_;
    std::vector<std::string> header_;
    std::string header_original_;
};

}  // namespace lawful::exchange
