// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lawful::tool {

/// One cell (RFC 4180). A cell that a spreadsheet would take for a formula begins with an
/// apostrophe instead.
[[nodiscard]] std::string csv_cell(std::string_view text);

/// One record with its line end, a line feed.
[[nodiscard]] std::string csv_row(const std::vector<std::string>& cells);

}  // namespace lawful::tool
