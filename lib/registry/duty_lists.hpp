// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/view.hpp"

/// What each list of `Duties` finds, in one state of the registry.
namespace lawful::registry {

/// By the earlier of both limits of a filter; none: without limit.
[[nodiscard]] std::optional<Day> due_limit(const View& view, const DutyFilter& filter);

/// A person and by when they must be told.
struct OwedInformation {
    Instant due{};
    RecipientId recipient{};
};

/// Whoever must still be told (GDPR 14), what is due first comes first.
[[nodiscard]] std::vector<OwedInformation> owed_information(const store::ReadTransaction& from, const View& view,
                                                            const DutyFilter& filter);
[[nodiscard]] InformationDue information_due(const Context& context, const store::ReadTransaction& from,
                                             const View& view, RecipientId recipient);

/// Present addresses of the person, masked.
[[nodiscard]] std::vector<std::string> masked_addresses(const Context& context, const store::ReadTransaction& from,
                                                        const View& view, RecipientId recipient);

void list_ageing(const store::ReadTransaction& from, const View& view, std::int32_t within_days,
                 const std::function<void(const AgeingConsent&)>& each);

[[nodiscard]] AffectedCounts list_affected(const Context& context, const store::ReadTransaction& from,
                                           const View& view, const BreachSelection& selection,
                                           const std::function<void(const AffectedPerson&)>& each);

}  // namespace lawful::registry
