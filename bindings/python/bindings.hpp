// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

/// One for each header of the library, in the order in which they need each other.
namespace lawful::python {

namespace py = pybind11;

void bind_terms(py::module_& module);
void bind_error(py::module_& module);
void bind_values(py::module_& module);
void bind_secret(py::module_& module);
void bind_records(py::module_& module);
void bind_policy(py::module_& module);
void bind_registry_events(py::module_& module);
/// Those of rights.hpp that are events.
void bind_requests(py::module_& module);
void bind_events(py::module_& module);
void bind_decision(py::module_& module);
void bind_import(py::module_& module);
void bind_audit(py::module_& module);
void bind_erasure(py::module_& module);
void bind_rights(py::module_& module);
void bind_answers(py::module_& module);
void bind_screening(py::module_& module);
void bind_registry(py::module_& module);
void bind_copies(py::module_& module);
void bind_json(py::module_& module);

}  // namespace lawful::python
