// SPDX-License-Identifier: Apache-2.0
#include "exchange/csv_lines.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include <lawful/error.hpp>

namespace lawful::exchange {
namespace {

constexpr std::size_t chunk_size = std::size_t{64} << 10U;
constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

}  // namespace

CsvLines::CsvLines(std::filesystem::path file)
    : file_(std::move(file)), in_(file_, std::ios::binary) {
    if (!in_) throw Error(ErrorCode::input_output, fmt::format("cannot read {}", file_.string()));
    std::error_code unknown;
    size_ = std::filesystem::file_size(file_, unknown);
    if (unknown) size_ = 0;
    fill();
    if (chunk_.starts_with("\xFF\xFE") || chunk_.starts_with("\xFE\xFF")) {
        throw Error(ErrorCode::invalid_file,
                    fmt::format("{}: the file is UTF-16; save it as CSV in UTF-8", file_.string()));
    }
    if (chunk_.starts_with(utf8_mark)) {
        mark_ = utf8_mark;
        at_ = offset_ = mark_.size();
    }
}

bool CsvLines::fill() {
    chunk_.resize(chunk_size);
    at_ = 0;
    in_.read(chunk_.data(), static_cast<std::streamsize>(chunk_.size()));
    if (in_.bad())
        throw Error(ErrorCode::input_output, fmt::format("cannot read {}", file_.string()));
    chunk_.resize(static_cast<std::size_t>(in_.gcount()));
    return !chunk_.empty();
}

void CsvLines::take(CsvLine& line, std::size_t count) {
    const auto piece = std::string_view(chunk_).substr(at_, count);
    if (piece.find('\0') != std::string_view::npos) {
        throw Error(ErrorCode::invalid_file,
                    fmt::format("{}: line {} holds a zero byte: the file is not text; save it as "
                                "CSV in UTF-8",
                                file_.string(), line.number));
    }
    if (line.bytes.size() + count > longest) {
        throw Error(ErrorCode::invalid_file,
                    fmt::format("{}: line {} is longer than 16 MiB: the file is no table",
                                file_.string(), line.number));
    }
    line.bytes += piece;
    at_ += count;
}

std::optional<CsvLine> CsvLines::next() {
    CsvLine line{.number = number_ + 1, .offset = offset_};
    while (at_ < chunk_.size() || fill()) {
        const auto rest = std::string_view(chunk_).substr(at_);
        const auto end =
            std::find_if(rest.begin(), rest.end(), [](char c) { return c == '\n' || c == '\r'; });
        const bool ends = end != rest.end();
        take(line, static_cast<std::size_t>(end - rest.begin()) + (ends ? 1U : 0U));
        if (!ends) continue;
        const bool cr = line.bytes.back() == '\r';
        if (cr && (at_ < chunk_.size() || fill()) && chunk_[at_] == '\n') take(line, 1);
        break;
    }
    if (line.bytes.empty()) return std::nullopt;
    ++number_;
    offset_ += line.bytes.size();
    return line;
}

}  // namespace lawful::exchange
