// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <lawful/registry.hpp>

#include "target.hpp"

namespace lawful::tool {

/// An address and all who ever read it; a person; an organisation. People under every id they have. Throws `unknown_id`.
[[nodiscard]] std::vector<Subject> subjects_of(const Registry& registry, const Target& target,
                                               Medium medium);
/// Whose event it is, among those. Throws `unknown_id`.
[[nodiscard]] Subject owner_of(const Registry& registry, const Target& target, Medium medium,
                               EventIndex event);

}  // namespace lawful::tool
