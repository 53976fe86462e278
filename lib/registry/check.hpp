// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/context.hpp"

namespace lawful::registry {

/// Replays the ledger and every subject, and compares all that is derived from them.
[[nodiscard]] StoreReport check(const Context& context, const store::ReadTransaction& from,
                                const Progress& progress);

}  // namespace lawful::registry
