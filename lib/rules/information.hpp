// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/zone.hpp"
#include "rules/state.hpp"

/// Who must still be told where their data came from (GDPR 14).
namespace lawful::rules {

/// From the person, as of GDPR 13; everything else is Art. 14's.
[[nodiscard]] bool is_from_subject(SourceKind source);

[[nodiscard]] bool was_informed(const SubjectState& person, InformationDuty duty);

/// Until when, and why then. From `due` on it is overdue.
struct Art14Due {
    Instant due{};
    InformationTrigger because = InformationTrigger::month;
};

/// GDPR 14(3)(a)-(c): a month after the data was obtained, the first message to the person, or the first
/// disclosure to somebody else, whichever comes first.
[[nodiscard]] Art14Due art14_due(const SubjectState& person, const std::optional<Instant>& first_message,
                                 const Zone& zone);

/// What is still owed: nothing where the data came from the person, who was told, or who need not be, for a
/// reason that is on file (14(5)).
[[nodiscard]] bool owes_art14(const SubjectState& person);

/// The first message to whoever reads the address from that day on: one to a reader of before is not
/// theirs. Where only a later one is known to be theirs, the first may have come as soon as they read it.
[[nodiscard]] std::optional<Instant> first_message_since(const AddressFacts& address, Day since, const Zone& zone);

}  // namespace lawful::rules
