// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/view.hpp"

namespace lawful::registry {

/// Readable records of one view. Throws `unknown_id`.
[[nodiscard]] AddressRecord show(const Context& context, const store::ReadTransaction& from,
                                 AddressId id);
[[nodiscard]] RecipientRecord show(const Context& context, const store::ReadTransaction& from,
                                   RecipientId id);
[[nodiscard]] OrganisationRecord show(const Context& context, const store::ReadTransaction& from,
                                      OrganisationId id);
/// `j…@example.org`.
[[nodiscard]] std::string masked(const Context& context, const store::ReadTransaction& from,
                                 AddressId id);

}  // namespace lawful::registry
