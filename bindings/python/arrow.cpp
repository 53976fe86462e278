// SPDX-License-Identifier: Apache-2.0
#include "arrow.hpp"

#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "casters.hpp"

/// The Arrow C data interface (arrow.apache.org/docs/format/CDataInterface.html) for texts: `utf8`,
/// `large_utf8` and `utf8_view`. Whatever else a column is, it is read as an iterable.
namespace lawful::python {
namespace {

struct ArrowSchema {
    const char* format;
    const char* name;
    const char* metadata;
    std::int64_t flags;
    std::int64_t n_children;
    ArrowSchema** children;
    ArrowSchema* dictionary;
    void (*release)(ArrowSchema*);
    void* private_data;
};

struct ArrowArray {
    std::int64_t length;
    std::int64_t null_count;
    std::int64_t offset;
    std::int64_t n_buffers;
    std::int64_t n_children;
    const void** buffers;
    ArrowArray** children;
    ArrowArray* dictionary;
    void (*release)(ArrowArray*);
    void* private_data;
};

struct ArrowArrayStream {
    int (*get_schema)(ArrowArrayStream*, ArrowSchema*);
    int (*get_next)(ArrowArrayStream*, ArrowArray*);
    const char* (*get_last_error)(ArrowArrayStream*);
    void (*release)(ArrowArrayStream*);
    void* private_data;
};

/// One that is released when it goes. Those in a capsule belong to the capsule.
template <class Struct>
struct Owned : Struct {
    Owned() : Struct{} {}
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    ~Owned() {
        if (this->release != nullptr) this->release(this);
    }
};

using Texts = std::vector<std::string>;
constexpr std::int64_t view_size = 16;
constexpr std::int32_t longest_inline = 12;

bool is_text(const ArrowSchema& schema) {
    const std::string_view format = schema.format;
    return schema.dictionary == nullptr &&
           (format == "u" || format == "U" || format == "vu" || format == "n");
}

bool is_null(const ArrowArray& array, std::int64_t row) {
    const auto* valid = static_cast<const std::uint8_t*>(array.buffers[0]);
    return valid != nullptr && ((valid[row / 8] >> (row % 8)) & 1) == 0;
}

template <class Offset>
std::string_view by_offset(const ArrowArray& array, std::int64_t row) {
    const auto* offsets = static_cast<const Offset*>(array.buffers[1]);
    const auto* bytes = static_cast<const char*>(array.buffers[2]);
    return {bytes + offsets[row], static_cast<std::size_t>(offsets[row + 1] - offsets[row])};
}

std::string_view by_view(const ArrowArray& array, std::int64_t row) {
    const auto* view = static_cast<const char*>(array.buffers[1]) + row * view_size;
    std::int32_t length = 0;
    std::memcpy(&length, view, sizeof length);
    if (length <= longest_inline) return {view + 4, static_cast<std::size_t>(length)};
    std::int32_t buffer = 0;
    std::int32_t offset = 0;
    std::memcpy(&buffer, view + 8, sizeof buffer);
    std::memcpy(&offset, view + 12, sizeof offset);
    return {static_cast<const char*>(array.buffers[2 + buffer]) + offset, static_cast<std::size_t>(length)};
}

std::string_view text_at(std::string_view format, const ArrowArray& array, std::int64_t row) {
    if (format == "U") return by_offset<std::int64_t>(array, row);
    return format == "u" ? by_offset<std::int32_t>(array, row) : by_view(array, row);
}

void append(Texts& texts, const ArrowSchema& schema, const ArrowArray& array) {
    const std::string_view format = schema.format;
    texts.reserve(texts.size() + static_cast<std::size_t>(array.length));
    for (std::int64_t i = 0; i < array.length; ++i) {
        const auto row = array.offset + i;
        if (format == "n" || is_null(array, row)) {
            texts.emplace_back();
        } else {
            texts.emplace_back(text_at(format, array, row));
        }
    }
}

template <class Struct>
Struct& inside(const py::handle& capsule, const char* name) {
    auto* pointer = static_cast<Struct*>(PyCapsule_GetPointer(capsule.ptr(), name));
    if (pointer == nullptr) throw py::error_already_set();
    return *pointer;
}

std::optional<Texts> from_stream(const py::object& capsule, const char* name) {
    auto& stream = inside<ArrowArrayStream>(capsule, "arrow_array_stream");
    const auto check = [name](int status) {
        if (status != 0) throw py::value_error(std::string(name) + ": the Arrow stream failed");
    };
    Owned<ArrowSchema> schema;
    check(stream.get_schema(&stream, &schema));
    if (!is_text(schema)) return std::nullopt;
    Texts texts;
    while (true) {
        Owned<ArrowArray> chunk;
        check(stream.get_next(&stream, &chunk));
        if (chunk.release == nullptr) return texts;
        append(texts, schema, chunk);
    }
}

std::optional<Texts> from_array(const py::tuple& capsules) {
    const auto& schema = inside<ArrowSchema>(capsules[0], "arrow_schema");
    if (!is_text(schema)) return std::nullopt;
    Texts texts;
    append(texts, schema, inside<ArrowArray>(capsules[1], "arrow_array"));
    return texts;
}

bool is_missing(py::handle item) {
    if (item.is_none()) return true;
    return PyFloat_Check(item.ptr()) != 0 && PyFloat_AS_DOUBLE(item.ptr()) != PyFloat_AS_DOUBLE(item.ptr());
}

Texts from_iterable(py::handle source, const char* name) {
    if (!is_iterable(source)) {
        throw py::type_error(std::string(name) + " must be an iterable of texts, not " +
                             Py_TYPE(source.ptr())->tp_name);
    }
    Texts texts;
    const auto expected = PyObject_LengthHint(source.ptr(), 0);
    if (expected > 0) texts.reserve(static_cast<std::size_t>(expected));
    PyErr_Clear();
    for (const auto item : py::reinterpret_borrow<py::iterable>(source)) {
        if (is_missing(item)) {
            texts.emplace_back();
            continue;
        }
        py::ssize_t size = 0;
        const char* text =
            PyUnicode_Check(item.ptr()) != 0 ? PyUnicode_AsUTF8AndSize(item.ptr(), &size) : nullptr;
        if (text == nullptr) {
            PyErr_Clear();
            throw py::type_error(std::string(name) + " must hold texts: item " +
                                 std::to_string(texts.size()) + " is " + Py_TYPE(item.ptr())->tp_name +
                                 (PyUnicode_Check(item.ptr()) != 0 ? " with a lone surrogate" : ""));
        }
        texts.emplace_back(text, static_cast<std::size_t>(size));
    }
    return texts;
}

}  // namespace

std::vector<std::string> texts_of(py::handle source, const char* name) {
    std::optional<Texts> texts;
    if (py::hasattr(source, "__arrow_c_stream__")) {
        texts = from_stream(source.attr("__arrow_c_stream__")(), name);
    } else if (py::hasattr(source, "__arrow_c_array__")) {
        texts = from_array(source.attr("__arrow_c_array__")());
    }
    return texts ? std::move(*texts) : from_iterable(source, name);
}

}  // namespace lawful::python
