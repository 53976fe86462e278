// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <lawful/secret.hpp>

namespace lawful::python {

/// A SecretKey, a Passphrase or a callable that is told the KeyId and gives the SecretKey. What is in
/// `from` stays as it is. Throws TypeError for text.
[[nodiscard]] Credential credential_of(pybind11::handle from);

}  // namespace lawful::python
