// SPDX-License-Identifier: Apache-2.0
#include "registry/validate.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/validate_request.hpp"
#include "rules/rights.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

[[noreturn]] void refuse(const std::string& what) { throw Error(ErrorCode::invalid_record, what); }

void require_known(const View& view, const Subject& subject) {
    const auto state = view.state(subject);
    if (state && state->erased) {
        throw Error(ErrorCode::erased, fmt::format("the {} was erased", wire_name(subject.kind)));
    }
    if (!state) {
        throw Error(ErrorCode::unknown_id,
                    fmt::format("no such {} in this registry", wire_name(subject.kind)));
    }
}

void require_country(const std::string& country) {
    if (!country.empty() && !is_country(country)) refuse("country: want two capital letters (ISO 3166-1)");
}

/// What each kind asks of its subject and of its fields.
struct Check {
    const View& view;
    const Subject& subject;
    Instant occurred;

    void only_for(std::initializer_list<SubjectKind> kinds) const {
        if (std::find(kinds.begin(), kinds.end(), subject.kind) == kinds.end()) {
            refuse(fmt::format("not an event of a subject of kind {}", wire_name(subject.kind)));
        }
    }
    void person_or_place() const {
        only_for({SubjectKind::recipient, SubjectKind::address, SubjectKind::organisation});
    }
    void declared(const std::string& purpose) const {
        static_cast<void>(view.policy()->purpose(purpose));
    }
    void declared(const std::optional<std::string>& purpose) const {
        if (purpose) declared(*purpose);
    }

    void operator()(OrganisationChanged& changed) const {
        only_for({SubjectKind::organisation});
        require_organisation(changed);
    }
    void operator()(RecipientChanged& changed) const {
        only_for({SubjectKind::recipient});
        require_recipient(view, changed);
    }
    void operator()(AddressChanged& changed) const {
        only_for({SubjectKind::address});
        if (changed.organisation) require_known(view, *changed.organisation);
    }

    void operator()(HolderAdded& added) const {
        only_for({SubjectKind::recipient});
        require_known(view, added.address);
        if (!added.from.ok()) refuse("from: not a day of the calendar");
        if (holds(added.address, added.from)) refuse("the person holds the address on that day");
    }
    void operator()(HolderEnded& ended) const {
        only_for({SubjectKind::recipient});
        require_known(view, ended.address);
        if (!ended.until.ok()) refuse("until: not a day of the calendar");
        if (!began(ended.address, ended.until)) not_holder();
    }

    void operator()(ConsentRequested& requested) const {
        person_or_place();
        declared(requested.purpose);
    }
    void operator()(ConsentGiven& given) const {
        person_or_place();
        declared(given.purpose);
        given.notice_sha256.clear();
        if (given.notice) {
            given.notice_sha256 = view.policy()->notice(given.purpose, *given.notice).sha256;
        }
        reach(given.addresses);
    }
    void operator()(ConsentRenewed& renewed) const {
        (*this)(static_cast<ConsentGiven&>(renewed));
    }
    void operator()(ConsentConfirmed& confirmed) const {
        person_or_place();
        declared(confirmed.purpose);
        reach(confirmed.addresses);
    }
    void operator()(ConsentRefused& refused) const {
        person_or_place();
        declared(refused.purpose);
    }
    void operator()(ConsentWithdrawn& withdrawn) const {
        person_or_place();
        declared(withdrawn.purpose);
    }
    void operator()(ConsentInvalidated& invalidated) const {
        person_or_place();
        const auto& consents = known().consents;
        if (std::none_of(consents.begin(), consents.end(),
                         [&](const auto& consent) { return consent.index == invalidated.consent; })) {
            throw Error(ErrorCode::unknown_id, "no such consent of this subject");
        }
    }

    void operator()(Objected& objected) const {
        person_or_place();
        declared(objected.purpose);
    }
    void operator()(ObjectionResolved& resolved) const {
        person_or_place();
        const auto state = known();
        const auto objection =
            std::find_if(state.objections.begin(), state.objections.end(),
                         [&](const auto& known) { return known.index == resolved.objection; });
        if (objection == state.objections.end()) {
            throw Error(ErrorCode::unknown_id, "no such objection of this subject");
        }
        if (objection->kind == ObjectionKind::direct_marketing) {
            refuse("an objection to direct marketing is not weighed (GDPR 21(3))");
        }
        if (resolved.grounds.empty()) refuse("grounds: want the reason of the decision (GDPR 21(1))");
    }

    void operator()(Restricted&) const { only_for({SubjectKind::recipient}); }
    void operator()(RestrictionLifted& lifted) const {
        only_for({SubjectKind::recipient});
        if (!lifted.informed_on.ok()) {
            refuse("informed_on: the person must be told before a restriction is lifted (GDPR 18(3))");
        }
    }

    void operator()(BasisDeclared& declared_basis) const {
        only_for({SubjectKind::recipient, SubjectKind::organisation});
        declared(declared_basis.purpose);
        if (declared_basis.basis == Basis::consent) refuse("basis: consent is given, not declared");
    }
    void operator()(BasisEnded& ended) const {
        only_for({SubjectKind::recipient, SubjectKind::organisation});
        declared(ended.purpose);
    }
    void operator()(GroundDeclared& ground) const {
        person_or_place();
        for (const auto& purpose : ground.purposes) declared(purpose);
    }
    void operator()(GroundEnded&) const { person_or_place(); }

    void operator()(Informed& informed) const {
        only_for({SubjectKind::recipient});
        if (!informed.notice) return;
        static_cast<void>(view.policy()->notice(informed.purpose, *informed.notice));
    }

    void operator()(Disclosed& disclosed) const {
        only_for({SubjectKind::recipient});
        if (trim(disclosed.to).empty()) refuse("to: want to whom the data was disclosed (GDPR 15(1)(c))");
        if (!disclosed.purpose.empty()) declared(disclosed.purpose);
    }
    void operator()(LegalHoldPlaced& placed) const {
        only_for({SubjectKind::recipient, SubjectKind::organisation, SubjectKind::registry});
        const bool whole = subject.kind == SubjectKind::registry;
        if (whole == placed.purpose.empty()) refuse("purpose: of a hold on the registry, and of no other");
        if (whole) declared(placed.purpose);
        if (trim(placed.reason).empty()) refuse("reason: want why it is held (GDPR 17(3))");
        if (trim(placed.case_reference).empty()) refuse("case_reference: want which case");
    }
    void operator()(LegalHoldReleased& released) const {
        const auto& holds = known().holds;
        if (std::none_of(holds.begin(), holds.end(),
                         [&](const auto& hold) { return hold.index == released.hold; })) {
            throw Error(ErrorCode::unknown_id, "no such legal hold of this subject");
        }
        if (trim(released.reason).empty()) refuse("reason: want why the hold ends");
    }

    void operator()(RetentionRestricted& restricted) const {
        only_for({SubjectKind::recipient, SubjectKind::address});
        declared(restricted.purpose);
    }
    void operator()(RetentionReviewed& reviewed) const {
        only_for({SubjectKind::recipient, SubjectKind::address});
        if (!reviewed.purpose.empty()) declared(reviewed.purpose);
        if (trim(reviewed.reason).empty()) refuse("reason: want why the data is still needed (GDPR 5(1)(e))");
    }

    template <rules::RequestEvent Body>
    void operator()(Body& body) const {
        only_for({SubjectKind::recipient, SubjectKind::address});
        require_request({view, subject, known()}, body);
    }

    template <class Body>
    void operator()(Body&) const {
        refuse("this kind of event is recorded by a verb of its own");
    }

    rules::SubjectState known() const {
        auto state = view.state(subject);
        if (!state) throw Error(ErrorCode::unknown_id, "no such subject in this registry");
        return std::move(*state);
    }

    bool holds(AddressId address, Day day) const {
        const auto holders = view.holders(address, day);
        return std::any_of(holders.begin(), holders.end(), [&](const auto& holder) {
            return holder.recipient.bytes == subject.id;
        });
    }

    /// A holding that began by then: its end can be told, and told again.
    bool began(AddressId address, Day until) const {
        const auto holdings = view.holdings(address);
        return std::any_of(holdings.begin(), holdings.end(), [&](const auto& holding) {
            return holding.recipient.bytes == subject.id && holding.since <= until;
        });
    }

    [[noreturn]] static void not_holder() {
        throw Error(ErrorCode::not_holder, "the person did not hold the address then");
    }

    /// Consent reaches the addresses it names: a person's own of that day, a role address itself,
    /// an organisation's role addresses.
    void reach(std::vector<AddressId>& addresses) const {
        if (subject.kind == SubjectKind::address) {
            addresses = {AddressId{subject.id}};
            return;
        }
        if (addresses.empty()) refuse("addresses: want the addresses that the consent reaches");
        const auto day = view.policy()->zone.day_of(occurred);
        for (const auto& address : addresses) {
            require_known(view, address);
            const bool own = subject.kind == SubjectKind::recipient
                                 ? holds(address, day)
                                 : view.state(address)->address->organisation ==
                                       OrganisationId{subject.id};
            if (!own) not_holder();
        }
    }
};

}  // namespace

void require_present(const View& view, const Subject& subject) { require_known(view, subject); }

void validate(const View& view, const Subject& subject, EventBody& body, Instant occurred) {
    require_known(view, subject);
    std::visit(Check{view, subject, occurred}, body);
}

void require_organisation(const Organisation& organisation) {
    if (trim(organisation.name).empty()) refuse("name: an organisation has a name");
    require_country(organisation.country);
}

void require_recipient(const View& view, const Recipient& recipient) {
    require_country(recipient.country);
    if (!recipient.source.obtained.ok()) refuse("source.obtained: not a day of the calendar");
    const auto& source = recipient.source;
    if (!source.collected_for.empty()) static_cast<void>(view.policy()->purpose(source.collected_for));
    constexpr auto exemptions =
        std::to_array<std::string_view>({"", "14(5)(a)", "14(5)(b)", "14(5)(c)", "14(5)(d)"});
    if (std::find(exemptions.begin(), exemptions.end(), source.art14_exemption) == exemptions.end()) {
        refuse("source.art14_exemption: want 14(5)(a), (b), (c) or (d)");
    }
    if (recipient.born && !recipient.born->ok()) refuse("born: not a day of the calendar");
    if (recipient.organisation) require_known(view, *recipient.organisation);
}

void require_address(const View& view, const Address& address) {
    if (address.organisation) require_known(view, *address.organisation);
    if (address.kind == AddressKind::role && !address.organisation) {
        refuse("organisation: a role address belongs to an organisation");
    }
}

}  // namespace lawful::registry
