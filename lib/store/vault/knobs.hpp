// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace lawful::store::vault {

/// Would this PRAGMA weaken the vault? Reading a setting is always allowed.
[[nodiscard]] bool is_refused(std::string_view pragma, std::string_view value);

}  // namespace lawful::store::vault
