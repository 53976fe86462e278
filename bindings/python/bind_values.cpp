// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "record.hpp"

namespace lawful::python {
namespace {

template <class SomeId>
void bind_id(py::module_& module, const char* name, const char* doc) {
    py::class_<SomeId> cls(module, name, doc);
    cls.def(py::init(
        [](const py::object& text) { return parse_id<SomeId>(argument<std::string>(text, "an id")); }));
    cls.def("__str__", [](const SomeId& self) { return to_string(self); });
    const std::string label = name;
    cls.def("__repr__", [label](const SomeId& self) { return label + "('" + to_string(self) + "')"; });
    cls.def("__hash__",
            [label](const SomeId& self) { return py::hash(py::make_tuple(label, to_string(self))); });
    const auto compare = [&cls](const char* method, auto test) {
        cls.def(method, [test](const SomeId& self, const py::object& other) -> py::object {
            if (!py::isinstance<SomeId>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
            return py::bool_(test(self, other.cast<SomeId>()));
        });
    };
    compare("__eq__", [](const SomeId& one, const SomeId& two) { return one == two; });
    compare("__lt__", [](const SomeId& one, const SomeId& two) { return one < two; });
    compare("__le__", [](const SomeId& one, const SomeId& two) { return one <= two; });
    compare("__gt__", [](const SomeId& one, const SomeId& two) { return one > two; });
    compare("__ge__", [](const SomeId& one, const SomeId& two) { return one >= two; });
    cls.def("__reduce__", [](const py::object& self) {
        return py::make_tuple(py::type::of(self), py::make_tuple(py::str(self)));
    });
}

py::object id_of(const Subject& subject) {
    switch (subject.kind) {
        case SubjectKind::registry: return py::cast(RegistryId{subject.id});
        case SubjectKind::organisation: return py::cast(OrganisationId{subject.id});
        case SubjectKind::recipient: return py::cast(RecipientId{subject.id});
        case SubjectKind::address: return py::cast(AddressId{subject.id});
    }
    return py::none();
}

void bind_subject(py::module_& module) {
    py::class_<Subject> cls(module, "Subject",
                            "Whose event it is. Wherever one is wanted, the id itself will do.");
    cls.def(py::init([](const py::object& id) {
        if (py::isinstance<Subject>(id)) return id.cast<Subject>();
        if (py::isinstance<RecipientId>(id)) return Subject(id.cast<RecipientId>());
        if (py::isinstance<AddressId>(id)) return Subject(id.cast<AddressId>());
        if (py::isinstance<OrganisationId>(id)) return Subject(id.cast<OrganisationId>());
        if (py::isinstance<RegistryId>(id)) return Subject(id.cast<RegistryId>());
        throw py::type_error("a subject is a RecipientId, an AddressId, an OrganisationId or a RegistryId");
    }));
    cls.def_readonly("kind", &Subject::kind, "SubjectKind");
    cls.def_property_readonly("id", &id_of, "the id, of its own type");
    cls.attr("__match_args__") = py::make_tuple("id");
    cls.def("__repr__",
            [](const Subject& self) { return "Subject(" + py::repr(id_of(self)).cast<std::string>() + ")"; });
    cls.def("__hash__", [](const Subject& self) { return py::hash(id_of(self)); });
    cls.def("__eq__", [](const Subject& self, const py::object& other) -> py::object {
        if (!py::isinstance<Subject>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
        return py::bool_(self == other.cast<Subject>());
    });
    cls.def("__reduce__", [](const py::object& self) {
        return py::make_tuple(py::type::of(self), py::make_tuple(self.attr("id")));
    });
    py::implicitly_convertible<RecipientId, Subject>();
    py::implicitly_convertible<AddressId, Subject>();
    py::implicitly_convertible<OrganisationId, Subject>();
    py::implicitly_convertible<RegistryId, Subject>();
}

}  // namespace

void bind_values(py::module_& module) {
    bind_id<RecipientId>(module, "RecipientId", "Names a person.");
    bind_id<AddressId>(module, "AddressId", "Names an address.");
    bind_id<OrganisationId>(module, "OrganisationId", "Names an organisation.");
    bind_id<RegistryId>(module, "RegistryId", "Names a registry.");
    bind_id<KeyId>(module, "KeyId", "Names a key, and says nothing about it.");
    bind_subject(module);
    auto period = record<Period>(module, "Period", "A calendar period of whole years, months and days.",
                                 {
                                     with<&Period::years>("years"),
                                     with<&Period::months>("months"),
                                     with<&Period::days>("days"),
                                 });
    period.def("__str__", [](Period self) { return to_string(self); });
    module.def("parse_period",
               [](const py::object& text) { return parse_period(argument<std::string>(text, "a period")); });
    module.def("parse_instant", [](const py::object& text) {
        return parse_instant(argument<std::string>(text, "an instant"));
    });
    module.def("parse_day",
               [](const py::object& text) { return parse_day(argument<std::string>(text, "a day")); });
}

}  // namespace lawful::python
