// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "registry/view.hpp"

namespace lawful::registry {

/// The part of an answer's bucket that its address decides: all spellings with one loose key share it.
[[nodiscard]] std::uint64_t bucket_of(const crypto::BlindIndex& loose_key);

/// The loose keys of all addresses, known or not, whose answers the events from `first` on may have changed. None
/// when that cannot be told, or is not worth telling.
[[nodiscard]] std::optional<std::vector<crypto::BlindIndex>> reached_since(const Context& context,
                                                                           const store::ReadTransaction& from,
                                                                           const View& view, EventIndex first);

}  // namespace lawful::registry
