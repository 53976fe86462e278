// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "base/zone.hpp"
#include "rules/state.hpp"

#include <lawful/policy.hpp>

/// How long somebody's data is kept (GDPR 5(1)(e)).
namespace lawful::rules {

/// What the rules read of a subject, a person or an address that nobody reads.
struct Kept {
    /// The subject first; then the same person under other ids, or the organisation of a role address.
    std::span<const SubjectState* const> own;
    const SubjectState* organisation = nullptr;    ///< whose sector counts
    std::optional<Instant> last_message = {};
    std::optional<Instant> left = {};              ///< when the last holding ended; none while one lasts
};

/// Whether the rule is one for this kind of recipient.
[[nodiscard]] bool speaks_of(const RetentionRule& rule, const Kept& kept);

/// When the rule's period ends, or ended; none: it has not begun, or nothing is left that it speaks of.
/// What was erased or restricted by then counts anew from what came after.
[[nodiscard]] std::optional<Instant> retention_end(const RetentionRule& rule, const Kept& kept, const Zone& zone);

/// How long proof of consent for the purpose outlives an erasure (GDPR 17(3)(e)): the longest that a rule for it
/// says; none: not at all.
[[nodiscard]] std::optional<Period> proof_period(const Policy& policy, const std::string& purpose);

/// A quick look at a standing: what it lets through may be due, and nothing else is.
class DueFilter {
public:
    DueFilter(const Policy& policy, Instant on);

    [[nodiscard]] bool may_be_due(const SubjectState& state) const;
    /// The last message to an address was so long ago that a rule may speak of who reads it.
    [[nodiscard]] bool has_old_message(const SubjectState& state) const;

private:
    std::optional<Instant> added_;    ///< a period has begun for who was added by then
    std::optional<Instant> message_;  ///< or got no message since
    std::vector<RetentionStart> ended_;
};

/// Which of a subject's events an erasure of a part takes: those of the purpose alone, or of the category (for
/// that purpose, where one is named), and what speaks of those. What somebody objected to stays (GDPR 21(3)), and
/// that they were informed and to whom their data went: neither is for one purpose alone (GDPR 14, 19).
[[nodiscard]] std::vector<EventIndex> events_of(std::span<const RecordedEvent> events, const std::string& purpose,
                                                const std::optional<DataCategory>& category);

}  // namespace lawful::rules
