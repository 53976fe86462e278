// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/report_html.hpp"
#include "registry/context.hpp"

namespace lawful::registry {

/// What the report counts of events, told of each of them in turn.
struct EventCounts {
    exchange::MonthCounts months;
    std::map<std::pair<std::string, std::string>, ErasureCount> erasures;  ///< by day and ground

    /// `body` is absent where it was erased.
    void add(Instant recorded, const EventBody* body);
};

/// A pass over all events: the first half of the work of a report.
[[nodiscard]] EventCounts count_events(const Context& context, const store::ReadTransaction& from,
                                       const Progress& progress = {});

/// Everything the report says, from one state, in memory that does not grow with people or events.
/// `events` are those of the same state; `progress` is told the second half. `checkpoint` is left
/// empty. Throws `policy_missing`.
[[nodiscard]] exchange::ReportFacts report_facts(const Context& context, const store::ReadTransaction& from,
                                                 EventCounts events, const Progress& progress = {});

}  // namespace lawful::registry
