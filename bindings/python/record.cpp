// SPDX-License-Identifier: Apache-2.0
#include "record.hpp"

#include <algorithm>

namespace lawful::python {
namespace {

std::string text_of(const py::object& value) {
    const auto cls = py::type::of(value);
    if (py::hasattr(cls, "__members__")) {
        return cls.attr("__name__").cast<std::string>() + "." + value.attr("name").cast<std::string>();
    }
    return py::repr(value).cast<std::string>();
}

py::tuple values_of(const Shape& shape, py::handle self) {
    py::tuple values(shape.fields.size());
    const void* inside = shape.inside(self);
    for (std::size_t i = 0; i < shape.fields.size(); ++i) values[i] = shape.fields[i].get(inside);
    return values;
}

py::dict dict_of(const Shape& shape, py::handle self) {
    py::dict values;
    const void* inside = shape.inside(self);
    for (const auto& field : shape.fields) values[field.name] = field.get(inside);
    return values;
}

py::object hashable(const py::handle& value) {
    if (!py::isinstance<py::dict>(value)) return py::reinterpret_borrow<py::object>(value);
    return py::frozenset(value.attr("items")());
}

py::ssize_t hash_of(const Shape& shape, py::handle self) {
    py::list values;
    for (const auto& value : values_of(shape, self)) values.append(hashable(value));
    return py::hash(py::tuple(values));
}

std::string repr_of(const Shape& shape, py::handle self) {
    std::string out = shape.name + "(";
    const void* inside = shape.inside(self);
    const py::object blank = shape.blank();  // what equals a default is left out
    const char* separator = "";
    for (const auto& field : shape.fields) {
        const auto value = field.get(inside);
        if (!field.needed && value.equal(field.get(shape.inside(blank)))) continue;
        out += separator + std::string(field.name) + "=" + (field.shown ? text_of(value) : "...");
        separator = ", ";
    }
    return out + ")";
}

py::object make(const py::object& cls, const py::dict& fields) { return cls(**fields); }

/// In lines that a terminal holds.
std::string wrapped(const std::string& text) {
    constexpr std::size_t width = 90;
    std::string out;
    std::size_t line = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(' ', begin), text.size());
        const auto size = end - begin;
        if (line != 0 && line + 1 + size > width) {
            out += '\n';
            line = 0;
        } else if (line != 0) {
            out += ' ';
            ++line;
        }
        out.append(text, begin, size);
        line += size;
        begin = end + 1;
    }
    return out;
}

std::string describe(const Shape& shape) {
    const py::object blank = shape.blank();
    std::string out = wrapped(shape.doc) + "\n\nKeyword arguments, and attributes:\n";
    for (const auto& field : shape.fields) {
        out += std::string("\n    ") + field.name + ": " + field.type;
        if (!field.needed) out += " = " + text_of(field.get(shape.inside(blank)));
        if (*field.doc != '\0') out += std::string("\n        ") + field.doc;
    }
    return out;
}

}  // namespace

std::string class_name(const std::type_info& type) {
    const auto* known = py::detail::get_type_info(type);
    if (known == nullptr) return "object";
    const std::string_view full = known->type->tp_name;
    return std::string(full.substr(full.rfind('.') + 1));
}

void fill(const Shape& shape, void* value, const py::args& positional, const py::kwargs& given) {
    if (!positional.empty()) {
        throw py::type_error(shape.name + " takes keyword arguments only: " + shape.name + "(" +
                             (shape.fields.empty() ? "" : shape.fields.front().name + std::string("=...")) +
                             ")");
    }
    std::size_t known = 0;
    for (const auto& field : shape.fields) {
        if (!given.contains(field.name)) {
            if (field.needed) throw py::type_error(shape.name + " needs " + field.name);
            continue;
        }
        ++known;
        const py::object item = given[field.name];
        try {
            if (field.needed && item.is_none()) throw py::cast_error("");
            field.set(value, item);
        } catch (const py::cast_error&) {
            throw py::type_error(shape.name + ": " + field.name + " must be " + field.type + ", not " +
                                 Py_TYPE(item.ptr())->tp_name);
        }
    }
    if (known == given.size()) return;
    for (const auto& [name, item] : given) {
        const auto text = name.cast<std::string>();
        const bool found = std::any_of(shape.fields.begin(), shape.fields.end(),
                                       [&](const Field& field) { return text == field.name; });
        if (!found) throw py::type_error(shape.name + " has no field " + text);
    }
}

void finish(py::object cls, const Shape& shape) {
    const py::handle property(reinterpret_cast<PyObject*>(&PyProperty_Type));
    py::tuple names(shape.fields.size());
    for (std::size_t i = 0; i < shape.fields.size(); ++i) {
        const auto& field = shape.fields[i];
        names[i] = field.name;
        py::cpp_function get([&shape, &field](py::handle self) { return field.get(shape.inside(self)); },
                             py::is_method(cls), py::name(field.name));
        cls.attr(field.name) =
            property(get, py::none(), py::none(), field.type + (*field.doc != '\0' ? ". " : "") + field.doc);
    }
    cls.attr("_fields") = names;
    cls.attr("__match_args__") = py::tuple();
    cls.attr("__doc__") = describe(shape);
    const auto method = [&](const char* name, auto call) {
        cls.attr(name) = py::cpp_function(call, py::is_method(cls), py::name(name));
    };
    method("__eq__", [&shape](py::handle self, const py::object& other) -> py::object {
        if (!py::type::of(self).is(py::type::of(other)))
            return py::reinterpret_borrow<py::object>(Py_NotImplemented);
        return py::bool_(values_of(shape, self).equal(values_of(shape, other)));
    });
    method("__hash__", [&shape](py::handle self) { return hash_of(shape, self); });
    method("__repr__", [&shape](py::handle self) { return repr_of(shape, self); });
    method("__reduce__", [&shape](py::handle self) {
        const auto maker = py::module_::import("lawful._core").attr("_make");
        return py::make_tuple(maker, py::make_tuple(py::type::of(self), dict_of(shape, self)));
    });
    method("__replace__", [&shape](py::handle self, const py::kwargs& changes) {
        auto fields = dict_of(shape, self);
        for (const auto& [name, value] : changes) fields[name] = value;
        return make(py::type::of(self), fields);
    });
}

}  // namespace lawful::python
