// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ledger/kept_tree.hpp"
#include "store/transaction.hpp"

namespace lawful::registry {

/// The ledger's tree, as long as the transaction lasts. What it proves is worth no more than the table of
/// subtrees: whoever verifies a proof compares the root that it leads to.
[[nodiscard]] ledger::KeptTree kept_tree(const store::ReadTransaction& from);

}  // namespace lawful::registry
