// SPDX-License-Identifier: Apache-2.0
#include "exchange/hashed_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>
#include <utility>

#include <lawful/error.hpp>

namespace lawful::exchange {
namespace {

constexpr std::size_t piece = std::size_t{256} << 10U;

[[noreturn]] void fail(const std::filesystem::path& file, int reason) {
    const auto code = reason == ENOSPC || reason == EDQUOT ? ErrorCode::disk_full
                                                           : ErrorCode::input_output;
    throw Error(code, file.filename().string() + ": " + std::strerror(reason));
}

/// As many as there are, fewer only at the end.
std::size_t read_from(std::istream& in, std::span<std::uint8_t> into) {
    try {
        in.exceptions(std::ios::badbit);  // what its buffer throws comes out as it is
        in.read(reinterpret_cast<char*>(into.data()), static_cast<std::streamsize>(into.size()));
    } catch (const std::ios_base::failure& failure) {
        throw Error(ErrorCode::input_output, std::string("cannot be read: ") + failure.what());
    }
    const auto count = in.gcount();
    if ((in.fail() && !in.eof()) || count < 0 || std::cmp_greater(count, into.size())) {
        throw Error(ErrorCode::input_output, "cannot be read");
    }
    return static_cast<std::size_t>(count);
}

}  // namespace

HashedOutput::HashedOutput(std::filesystem::path file)
    : file_(std::move(file)),
      handle_(::open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
    if (handle_ < 0) fail(file_, errno);
    buffer_.reserve(piece);
}

HashedOutput::~HashedOutput() {
    if (handle_ >= 0) ::close(handle_);
}

void HashedOutput::write(ByteView bytes) {
    size_ += bytes.size();
    while (!bytes.empty()) {
        const auto part = bytes.first(std::min(bytes.size(), piece - buffer_.size()));
        buffer_.insert(buffer_.end(), part.begin(), part.end());
        bytes = bytes.subspan(part.size());
        if (buffer_.size() == piece) flush();
    }
}

void HashedOutput::flush() {
    hash_.update(buffer_);
    for (ByteView rest(buffer_); !rest.empty();) {
        const auto written = ::write(handle_, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(file_, errno);
        rest = rest.subspan(static_cast<std::size_t>(written));
    }
    buffer_.clear();
}

Digest HashedOutput::finish() {
    flush();
    if (::fsync(handle_) != 0) fail(file_, errno);
    const int closing = handle_;
    handle_ = -1;
    if (::close(closing) != 0) fail(file_, errno);
    return hash_.finish();
}

HashedInput::HashedInput(std::unique_ptr<std::istream> in, std::uint64_t most)
    : in_(std::move(in)), most_(most) {}

bool HashedInput::fill() {
    if (size_ > most_) return false;
    if (begin_ > 0) {
        std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
                  buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
        end_ -= begin_;
        begin_ = 0;
    }
    if (buffer_.size() < end_ + piece) buffer_.resize(std::max(end_ + piece, 2 * end_));
    // One byte more than may be there tells that it is; nobody is given it.
    const auto room = std::min<std::uint64_t>(buffer_.size() - end_, most_ + 1 - size_);
    auto count = read_from(*in_, std::span(buffer_).subspan(end_, static_cast<std::size_t>(room)));
    size_ += count;
    if (size_ > most_) --count;
    hash_.update(ByteView(buffer_).subspan(end_, count));
    end_ += count;
    return count > 0;
}

ByteView HashedInput::read(std::size_t size) {
    while (end_ - begin_ < size && fill()) {
    }
    const auto out = ByteView(buffer_).subspan(begin_, std::min(size, end_ - begin_));
    begin_ += out.size();
    return out;
}

bool HashedInput::line(std::string_view& out, std::size_t limit) {
    for (std::size_t searched = 0;;) {
        const auto view = as_text(ByteView(buffer_).subspan(begin_, end_ - begin_));
        const auto newline = view.find('\n', searched);
        if (newline != std::string_view::npos && newline < limit) {
            out = view.substr(0, newline);
            begin_ += newline + 1;
            return true;
        }
        if (view.size() >= limit) {
            throw Error(ErrorCode::invalid_file, "longer than " + std::to_string(limit) + " bytes");
        }
        searched = view.size();
        if (fill()) continue;
        if (view.empty()) return false;
        throw Error(ErrorCode::invalid_file, size_ > most_ ? "the file is longer than listed"
                                                           : "the newline at its end is missing");
    }
}

Digest HashedInput::finish() {
    begin_ = end_ = 0;
    while (fill()) end_ = 0;
    return hash_.finish();
}

}  // namespace lawful::exchange
