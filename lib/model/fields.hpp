// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/codec.hpp"
#include "model/registry_fields.hpp"
#include "model/rights_fields.hpp"

#include <lawful/events.hpp>

/// The members of every public record that becomes bytes, each named once. Member names are wire
/// names: they are never renamed, and a new member is a new version of the event.
namespace lawful {

using model::Like;

template <class V, Like<Controller> T>
void fields(V& v, T& x) {
    v("name", x.name);
    v("postal_address", x.postal_address);
    v("country", x.country);
    v("time_zone", x.time_zone);
    v("public_authority", x.public_authority);
    v("data_protection_officer", x.data_protection_officer);
    v("stop_address", x.stop_address);
}

template <class V, Like<LocalText> T>
void fields(V& v, T& x) {
    v("language", x.language);
    v("text", x.text);
}

template <class V, Like<WithdrawalPath> T>
void fields(V& v, T& x) {
    v("steps", x.steps);
    v("consent_steps", x.consent_steps);
    v("login", x.login);
    v("payment", x.payment);
    v("same_channel", x.same_channel);
}

template <class V, Like<UnsubscribeHandler> T>
void fields(V& v, T& x) {
    v("login", x.login);
    v("get_changes_state", x.get_changes_state);
    v("redirect", x.redirect);
    v("cookie", x.cookie);
}

template <class V, Like<Purpose> T>
void fields(V& v, T& x) {
    v("id", x.id);
    v("titles", x.titles);
    v("content", x.content);
    v("bases", x.bases);
    v("channels", x.channels);
    v("validity", x.validity);
    v("refresh_interval", x.refresh_interval);
    v("double_opt_in", x.double_opt_in);
    v("special_category", x.special_category);
    v("art9_condition", x.art9_condition);
    v("criminal_data", x.criminal_data);
    v("art10_authorisation", x.art10_authorisation);
    v("information_society_service", x.information_society_service);
    v("help_service", x.help_service);
    v("within_public_task", x.within_public_task);
    v("asks_consent", x.asks_consent);
    v("consent_conditional", x.consent_conditional);
    v("art18_exception", x.art18_exception);
    v("scope_changed", x.scope_changed);
    v("compatible_with", x.compatible_with);
    v("withdrawal", x.withdrawal);
    v("unsubscribe", x.unsubscribe);
}

template <class V, Like<Notice> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("language", x.language);
    v("version", x.version);
    v("sha256", x.sha256);
    v("used_from", x.used_from);
    v("covers", x.covers);
    v("substantive_change", x.substantive_change);
}

template <class V, Like<NoticeRef> T>
void fields(V& v, T& x) {
    v("language", x.language);
    v("version", x.version);
}

template <class V, Like<OrganisationBasis> T>
void fields(V& v, T& x) {
    v("organisation", x.organisation);
    v("purpose", x.purpose);
    v("basis", x.basis);
    v("provision", x.provision);
    v("assessment", x.assessment);
    v("assessed_on", x.assessed_on);
    v("contract", x.contract);
}

template <class V, Like<RetentionRule> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("from", x.from);
    v("period", x.period);
    v("action", x.action);
    v("category", x.category);
    std::optional<std::string> sector;  // absent where empty
    if (!x.sector.empty()) sector = x.sector;
    v("sector", sector);
    if constexpr (!std::is_const_v<T>) x.sector = sector.value_or("");
    v("source", x.source);
    v("proof_kept", x.proof_kept);
}

template <class V, Like<Policy> T>
void fields(V& v, T& x) {
    v("controller", x.controller);
    v("local_part_case", x.local_part_case);
    v("purposes", x.purposes);
    v("notices", x.notices);
    v("organisation_bases", x.organisation_bases);
    v("retention", x.retention);
}

template <class V, Like<Organisation> T>
void fields(V& v, T& x) {
    v("name", x.name);
    v("country", x.country);
    v("sector", x.sector);
    v("legal_person", x.legal_person);
    v("public_authority", x.public_authority);
}

template <class V, Like<Source> T>
void fields(V& v, T& x) {
    v("kind", x.kind);
    v("obtained", x.obtained);
    v("detail", x.detail);
    v("collected_for", x.collected_for);
    v("art14_exemption", x.art14_exemption);
    v("exemption_reason", x.exemption_reason);
}

template <class V, Like<Recipient> T>
void fields(V& v, T& x) {
    v("name", x.name);
    v("role", x.role);
    v("language", x.language);
    v("country", x.country);
    v("organisation", x.organisation);
    v("source", x.source);
    v("born", x.born);
    v("under_guardianship", x.under_guardianship);
    v("employee", x.employee);
}

template <class V, Like<Address> T>
void fields(V& v, T& x) {
    v("medium", x.medium);
    v("text", x.text);
    v("kind", x.kind);
    v("organisation", x.organisation);
    v("source", x.source);
}

template <class V, Like<AddressChanged> T>
void fields(V& v, T& x) {
    v("kind", x.kind);
    v("organisation", x.organisation);
    v("source", x.source);
}

template <class V, Like<HolderAdded> T>
void fields(V& v, T& x) {
    v("address", x.address);
    v("from", x.from);
}

template <class V, Like<HolderEnded> T>
void fields(V& v, T& x) {
    v("address", x.address);
    v("until", x.until);
}

template <class V, Like<ConsentRequested> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("channel", x.channel);
}

template <class V, Like<ConsentGiven> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("channel", x.channel);
    v("addresses", x.addresses);
    v("notice", x.notice);
    v("notice_sha256", x.notice_sha256);
    v("method", x.method);
    v("given_by", x.given_by);
    v("evidence", x.evidence);
    v("explicit_consent", x.explicit_consent);
    v("specific", x.specific);
}

template <class V, Like<ConsentConfirmed> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("channel", x.channel);
    v("addresses", x.addresses);
    v("evidence", x.evidence);
}

template <class V, Like<ConsentRefused> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("channel", x.channel);
}

template <class V, Like<ConsentWithdrawn> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("channel", x.channel);
}

template <class V, Like<ConsentInvalidated> T>
void fields(V& v, T& x) {
    v("consent", x.consent);
    v("reason", x.reason);
}

template <class V, Like<Objected> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("channel", x.channel);
    v("kind", x.kind);
}

template <class V, Like<ObjectionResolved> T>
void fields(V& v, T& x) {
    v("objection", x.objection);
    v("outcome", x.outcome);
    v("grounds", x.grounds);
}

template <class V, Like<Restricted> T>
void fields(V& v, T& x) {
    v("ground", x.ground);
}

template <class V, Like<RestrictionLifted> T>
void fields(V& v, T& x) {
    v("informed_on", x.informed_on);
    v("reason", x.reason);
}

template <class V, Like<BasisDeclared> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("basis", x.basis);
    v("provision", x.provision);
    v("assessment", x.assessment);
    v("assessed_on", x.assessed_on);
    v("contract", x.contract);
}

template <class V, Like<BasisEnded> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("basis", x.basis);
}

template <class V, Like<GroundDeclared> T>
void fields(V& v, T& x) {
    v("kind", x.kind);
    v("purposes", x.purposes);
    v("url", x.url);
    v("captured", x.captured);
    v("quote", x.quote);
    v("evidence", x.evidence);
    v("opt_out_at_collection", x.opt_out_at_collection);
    v("own_similar", x.own_similar);
    v("in_sale", x.in_sale);
}

template <class V, Like<GroundEnded> T>
void fields(V& v, T& x) {
    v("kind", x.kind);
}

template <class V, Like<Informed> T>
void fields(V& v, T& x) {
    v("duty", x.duty);
    v("notice", x.notice);
    v("purpose", x.purpose);
    v("how", x.how);
}

template <class V, Like<Released> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("channel", x.channel);
    v("fulfilled", x.fulfilled);
}

template <class V, Like<Delivered> T>
void fields(V& v, T& x) {
    v("release", x.release);
}

template <class V, Like<Failed> T>
void fields(V& v, T& x) {
    v("release", x.release);
    v("permanent", x.permanent);
}

template <class V, Like<Disclosed> T>
void fields(V& v, T& x) {
    v("to", x.to);
    v("categories", x.categories);
    v("purpose", x.purpose);
}

template <class V, Like<CopyGiven> T>
void fields(V& v, T& x) {
    v("files", x.files);
}

template <class V, Like<PartErased> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("category", x.category);
    v("tombstone", x.tombstone);
}

template <class V, Like<RetentionRestricted> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
}

template <class V, Like<RetentionReviewed> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("reason", x.reason);
}

template <class V, Like<LegalHoldPlaced> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("reason", x.reason);
    v("case_reference", x.case_reference);
}

template <class V, Like<LegalHoldReleased> T>
void fields(V& v, T& x) {
    v("hold", x.hold);
    v("reason", x.reason);
}

template <class V, Like<Merged> T>
void fields(V& v, T& x) {
    v("with", x.with);
}

template <class V, Like<MergeUndone> T>
void fields(V& v, T& x) {
    v("merge", x.merge);
}

}  // namespace lawful
