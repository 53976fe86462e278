// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/writer.hpp"

namespace lawful::registry {

/// `from` reads the address until that day, `to` from then on. Returns the event that begins the
/// successor's; the one before it ends the other's.
EventIndex replace_holder(const Context& context, Writer& writer, AddressId address, RecipientId from,
                          RecipientId to, Day on, Instant occurred);

}  // namespace lawful::registry
