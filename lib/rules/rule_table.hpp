// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

/// Every rule's place, stage, codes and source in law, each written once. The rows of gate 3 carry
/// their codes and articles themselves (national_rows.cpp).
namespace lawful::rules {

enum class Stage : std::uint8_t { may_send = 1, release, policy_lint };

/// Where the rule stands in docs/rules.md; an unknown id comes last.
[[nodiscard]] std::size_t rule_order(std::string_view rule);

/// An unknown id is asked for before sending.
[[nodiscard]] Stage stage_of(std::string_view rule);

/// The source in law of a rule's code. Throws `internal` for a pair that is not in the table.
[[nodiscard]] std::string_view article_of(std::string_view rule, std::string_view code);

/// Every code that stands here, and those that `Answer` adds itself.
[[nodiscard]] std::vector<std::string_view> codes();

}  // namespace lawful::rules
