// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/writer.hpp"

namespace lawful::registry {

/// Destroys what is recorded of a person, and each address that nobody else here holds or held.
/// Whoever was erased before stays as they are. Throws `unknown_id`.
Erasure erase(const Context& context, Writer& writer, RecipientId recipient, ErasureGround ground,
              Origin origin);
/// Throws `unknown_id`, `invalid_record` for an address that somebody holds.
Erasure erase(const Context& context, Writer& writer, AddressId address, ErasureGround ground,
              Origin origin);

}  // namespace lawful::registry
