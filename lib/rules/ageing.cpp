// SPDX-License-Identifier: Apache-2.0
#include "rules/ageing.hpp"

#include <algorithm>
#include <tuple>

#include "rules/denials.hpp"

namespace lawful::rules {
namespace {

const Purpose* find_purpose(const Policy& policy, const std::string& id) {
    const auto found = std::find_if(policy.purposes.begin(), policy.purposes.end(),
                                    [&](const Purpose& purpose) { return purpose.id == id; });
    return found == policy.purposes.end() ? nullptr : &*found;
}

template <class Scoped>
bool is_about(const Scoped& denial, const Consent& consent) {
    return (!denial.purpose || *denial.purpose == consent.purpose) &&
           (!denial.channel || *denial.channel == consent.channel);
}

bool is_denied(const SubjectState& state, const Consent& consent) {
    const auto stops = [&](const auto& denial) { return is_about(denial, consent) && !is_later(consent, denial); };
    return std::any_of(state.denials.begin(), state.denials.end(), stops) ||
           std::any_of(state.objections.begin(), state.objections.end(), [&](const Objection& objection) {
               return objection.outcome != ObjectionOutcome::compelling_grounds && stops(objection);
           });
}

bool reaches_all(const Consent& consent, const std::vector<AddressId>& addresses) {
    return std::all_of(addresses.begin(), addresses.end(), [&](const AddressId& address) {
        return std::find(consent.addresses.begin(), consent.addresses.end(), address) != consent.addresses.end();
    });
}

/// Given anew, in time and, where that is a tie, in the ledger.
bool replaces(const Consent& later, const Consent& consent) {
    return later.purpose == consent.purpose && later.channel == consent.channel &&
           std::tie(later.occurred, later.index) > std::tie(consent.occurred, consent.index) &&
           reaches_all(later, consent.addresses);
}

}  // namespace

std::optional<Instant> consent_end(const Consent& consent, const Purpose& purpose, const Zone& zone) {
    if (!purpose.validity) return std::nullopt;
    return zone.end_after(consent.occurred, *purpose.validity);
}

std::optional<Instant> refresh_due(const Consent& consent, const Purpose& purpose, const Zone& zone) {
    if (!purpose.refresh_interval) return std::nullopt;
    return zone.end_after(consent.occurred, *purpose.refresh_interval);
}

bool has_outgrown(const Consent& consent, const Purpose& purpose, const Zone& zone, Day today) {
    const auto& changed = purpose.scope_changed;
    return changed && *changed <= today && zone.day_of(consent.occurred) < *changed;
}

std::vector<const Consent*> standing_consents(const SubjectState& state, const Policy& policy, const Zone& zone,
                                              Day today) {
    std::vector<const Consent*> valid;
    for (const auto& consent : state.consents) {
        const auto* purpose = find_purpose(policy, consent.purpose);
        const bool stands = purpose != nullptr && !consent.invalidated && consent.demonstrable && consent.specific &&
                            is_unambiguous(consent.method) && !is_unconfirmed(consent, *purpose) &&
                            !has_outgrown(consent, *purpose, zone, today) && !is_denied(state, consent);
        if (stands) valid.push_back(&consent);
    }
    std::vector<const Consent*> latest;
    for (const auto* consent : valid) {
        if (std::none_of(valid.begin(), valid.end(),
                         [&](const Consent* other) { return replaces(*other, *consent); })) {
            latest.push_back(consent);
        }
    }
    return latest;
}

}  // namespace lawful::rules
