// SPDX-License-Identifier: Apache-2.0
#include "exchange/csv_reader.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "exchange/windows_1252.hpp"

#include <lawful/error.hpp>

namespace lawful::exchange {
namespace {

/// In the order of preference of RFC 4180, spreadsheets of a decimal comma, and pasted tables.
constexpr std::array delimiters{',', ';', '\t'};

constexpr auto say_encoding = R"(the mapping can say encoding = "windows-1252")";

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& what) {
    throw Error(ErrorCode::invalid_file, fmt::format("{}: {}", file.string(), what));
}

}  // namespace

CsvReader::CsvReader(std::filesystem::path file, CsvFormat format)
    : file_(std::move(file)),
      lines_(file_),
      encoding_(format.encoding),
      position_(lines_.mark().size()),
      delimiter_(format.delimiter == 0 ? detect() : format.delimiter),
      parser_(delimiter_) {
    if (std::find(delimiters.begin(), delimiters.end(), delimiter_) == delimiters.end()) {
        throw Error(ErrorCode::invalid_mapping, "delimiter: want a comma, a semicolon or a tab");
    }
    if (encoding_ == Encoding::windows_1252 && !lines_.mark().empty()) {
        refuse(file_, "the file says that it is UTF-8, the mapping that it is Windows-1252");
    }
    read_header();
}

std::optional<CsvLine> CsvReader::take() {
    std::optional<CsvLine> line;
    if (ahead_.empty()) {
        line = lines_.next();
    } else {
        line = std::move(ahead_.front());
        ahead_.pop_front();
    }
    if (line) position_ = line->offset + line->bytes.size();
    return line;
}

void CsvReader::put_back(std::vector<CsvLine> lines) {
    if (lines.empty()) return;
    position_ = lines.front().offset;
    ahead_.insert(ahead_.begin(), std::make_move_iterator(lines.begin()),
                  std::make_move_iterator(lines.end()));
}

/// Counts outside quotes, up to the end of the header record.
char CsvReader::detect() {
    std::array<std::size_t, delimiters.size()> counts{};
    std::vector<CsvLine> lines;
    bool quoted = false;
    bool begun = false;
    std::size_t size = 0;
    while ((quoted || !begun) && size <= longest_record) {
        auto line = take();
        if (!line) break;
        for (const char c : line->bytes) {
            if (c == '"') quoted = !quoted;
            const auto found = std::find(delimiters.begin(), delimiters.end(), c);
            if (quoted || found == delimiters.end()) continue;
            ++counts.at(static_cast<std::size_t>(found - delimiters.begin()));
        }
        begun = begun || !trim(line->bytes).empty();
        size += line->bytes.size();
        lines.push_back(std::move(*line));
    }
    put_back(std::move(lines));
    const auto most = std::max_element(counts.begin(), counts.end());
    if (*most > 0 && std::count(counts.begin(), counts.end(), *most) > 1) {
        refuse(file_,
               R"(the header could use two delimiters; the mapping can say delimiter = ";")");
    }
    return delimiters.at(static_cast<std::size_t>(most - counts.begin()));
}

void CsvReader::read_header() {
    CsvRecord record;
    header_original_ = lines_.mark();
    while (true) {
        auto line = take();
        if (!line) refuse(file_, "the file is empty: its first line must name the columns");
        if (read(*line, record)) break;
        header_original_ += line->bytes;
    }
    const auto number = record.line;
    if (record.fault) refuse(file_, fmt::format("line {}, the header: {}", number, *record.fault));
    header_original_ += record.original;
    for (auto& field : record.fields) {
        const std::string name(trim(field));
        if (name.empty()) {
            refuse(file_,
                   fmt::format("line {}: column {} has no name", number, header_.size() + 1));
        }
        if (std::find(header_.begin(), header_.end(), name) != header_.end()) {
            refuse(file_, fmt::format("line {}: the column name '{}' stands twice", number, name));
        }
        header_.push_back(name);
    }
}

bool CsvReader::next(CsvRecord& record) {
    while (auto line = take()) {
        if (read(std::move(*line), record)) return true;
    }
    return false;
}

/// False for a blank line.
bool CsvReader::read(CsvLine first, CsvRecord& record) {
    record = {.line = first.number, .offset = first.offset};
    std::size_t size = first.bytes.size();
    std::vector<CsvLine> lines;
    lines.push_back(std::move(first));
    if (size > longest_record) {
        reject(record, std::move(lines), "longer than 64 KiB");
        return true;
    }
    while (true) {
        const auto state = parser_.feed(lines.back().bytes);
        if (state == CsvState::blank) return false;
        if (state == CsvState::complete) {
            accept(record, std::move(lines));
            return true;
        }
        if (state == CsvState::broken && lines.size() == 1) {
            reject(record, std::move(lines), "text after a closing quote");
            return true;
        }
        auto line = state == CsvState::open ? take() : std::nullopt;
        const bool goes_on = line.has_value();
        if (goes_on) {
            size += line->bytes.size();
            lines.push_back(std::move(*line));
        }
        if (!goes_on || size > longest_record) {
            reject(record, std::move(lines), "quote never closed");
            return true;
        }
    }
}

/// The first line is the item; what followed it is read again, as lines of their own.
void CsvReader::reject(CsvRecord& record, std::vector<CsvLine> lines, std::string fault) {
    record.fields.clear();
    record.original = std::move(lines.front().bytes);
    record.fault = std::move(fault);
    lines.erase(lines.begin());
    put_back(std::move(lines));
    parser_.restart();
}

void CsvReader::accept(CsvRecord& record, std::vector<CsvLine> lines) {
    record.original = std::move(lines.front().bytes);
    for (std::size_t i = 1; i < lines.size(); ++i) record.original += lines[i].bytes;
    record.fields = std::move(parser_.fields());
    record.fault = decode(record);
    if (!record.fault && !header_.empty() && record.fields.size() != header_.size()) {
        record.fault =
            fmt::format("{} fields where the header has {}", record.fields.size(), header_.size());
    }
    if (record.fault) record.fields.clear();
}

std::optional<std::string> CsvReader::decode(CsvRecord& record) {
    if (encoding_ == Encoding::utf8) {
        if (is_utf8(record.original)) return std::nullopt;
        return fmt::format("not UTF-8; {}", say_encoding);
    }
    for (auto& field : record.fields) {
        auto text = from_windows_1252(field);
        if (!text) return "a byte that Windows-1252 does not have";
        field = std::move(*text);
    }
    return std::nullopt;
}

}  // namespace lawful::exchange
