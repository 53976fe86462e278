// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "faults/subject.hpp"

namespace faults {

/// What the registry is told.
enum class Deeds : unsigned char {
    mixed = 1,  ///< people, addresses, requests, denials that bind holders, suppressions; from seed and number
    undenied,   ///< no denials: one whose commit failed is journalled, and the next write records it
    alike       ///< each the same denial: for several writers, who do not know each other's numbers
};

/// A lawful::Registry: each transaction is a verb, with its events, standings, rows and journal lines.
[[nodiscard]] MakeSubject registry_subject(Deeds deeds = Deeds::mixed);

}  // namespace faults
