// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <lawful/time.hpp>

namespace lawful::rules {

/// A state of the European Economic Area (ISO 3166-1 alpha-2).
[[nodiscard]] bool is_eea(std::string_view country);

/// GDPR 8(1): the age of consent to an information-society service in that state on that day. A
/// country outside the table, or none, has the strictest: 16.
[[nodiscard]] int child_age(std::string_view country, Day on);

/// The day somebody reaches an age; who was born on 29 February waits for 1 March.
[[nodiscard]] Day birthday(Day born, int age);

}  // namespace lawful::rules
