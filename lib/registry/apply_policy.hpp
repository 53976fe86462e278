// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/writer.hpp"

namespace lawful::registry {

/// What would change, and what speaks against it. Throws `notice_changed`, `invalid_policy`.
[[nodiscard]] PolicyChange compare_policy(const Context& context, const store::ReadTransaction& from,
                                          const PolicyFile& file);

/// Records it.
void apply_policy(const Context& context, Writer& writer, const PolicyFile& file);

}  // namespace lawful::registry
