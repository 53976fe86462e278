// SPDX-License-Identifier: Apache-2.0
#include "registry/kept_tree.hpp"

#include "ledger/commitment.hpp"
#include "ledger/tree.hpp"

namespace lawful::registry {

ledger::KeptTree kept_tree(const store::ReadTransaction& from) {
    return {from.ledger().size, [&from](unsigned level, std::uint64_t first, std::uint64_t count) {
                if (level > 0) return from.subtrees(level, first, count);
                auto hashes = from.commitments(first, count);
                for (auto& hash : hashes) hash = ledger::leaf_hash(as_bytes(ledger::leaf(hash)));
                return hashes;
            }};
}

}  // namespace lawful::registry
