// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <lawful/terms.hpp>

namespace lawful::tool {

/// Text that a terminal can be given: control characters and bytes that are no UTF-8 become U+FFFD,
/// so that a name in a list cannot drive the terminal.
[[nodiscard]] std::string printable(std::string_view text);

/// Bytes that are no UTF-8 become U+FFFD: JSON holds nothing else (RFC 8259 section 8.1).
[[nodiscard]] std::string to_utf8(std::string_view text);

/// Columns that `printable` text takes: none for combining marks, two for wide East Asian ones.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Enough to recognise an address, not to write to it: `j…@example.org`, `+31…95`, `Ker…`.
[[nodiscard]] std::string masked(Medium medium, std::string_view text);

}  // namespace lawful::tool
