// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <lawful/decision.hpp>

namespace lawful::tool {

/// Codes of the reasons that counted, in the decision's order, each once; obligations stand apart.
[[nodiscard]] std::vector<std::string> reason_codes(const Decision& decision);
[[nodiscard]] std::vector<std::string> obligation_codes(const Decision& decision);
/// Separated by spaces.
[[nodiscard]] std::string spaced(const std::vector<std::string>& codes);

}  // namespace lawful::tool
