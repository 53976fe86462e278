// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <lawful/events.hpp>

namespace lawful::model {

/// Who reads an address, from a day until a day.
struct Holding {
    AddressId address{};
    RecipientId recipient{};
    Day since{};
    std::optional<Day> until{};  ///< the first day without
    EventIndex added = 0;        ///< the event that began it
    EventIndex changed = 0;      ///< the last one that moved either day

    bool operator==(const Holding&) const = default;
};

}  // namespace lawful::model
