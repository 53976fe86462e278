// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace lawful::ledger {

/// c = HMAC-SHA256(r, "lawful-ledger/v1\0" || m). `r` is the event's 32 random bytes, `m` its
/// canonical JSON. Without `r`, which erasure deletes, `c` says nothing about `m`.
/// Throws `corrupt` when `r` has another size.
[[nodiscard]] Digest commit(ByteView r, std::string_view m);

/// What the tree holds of an event: nothing about the person, the time or the type.
[[nodiscard]] std::string leaf(const Digest& c);

}  // namespace lawful::ledger
