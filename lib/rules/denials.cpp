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

std::span<const AddressId> asked_address(const Facts& facts) {
    const auto& id = facts.address_id;
    return id ? std::span<const AddressId>(&*id, 1) : std::span<const AddressId>();
}

Lifter lifter_of(const View& view, const SubjectState& denying) {
    for (const auto& member : view.merged) {
        if (member.state == &denying) return {view.facts, member.voices, asked_address(view.facts)};
    }
    return {view.facts, view.voices, asked_address(view.facts)};
}

std::optional<Lifter> lifter_of(const View& view, const SuppressionFact& entry) {
    for (const auto& member : view.merged) {
        if (entry.of == member.id) return Lifter{view.facts, member.voices, asked_address(view.facts)};
    }
    if (entry.of && entry.of != view.id) return std::nullopt;
    return Lifter{view.facts, view.voices, asked_address(view.facts)};
}

bool concerns(const Objection& objection, const Facts& facts) {
    if (!covers(objection, facts)) return false;
    if (objection.kind == ObjectionKind::own_situation) {
        return objection.outcome != ObjectionOutcome::compelling_grounds;
    }
    return is_marketing(*facts.purpose) || objection.purpose.has_value();
}

}  // namespace lawful::rules
