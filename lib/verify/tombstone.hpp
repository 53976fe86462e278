// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lawful::verify {

/// What an event of kind `erased` says.
struct Tombstone {
    std::string ground;
    std::string day;
    std::vector<std::uint64_t> leaves;
};

/// Of an event's canonical JSON; nothing for another kind. Throws `invalid_file` for a tombstone
/// that is not well formed.
[[nodiscard]] std::optional<Tombstone> tombstone_of(std::string_view m, std::uint64_t index);

/// The canonical JSON of the policy that an event put in force. Throws `invalid_file` when it is no
/// such event.
[[nodiscard]] std::string policy_of(std::string_view m);

}  // namespace lawful::verify
