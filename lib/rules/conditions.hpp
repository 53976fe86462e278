// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "rules/gates.hpp"

/// What the rows of gate 3 may ask, each by its name in the row.
namespace lawful::rules {

struct RowContext {
    const View& view;
    const NationalRow& row;
    bool denied = false;              ///< a denial stands
    bool consent = false;             ///< provable, valid consent
    bool blocked = false;             ///< another row already blocks
};

/// True when the row speaks. A condition that this version does not know speaks for a block, and
/// for nothing else: doubt denies.
[[nodiscard]] bool speaks(const RowContext& context);

[[nodiscard]] bool is_for_audience(const View& view, std::string_view audience);

/// Declared with the evidence its kind asks for. What is said of an address in particular
/// (designated, impersonal) does not pass from an organisation to its people's addresses.
[[nodiscard]] bool has_ground(const View& view, GroundKind kind);

/// ePD 13(2): the electronic contact details were obtained from the customer, by the sender.
[[nodiscard]] bool has_soft_opt_in(const View& view, bool denied);

/// Tw 11.7(3)(b): established outside the EEA, and that country's rules are met.
[[nodiscard]] bool is_outside_eea(const View& view);

}  // namespace lawful::rules
