// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

namespace lawful::exchange {

/// One record with its CRLF (RFC 4180). No cell begins a formula in a spreadsheet: one whose first
/// character after white space is `=`, `+`, `-` or `@` (or that begins with a tab or CR) gets a
/// single quote in front, a phone number as `+31…` too.
[[nodiscard]] std::string csv_row(std::span<const std::string> cells, char delimiter = ',');

}  // namespace lawful::exchange
