// SPDX-License-Identifier: Apache-2.0
#include "rules/rights.hpp"
#include "rules/state.hpp"

#include <algorithm>

namespace lawful::rules {
namespace {

PersonFacts facts_of(const Recipient& person) {
    return {.country = person.country,
            .organisation = person.organisation,
            .source = person.source.kind,
            .obtained = person.source.obtained,
            .collected_for = person.source.collected_for,
            .art14_exemption = person.source.art14_exemption,
            .exemption_reasoned = !person.source.exemption_reason.empty(),
            .age_recorded = person.born.has_value(),
            .born = person.born,
            .under_guardianship = person.under_guardianship,
            .employee = person.employee};
}

OrganisationFacts facts_of(const Organisation& organisation) {
    return {.country = organisation.country,
            .legal_person = organisation.legal_person,
            .public_authority = organisation.public_authority,
            .sector = organisation.sector};
}

/// The evidence that each ground's source asks for.
bool is_evidenced(const GroundDeclared& ground) {
    switch (ground.kind) {
        case GroundKind::soft_opt_in:  // ePD 13(2)
            return ground.in_sale && ground.own_similar && ground.opt_out_at_collection &&
                   !ground.evidence.empty();
        case GroundKind::designated:  // Tw 11.7(3)(a)
            return !ground.url.empty() && ground.captured && !ground.quote.empty();
        default: return !ground.evidence.empty();
    }
}

/// One event's step. `state` is changed, never read back into the event.
struct Step {
    SubjectState& state;
    EventIndex index;
    const Event& event;

    bool imported() const { return event.origin == Origin::imported; }

    void operator()(const OrganisationAdded& added) const {
        state.organisation = facts_of(added);
        state.added = event.occurred;
    }
    void operator()(const OrganisationChanged& changed) const {
        state.organisation = facts_of(changed);
    }
    void operator()(const RecipientAdded& added) const {
        state.person = facts_of(added);
        state.added = event.occurred;
    }
    void operator()(const RecipientChanged& changed) const { state.person = facts_of(changed); }
    void operator()(const AddressAdded& added) const {
        state.address.emplace();
        state.address->medium = added.medium;
        state.added = event.occurred;
        place(added);
    }
    void operator()(const AddressChanged& changed) const { place(changed); }

    template <class Placed>
    void place(const Placed& placed) const {
        if (!state.address) return;
        state.address->kind = placed.kind;
        state.address->organisation = placed.organisation;
        state.address->source = placed.source;
    }

    void operator()(const HolderAdded&) const {}
    void operator()(const HolderEnded&) const { ended(RetentionStart::holder_left, {}); }

    void operator()(const ConsentRequested& request) const {
        state.requests.push_back({request.purpose, request.channel, event.occurred, index});
    }
    void operator()(const ConsentGiven& given) const { consent(given, false); }
    void operator()(const ConsentRenewed& renewed) const { consent(renewed, true); }

    void consent(const ConsentGiven& given, bool renewed) const {
        state.consents.push_back({.purpose = given.purpose,
                                  .channel = given.channel,
                                  .addresses = given.addresses,
                                  .occurred = event.occurred,
                                  .index = index,
                                  .renewed = renewed,
                                  .imported = imported(),
                                  .demonstrable = is_demonstrable(given),
                                  .specific = given.specific,
                                  .explicit_consent = given.explicit_consent,
                                  .method = given.method,
                                  .given_by = given.given_by,
                                  .confirmed = {},
                                  .invalidated = {}});
    }

    void operator()(const ConsentConfirmed& confirmed) const {
        for (auto& consent : state.consents) {
            const bool covered = std::all_of(
                consent.addresses.begin(), consent.addresses.end(), [&](const AddressId& address) {
                    const auto& named = confirmed.addresses;
                    return std::find(named.begin(), named.end(), address) != named.end();
                });
            if (consent.purpose == confirmed.purpose && consent.channel == confirmed.channel &&
                covered && consent.occurred <= event.occurred && !consent.confirmed) {
                consent.confirmed = event.occurred;
            }
        }
    }

    void operator()(const ConsentRefused& refused) const { deny(DenialKind::refused, refused); }
    void operator()(const ConsentWithdrawn& withdrawn) const {
        deny(DenialKind::withdrawn, withdrawn);
        for (const auto& consent : state.consents) {
            const bool covered =
                (!withdrawn.purpose || *withdrawn.purpose == consent.purpose) &&
                (!withdrawn.channel || *withdrawn.channel == consent.channel);
            if (covered && !consent.invalidated) end_consent(consent);
        }
    }

    /// A consent ends once: a second withdrawal does not let retention begin anew (GDPR 5(1)(e)).
    void end_consent(const Consent& consent) const {
        for (auto& end : state.ended) {
            if (end.what != RetentionStart::consent_ended || end.purpose != consent.purpose) continue;
            if (consent.occurred > end.occurred) end.occurred = event.occurred;
            return;
        }
        state.ended.push_back({RetentionStart::consent_ended, consent.purpose, event.occurred});
    }

    template <class Scope>
    void deny(DenialKind kind, const Scope& scope) const {
        for (auto& denial : state.denials) {
            if (denial.kind != kind || denial.purpose != scope.purpose ||
                denial.channel != scope.channel) {
                continue;
            }
            denial.occurred = std::max(denial.occurred, event.occurred);
            denial.index = std::max(denial.index, index);
            return;
        }
        state.denials.push_back({kind, scope.purpose, scope.channel, event.occurred, index, index});
    }

    void operator()(const ConsentInvalidated& invalidated) const {
        for (auto& consent : state.consents) {
            if (consent.index != invalidated.consent) continue;
            if (!consent.invalidated) end_consent(consent);
            consent.invalidated = index;
        }
    }

    void operator()(const Objected& objected) const {
        state.objections.push_back({.kind = objected.kind,
                                    .purpose = objected.purpose,
                                    .channel = objected.channel,
                                    .occurred = event.occurred,
                                    .index = index,
                                    .outcome = {}});
    }
    /// GDPR 21(2), 21(3): an objection to direct marketing has no balancing and no outcome.
    void operator()(const ObjectionResolved& resolved) const {
        for (auto& objection : state.objections) {
            if (objection.index == resolved.objection &&
                objection.kind == ObjectionKind::own_situation) {
                objection.outcome = resolved.outcome;
            }
        }
    }

    void operator()(const Restricted& restricted) const {
        state.restrictions.push_back({restricted.ground, event.occurred, index});
    }
    void operator()(const RestrictionLifted&) const { state.restrictions.clear(); }

    void operator()(const BasisDeclared& declared) const {
        end_basis(declared);
        state.bases.push_back({.purpose = declared.purpose,
                               .basis = declared.basis,
                               .provision = !declared.provision.empty(),
                               .assessment = !declared.assessment.empty(),
                               .assessed_on = declared.assessed_on,
                               .contract = !declared.contract.empty(),
                               .occurred = event.occurred,
                               .index = index});
    }
    void operator()(const BasisEnded& end) const {
        end_basis(end);
        ended(RetentionStart::basis_ended, end.purpose);
    }

    template <class Named>
    void end_basis(const Named& named) const {
        std::erase_if(state.bases, [&](const BasisFact& fact) {
            return fact.purpose == named.purpose && fact.basis == named.basis;
        });
    }

    void operator()(const GroundDeclared& declared) const {
        state.grounds.push_back({.kind = declared.kind,
                                 .purposes = declared.purposes,
                                 .evidenced = is_evidenced(declared),
                                 .occurred = event.occurred,
                                 .index = index});
    }
    void operator()(const GroundEnded& end) const {
        std::erase_if(state.grounds, [&](const GroundFact& fact) { return fact.kind == end.kind; });
    }

    void operator()(const Informed& informed) const {
        state.informed.push_back(
            {informed.duty, informed.purpose, informed.notice, event.occurred, index});
    }

    void operator()(const Released& released) const {
        if (!state.address) return;
        state.address->open_releases.push_back(
            {index, released.purpose, released.channel, released.fulfilled});
    }
    void operator()(const Delivered& delivered) const {
        close(delivered.release);
        if (!state.address) return;
        auto& address = *state.address;
        if (!address.first_delivered) address.first_delivered = event.occurred;
        address.last_delivered = event.occurred;
    }
    void operator()(const Failed& failed) const { close(failed.release); }

    void close(EventIndex release) const {
        if (!state.address) return;
        std::erase_if(state.address->open_releases,
                      [&](const OpenRelease& open) { return open.index == release; });
    }

    void ended(RetentionStart what, const std::string& purpose) const {
        for (auto& end : state.ended) {
            if (end.what == what && end.purpose == purpose) {
                end.occurred = std::max(end.occurred, event.occurred);
                return;
            }
        }
        state.ended.push_back({what, purpose, event.occurred});
    }

    void operator()(const LegalHoldPlaced& placed) const {
        state.holds.push_back({placed.purpose, event.occurred, index});
    }
    void operator()(const LegalHoldReleased& released) const {
        std::erase_if(state.holds, [&](const HoldFact& hold) { return hold.index == released.hold; });
    }

    void operator()(const PartErased& part) const {
        if (part.tombstone != 0) {
            state.parts.push_back({part.category ? "" : part.purpose, event.occurred, part.tombstone});
        }
        if (!part.category) deny(DenialKind::erased, Everything{part.purpose, {}});
    }
    void operator()(const RetentionRestricted& restricted) const {
        deny(DenialKind::expired, Everything{restricted.purpose, {}});
    }
    void operator()(const RetentionReviewed& reviewed) const {
        for (auto& review : state.reviews) {
            if (review.purpose != reviewed.purpose) continue;
            review.occurred = std::max(review.occurred, event.occurred);
            return;
        }
        state.reviews.push_back({reviewed.purpose, event.occurred});
    }
    /// On whichever channel.
    struct Everything {
        std::optional<std::string> purpose;
        std::optional<Channel> channel;
    };
    void operator()(const Merged& merged) const {
        state.merges.push_back({merged.with, event.occurred, index});
    }
    void operator()(const MergeUndone& undone) const {
        std::erase_if(state.merges, [&](const MergeFact& merge) { return merge.index == undone.merge; });
    }

    template <RequestEvent Body>
    void operator()(const Body& body) const {
        apply_request(state, index, event, body);
    }

    void operator()(const Disclosed&) const {
        state.disclosed = std::min(event.occurred, state.disclosed.value_or(event.occurred));
    }

    // What was told of a person, and events of the registry itself, change no subject's standing.
    void operator()(const CopyGiven&) const {}
    void operator()(const RegistryCreated&) const {}
    void operator()(const PolicyApplied&) const {}
    void operator()(const RowsAdopted&) const {}
    void operator()(const ClockHeld&) const {}
    void operator()(const Suppressed&) const {}
    void operator()(const KeysRotated&) const {}
    void operator()(const Erased&) const {}
    void operator()(const JournalLossAccepted&) const {}
    void operator()(const RegistryRestored&) const {}
    void operator()(const SigningKeyAnnounced&) const {}
    void operator()(const ProofRead&) const {}
    void operator()(const ProofDestroyed&) const {}
};

}  // namespace

bool is_demonstrable(const ConsentGiven& consent) {
    return !consent.notice_sha256.empty() && consent.method != ConsentMethod::unknown &&
           !consent.evidence.empty();
}

void apply(SubjectState& state, EventIndex index, const Event& event) {
    std::visit(Step{state, index, event}, event.body);
}

}  // namespace lawful::rules
