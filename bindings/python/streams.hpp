// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <pybind11/pybind11.h>

#include <lawful/audit.hpp>

namespace lawful::python {

namespace py = pybind11;

/// A bundle of these paths. `open` gives a path's file in binary mode or None, is called without the
/// interpreter's lock held, and is to outlive the result.
[[nodiscard]] AuditStreams streams_of(std::vector<std::string> paths, const py::object& open);

}  // namespace lawful::python
