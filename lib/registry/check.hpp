// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/context.hpp"

namespace lawful::registry {

/// Of the file as it lies on disk: pages that do not authenticate, free ones too, and damaged key
/// slots. One line each.
[[nodiscard]] std::vector<std::string> file_faults(store::Store& store, const Progress& progress);

/// The ledger's head is that of its last event, whose subject's standing is as old. Costs a few
/// look-ups. Throws `corrupt`.
void require_head(const store::ReadTransaction& from);

/// Replays the ledger and every subject, and compares all that is derived from them.
[[nodiscard]] StoreReport check(const Context& context, const store::ReadTransaction& from,
                                const Progress& progress);

}  // namespace lawful::registry
