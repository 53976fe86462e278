// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lawful::exchange {

/// Windows-1252 as UTF-8. Nothing when a byte is one that the code page does not define
/// (0x81, 0x8D, 0x8F, 0x90, 0x9D).
[[nodiscard]] std::optional<std::string> from_windows_1252(std::string_view text);

}  // namespace lawful::exchange
