// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "registry/context.hpp"

namespace lawful::registry {

/// Compares the key epochs with the rotations that the events tell of, opens each, and looks for
/// rows of an epoch that is not in use. `fault` is told one line each.
void check_keys(const Context& context, const store::ReadTransaction& from,
                const std::vector<std::int64_t>& rotations,
                const std::function<void(std::string)>& fault);

}  // namespace lawful::registry
