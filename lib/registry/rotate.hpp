// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/context.hpp"

namespace lawful::registry {

/// Begins a new key epoch, or goes on with one that was begun, and brings every row under it.
/// Returns its number.
std::int64_t rotate_keys(const Context& context, const Progress& progress);

}  // namespace lawful::registry
