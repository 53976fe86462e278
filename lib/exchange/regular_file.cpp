// SPDX-License-Identifier: Apache-2.0
#include "exchange/regular_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include <lawful/error.hpp>

namespace lawful::exchange {
namespace {

class FileBuffer final : public std::streambuf {
public:
    explicit FileBuffer(int handle) : handle_(handle), buffer_(std::size_t{64} << 10U) {}
    FileBuffer(const FileBuffer&) = delete;
    FileBuffer& operator=(const FileBuffer&) = delete;
    ~FileBuffer() override { ::close(handle_); }

protected:
    int_type underflow() override {
        auto got = ::read(handle_, buffer_.data(), buffer_.size());
        while (got < 0 && errno == EINTR) got = ::read(handle_, buffer_.data(), buffer_.size());
        if (got < 0) throw Error(ErrorCode::input_output, std::strerror(errno));
        setg(buffer_.data(), buffer_.data(), buffer_.data() + got);
        return got == 0 ? traits_type::eof() : traits_type::to_int_type(buffer_.front());
    }

private:
    int handle_;
    std::vector<char> buffer_;
};

class FileStream final : public std::istream {
public:
    explicit FileStream(int handle) : std::istream(nullptr), buffer_(handle) { rdbuf(&buffer_); }

private:
    FileBuffer buffer_;
};

}  // namespace

// Not to wait for a pipe that somebody put there: O_NONBLOCK.
std::unique_ptr<std::istream> open_regular(const std::filesystem::path& file) {
    const int handle = ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (handle < 0 && errno == ELOOP) throw Error(ErrorCode::invalid_file, "is a link");
    if (handle < 0) throw Error(ErrorCode::input_output, std::strerror(errno));
    auto stream = std::make_unique<FileStream>(handle);
    struct ::stat status {};
    if (::fstat(handle, &status) != 0 || !S_ISREG(status.st_mode)) {
        throw Error(ErrorCode::invalid_file, "is no regular file");
    }
    return stream;
}

}  // namespace lawful::exchange
