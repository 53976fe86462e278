// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <lawful/time.hpp>

/// Until when a request must be answered (GDPR 12(3)), by Regulation (EEC, Euratom) 1182/71.
namespace lawful {

/// The day of receipt does not count (art. 3(1)); a month ends on the day with the same number, or
/// on the last one (3(2)(c)); an end on a Saturday, Sunday or public holiday is that of the next
/// working day (3(4)). The calendar days are the safe targets, the others the last lawful ones.
struct Deadlines {
    Day calendar_1m{};
    Day due_1m{};
    Day calendar_3m{};
    Day due_3m_if_extended{};         ///< three months from receipt, with a reason
    Day extension_notice_due{};       ///< the person is told of an extension by then

    bool operator==(const Deadlines&) const = default;
};

/// `country`: of the controller, ISO 3166-1 alpha-2. Where no holidays are on file weekends alone
/// count, which is never too late. Throws `invalid_text` for a day that is none.
[[nodiscard]] Deadlines request_deadlines(Day received, std::string_view country);

/// Nationwide, in NL (Algemene termijnenwet 3), BE (KB 18 April 1974), DE (the nine of every Land) and
/// FR (Code du travail L3133-1); false elsewhere. Those that fall on a Sunday every year are left out.
[[nodiscard]] bool is_public_holiday(Day day, std::string_view country);

}  // namespace lawful
