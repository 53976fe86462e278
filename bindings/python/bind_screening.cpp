// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "record.hpp"
#include "screening.hpp"

namespace lawful::python {
namespace {

using Shared = std::shared_ptr<const Screening>;

/// Lends one column through the buffer protocol; a memoryview of it keeps it.
struct Column {
    Shared owner;
    const void* data = nullptr;
    py::ssize_t item_size = 1;
    const char* format = "B";
    py::ssize_t rows = 0;
    py::ssize_t columns = 0;  ///< 0: one dimension
};

py::buffer_info lend(const Column& column) {
    auto* data = const_cast<void*>(column.data);
    if (column.columns == 0) {
        return {data, column.item_size, column.format, 1, {column.rows}, {column.item_size}, true};
    }
    return {data,
            column.item_size,
            column.format,
            2,
            {column.rows, column.columns},
            {column.columns, py::ssize_t{1}},
            true};
}

py::object view_of(Column column) {
    const auto object = py::cast(std::move(column));
    return py::reinterpret_steal<py::object>(PyMemoryView_FromObject(object.ptr()));
}

template <class T>
py::object view_of(const Shared& owner, const std::vector<T>& values, const char* format,
                   py::ssize_t columns = 0) {
    return view_of(Column{owner, values.data(), sizeof(T), format,
                          static_cast<py::ssize_t>(owner->items().size()), columns});
}

py::object at(const Screening& self, py::ssize_t index) {
    const auto size = static_cast<py::ssize_t>(self.items().size());
    if (index < 0) index += size;
    if (index < 0 || index >= size) throw py::index_error("no such item");
    return py::cast(self.items()[static_cast<std::size_t>(index)].decision);
}

py::object decisions_at(const Screening& self, const py::object& index) {
    if (!PySlice_Check(index.ptr())) return at(self, argument<py::ssize_t>(index, "an index"));
    py::list out;
    for (const auto one : py::module_::import("builtins")
                              .attr("range")(*py::tuple(index.attr("indices")(self.items().size())))) {
        out.append(at(self, one.cast<py::ssize_t>()));
    }
    return py::tuple(out);
}

struct Steps {
    Shared of;
    std::size_t next = 0;
    bool whole = false;  ///< the items, not their decisions
};

std::string repr_of(const Screening& self) {
    std::array<std::size_t, 4> counts{};
    for (const auto verdict : self.verdict) ++counts.at(verdict);
    std::string out = "<Screening of " + std::to_string(self.items().size()) + ":";
    for (std::size_t i = 1; i < counts.size(); ++i) {
        out += (i == 1 ? " " : ", ") + std::to_string(counts[i]) + " " +
               std::string(wire_name(static_cast<Verdict>(i)));
    }
    return out + ">";
}

}  // namespace

void bind_screening(py::module_& module) {
    py::class_<Column>(module, "_Column", py::buffer_protocol()).def_buffer(&lend);
    py::class_<Steps>(module, "_Steps")
        .def("__iter__", [](const py::object& self) { return self; })
        .def("__length_hint__", [](const Steps& self) { return self.of->items().size() - self.next; })
        .def("__next__", [](Steps& self) -> py::object {
            if (self.next == self.of->items().size()) throw py::stop_iteration();
            const auto& item = self.of->items()[self.next++];
            return self.whole ? py::cast(item) : py::cast(item.decision);
        });
    py::class_<Screening, std::shared_ptr<Screening>> cls(
        module, "Screening",
        "The answers of `Registry.screen`, in the order of the addresses.\n\n"
        "It is a sequence of Decisions, made as they are asked for. `items()` has the addresses too.\n"
        "Its columns are memoryviews, and numpy.asarray takes them as they are.");
    cls.def("__len__", [](const Screening& self) { return self.items().size(); });
    cls.def("__getitem__", &decisions_at);
    cls.def("__iter__", [](const std::shared_ptr<Screening>& self) { return Steps{self, 0, false}; });
    cls.def(
        "items",
        [](const std::shared_ptr<Screening>& self) {
            return Steps{self, 0, true};
        },
        "Iterates over Screened: the address as given, its id and its decision.");
    cls.def("__repr__", &repr_of);
    cls.def_property_readonly(
        "codes", [](const Screening& self) { return self.codes(); },
        "The codes of all reasons, sorted: what `reason` and `reasons` point into.");
    cls.def_property_readonly(
        "verdict", [](const std::shared_ptr<Screening>& self) { return view_of(self, self->verdict, "B"); },
        "uint8 an address: 1 allow, 2 allow_with_obligations, 3 deny; the order of Verdict.");
    cls.def_property_readonly(
        "allowed", [](const std::shared_ptr<Screening>& self) { return view_of(self, self->allowed, "?"); },
        "bool an address: may it be sent to?");
    cls.def_property_readonly(
        "reason", [](const std::shared_ptr<Screening>& self) { return view_of(self, self->reason, "h"); },
        "int16 an address: the first reason that denies, as a place in `codes`; -1 where none does.");
    cls.def_property_readonly(
        "reasons",
        [](const std::shared_ptr<Screening>& self) {
            return view_of(self, self->reasons, "?",
                           std::max<py::ssize_t>(1, static_cast<py::ssize_t>(self->codes().size())));
        },
        "bool, an address a row and a column for each of `codes`: every rule that spoke.");
}

}  // namespace lawful::python
