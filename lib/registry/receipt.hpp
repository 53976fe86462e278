// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/receipt.hpp"
#include "registry/context.hpp"

namespace lawful::registry {

/// Throws `policy_missing`, `unknown_purpose`, `unknown_id`, `erased`.
[[nodiscard]] exchange::ReceiptFacts receipt_facts(const Context& context, const store::ReadTransaction& from,
                                                   const Subject& subject, std::string_view purpose);

}  // namespace lawful::registry
