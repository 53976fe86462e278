// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "casters.hpp"

namespace lawful::python {
namespace {

/// What copying and pickling call: the class again, with its fields.
py::object remade(const py::object& cls, const py::dict& fields) { return cls(**fields); }

}  // namespace
}  // namespace lawful::python

PYBIND11_MODULE(_core, module) {
    namespace bindings = lawful::python;
    module.doc() = "lawful, the C++ library. Import `lawful` instead.";
    module.attr("__version__") = LAWFUL_VERSION;
    pybind11::options options;
    options.disable_function_signatures();
    // The standard library's datetime is looked up now, while nobody else waits.
    static_cast<void>(bindings::from_instant({}));
    static_cast<void>(bindings::from_day(lawful::Day{std::chrono::sys_days{}}));
    module.def("_make", &bindings::remade);

    bindings::bind_terms(module);
    bindings::bind_error(module);
    bindings::bind_values(module);
    bindings::bind_secret(module);
    bindings::bind_records(module);
    bindings::bind_policy(module);
    bindings::bind_registry_events(module);
    bindings::bind_requests(module);
    bindings::bind_events(module);
    bindings::bind_decision(module);
    bindings::bind_import(module);
    bindings::bind_audit(module);
    bindings::bind_erasure(module);
    bindings::bind_rights(module);
    bindings::bind_answers(module);
    bindings::bind_screening(module);
    bindings::bind_registry(module);
    bindings::bind_copies(module);
    bindings::bind_json(module);
}
