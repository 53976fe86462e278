// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <lawful/audit.hpp>

namespace lawful::tool {

/// What was found, for people; ends in a newline.
[[nodiscard]] std::string text_of(const AuditReport& report);

}  // namespace lawful::tool
