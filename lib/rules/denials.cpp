// SPDX-License-Identifier: Apache-2.0
#include "rules/denials.hpp"

#include <algorithm>

namespace lawful::rules {

bool names(const Consent& consent, std::span<const AddressId> addresses) {
    return std::any_of(addresses.begin(), addresses.end(), [&](const AddressId& address) {
        const auto& named = consent.addresses;
        return std::find(named.begin(), named.end(), address) != named.end();
    });
}

bool is_unambiguous(ConsentMethod method) { return method < ConsentMethod::pre_ticked_box; }

bool is_unconfirmed(const Consent& consent, const Purpose& purpose) {
    const bool at_a_distance = consent.method == ConsentMethod::web_form ||
                               consent.method == ConsentMethod::email_reply;
    return purpose.double_opt_in && at_a_distance && !consent.confirmed;
}

bool Lifter::is_fresh(const Consent& consent) const {
    return consent.purpose == facts.purpose->id && consent.channel == facts.channel &&
           names(consent, addresses) && consent.demonstrable && !consent.imported &&
           !consent.invalidated && consent.specific && is_unambiguous(consent.method) &&
           !is_unconfirmed(consent, *facts.purpose);
}

Lifter lifter_of(const View& view) {
    const auto& id = view.facts.address_id;
    return {view.facts, view.own,
            id ? std::span<const AddressId>(&*id, 1) : std::span<const AddressId>()};
}

bool concerns(const Objection& objection, const Facts& facts) {
    if (!covers(objection, facts)) return false;
    if (objection.kind == ObjectionKind::own_situation) {
        return objection.outcome != ObjectionOutcome::compelling_grounds;
    }
    return is_marketing(*facts.purpose) || objection.purpose.has_value();
}

}  // namespace lawful::rules
