// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/holding.hpp"

namespace lawful::rules {

/// The fold of holdings, as `apply` is of standings: what `event` begins, brings forward or ends.
/// Somebody said to hold an address from a day before a holding of theirs held it all along; an end
/// is told of the holding that began last by then, and can be told again. Null: it says nothing of
/// holdings, or ends none.
model::Holding* apply_holding(std::vector<model::Holding>& holdings, EventIndex index,
                              const Event& event);

/// The next day on which one of them begins or ends.
[[nodiscard]] std::optional<Day> next_change(std::span<const model::Holding> holdings, Day after);

/// Those that have begun and not ended on that day.
[[nodiscard]] std::vector<model::Holding> present(std::vector<model::Holding> holdings, Day day);

}  // namespace lawful::rules
