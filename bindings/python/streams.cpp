// SPDX-License-Identifier: Apache-2.0
#include "streams.hpp"

#include <istream>
#include <memory>
#include <streambuf>
#include <utility>

namespace lawful::python {
namespace {

constexpr int piece_size = 1 << 16;

/// What `read` of a Python file gives. What it raises leaves the stream as it is.
class ReadBuffer final : public std::streambuf {
public:
    explicit ReadBuffer(py::object file) : file_(std::move(file)) {}
    ReadBuffer(const ReadBuffer&) = delete;
    ReadBuffer& operator=(const ReadBuffer&) = delete;
    ~ReadBuffer() override {
        const py::gil_scoped_acquire gil;
        try {
            file_.attr("close")();
        } catch (py::error_already_set& error) {
            error.discard_as_unraisable("closing a file of an audit bundle");
        }
        piece_ = file_ = py::object();
    }

protected:
    int_type underflow() override {
        const py::gil_scoped_acquire gil;
        piece_ = file_.attr("read")(piece_size);
        if (!py::isinstance<py::bytes>(piece_)) {
            throw py::type_error("a file of an audit bundle must give bytes when it is read");
        }
        char* const begin = PyBytes_AS_STRING(piece_.ptr());
        setg(begin, begin, begin + PyBytes_GET_SIZE(piece_.ptr()));
        return gptr() == egptr() ? traits_type::eof() : traits_type::to_int_type(*begin);
    }

private:
    py::object file_;
    py::object piece_;
};

class ReadStream final : public std::istream {
public:
    explicit ReadStream(py::object file) : std::istream(nullptr), buffer_(std::move(file)) {
        rdbuf(&buffer_);
    }

private:
    ReadBuffer buffer_;
};

}  // namespace

AuditStreams streams_of(std::vector<std::string> paths, const py::object& open) {
    return {.list = [paths = std::move(paths)] { return paths; },
            .open = [&open](const std::string& path) -> std::unique_ptr<std::istream> {
                const py::gil_scoped_acquire gil;
                py::object file = open(path);
                if (file.is_none()) return nullptr;
                return std::make_unique<ReadStream>(std::move(file));
            }};
}

}  // namespace lawful::python
