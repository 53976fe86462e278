// SPDX-License-Identifier: Apache-2.0
#include "exchange/reject_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "exchange/csv_writer.hpp"

#include <lawful/error.hpp>

namespace lawful::exchange {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, int reason) {
    const auto code = reason == ENOSPC || reason == EDQUOT ? ErrorCode::disk_full
                      : reason == EEXIST                   ? ErrorCode::invalid_file
                                                           : ErrorCode::input_output;
    throw Error(code, fmt::format("{}: {}", file.string(), std::strerror(reason)));
}

int create(const std::filesystem::path& file) {
    const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (handle < 0) fail(file, errno);
    return handle;
}

void write_all(int handle, const std::filesystem::path& file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(handle, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            fail(file, errno);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void require_absent(const std::filesystem::path& file) {
    if (std::filesystem::exists(std::filesystem::symlink_status(file))) fail(file, EEXIST);
}

}  // namespace

RejectFile::RejectFile(std::filesystem::path file, std::string header)
    : rows_file_(std::move(file)),
      reasons_file_(rows_file_.string() + ".reasons.csv"),
      header_(std::move(header)) {
    require_absent(rows_file_);
    require_absent(reasons_file_);
}

RejectFile::~RejectFile() {
    for (const int handle : {rows_, reasons_}) {
        if (handle >= 0) ::close(handle);
    }
}

void RejectFile::begin() {
    rows_ = create(rows_file_);
    reasons_ = create(reasons_file_);
    write_all(rows_, rows_file_, header_);
    write_all(reasons_, reasons_file_, "line,reason\r\n");
}

void RejectFile::add(std::uint64_t line, std::string_view reason, std::string_view original) {
    if (rows_ < 0) begin();
    write_all(rows_, rows_file_, original);
    if (!original.ends_with('\n') && !original.ends_with('\r'))
        write_all(rows_, rows_file_, "\r\n");
    const std::array<std::string, 2> cells{std::to_string(line), std::string(reason)};
    write_all(reasons_, reasons_file_, csv_row(cells));
}

void RejectFile::finish() {
    if (rows_ < 0) return;
    if (::fsync(rows_) != 0) fail(rows_file_, errno);
    if (::fsync(reasons_) != 0) fail(reasons_file_, errno);
}

}  // namespace lawful::exchange
