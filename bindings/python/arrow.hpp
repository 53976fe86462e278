// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <pybind11/pybind11.h>

namespace lawful::python {

/// The texts of anything iterable, or of a column that speaks the Arrow PyCapsule interface; what is
/// missing in a column (null, None, NaN) is an empty text. Throws TypeError, without any of the texts.
[[nodiscard]] std::vector<std::string> texts_of(pybind11::handle source, const char* name);

}  // namespace lawful::python
