// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "registry/view.hpp"

namespace lawful::registry {

/// The part of an answer's bucket that its address decides: all spellings with one loose key share it.
[[nodiscard]] std::uint64_t bucket_of(const crypto::BlindIndex& loose_key);

/// Whose answers events may have changed.
struct Reached {
    std::vector<std::uint64_t> buckets{};
    std::vector<std::pair<AddressId, Medium>> addresses{};  ///< each that is in one of them; some twice
};

/// By the events from `first` on. None when that cannot be told, or is not worth telling.
[[nodiscard]] std::optional<Reached> reached_since(const Context& context, const store::ReadTransaction& from,
                                                   const View& view, EventIndex first);

}  // namespace lawful::registry
