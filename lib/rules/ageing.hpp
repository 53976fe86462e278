// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "base/zone.hpp"
#include "rules/state.hpp"

/// When a consent ends, or wants renewal, by time alone.
namespace lawful::rules {

/// Exclusive; none: it does not end by itself.
[[nodiscard]] std::optional<Instant> consent_end(const Consent& consent, const Purpose& purpose, const Zone& zone);

/// From then on it wants renewal (EDPB 05/2020 par. 110); none: the purpose asks for none.
[[nodiscard]] std::optional<Instant> refresh_due(const Consent& consent, const Purpose& purpose, const Zone& zone);

/// Consent of before the purpose changed no longer covers it (G2-11).
[[nodiscard]] bool has_outgrown(const Consent& consent, const Purpose& purpose, const Zone& zone, Day today);

/// The consents in use, but for their age: proven, confirmed, not outgrown by the purpose, neither invalidated
/// nor followed by a denial of the same subject, and not given anew for the same addresses.
[[nodiscard]] std::vector<const Consent*> standing_consents(const SubjectState& state, const Policy& policy,
                                                            const Zone& zone, Day today);

}  // namespace lawful::rules
