// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <lawful/error.hpp>

#include "bindings.hpp"

namespace lawful::python {
namespace {

/// The subclass of each code; they live as long as the interpreter.
std::array<PyObject*, 256> classes{};
PyObject* base = nullptr;

void raise(const Error& error) {
    auto* cls = classes[static_cast<std::uint8_t>(error.code())];
    PyErr_SetString(cls != nullptr ? cls : base, error.what());
}

}  // namespace

void bind_error(py::module_& module) {
    const auto errors = py::module_::import("lawful._errors");
    base = errors.attr("Error").cast<py::object>().release().ptr();
    for (const auto& [code, cls] : py::dict(errors.attr("CLASSES"))) {
        const auto number = code.attr("value").cast<std::uint8_t>();
        if (code.attr("name").cast<std::string>() != to_string(static_cast<ErrorCode>(number))) {
            throw py::import_error("lawful._errors is not that of the library");
        }
        classes[number] = py::reinterpret_borrow<py::object>(cls).release().ptr();
    }
    py::register_local_exception_translator([](std::exception_ptr failure) {
        try {
            if (failure) std::rethrow_exception(failure);
        } catch (const Error& error) {
            raise(error);
        }
    });
    module.def("_error_name", [](int code) { return to_string(static_cast<ErrorCode>(code)); });
}

}  // namespace lawful::python
