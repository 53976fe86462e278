// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/report_html.hpp"
#include "registry/context.hpp"

namespace lawful::registry {

/// What the report counts of events, told of each of them in turn.
class EventCounts {
public:
    /// Gives the event's kind: most events are only counted, and reading them whole takes long.
    std::string add(Instant recorded, std::string_view m);
    /// One of which only the commitment is left.
    void add_erased(Instant recorded) { add_kind(recorded, "(erased)"); }

    exchange::MonthCounts months;
    std::map<std::pair<std::string, std::string>, ErasureCount> erasures;  ///< by day and ground

private:
    void add_kind(Instant recorded, const std::string& kind);
    void add_tombstone(Instant recorded, const Erased& erased);
    /// `2026-11-28`; written anew for each day only.
    [[nodiscard]] const std::string& day_of(Instant recorded);

    std::optional<std::chrono::sys_days> last_;
    std::string day_;
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
