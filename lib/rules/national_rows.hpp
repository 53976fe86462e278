// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include <lawful/events.hpp>

namespace lawful::rules {

/// Gate 3 and the national rows, as data: dated, with their source. A registry records the set it
/// answers by, so that an answer as of a past day uses the rows of that day.
[[nodiscard]] const std::vector<NationalRow>& national_rows();

/// Changes whenever a row does.
[[nodiscard]] std::string_view national_rows_version();

}  // namespace lawful::rules
