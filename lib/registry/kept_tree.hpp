// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "ledger/kept_tree.hpp"
#include "store/transaction.hpp"

namespace lawful::registry {

/// The ledger's tree, as long as the transaction lasts. What it proves is worth no more than the table of
/// subtrees: whoever verifies a proof compares the root that it leads to.
[[nodiscard]] ledger::KeptTree kept_tree(const store::ReadTransaction& from);

/// The hash of every leaf, from the first to the last, whatever is kept of the tree.
void each_leaf(const store::ReadTransaction& from, std::uint64_t size,
               const std::function<void(const Digest&)>& each);

}  // namespace lawful::registry
