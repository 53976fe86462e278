// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/access.hpp"
#include "registry/context.hpp"

namespace lawful::registry {

/// Everything about the person and nothing about who shares an address with them: of the events of an
/// address only the messages sent while they read it. Throws `policy_missing`, `unknown_id`, `erased`.
[[nodiscard]] exchange::AccessFacts access_facts(const Context& context, const store::ReadTransaction& from,
                                                 RecipientId recipient);

}  // namespace lawful::registry
