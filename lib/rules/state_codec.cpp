// SPDX-License-Identifier: Apache-2.0
#include "model/fields.hpp"
#include "model/packed.hpp"
#include "rules/state.hpp"

namespace lawful {

template <>
struct WireNames<rules::DenialKind> {
    static constexpr auto names = std::to_array<std::string_view>({"refused", "withdrawn", "erased", "expired"});
};

namespace rules {

using model::Like;

template <class V, Like<Denial> T>
void fields(V& v, T& x) {
    v("kind", x.kind);
    v("purpose", x.purpose);
    v("channel", x.channel);
    v("occurred", x.occurred);
    v("index", x.index);
    v("first", x.first);
}

template <class V, Like<Objection> T>
void fields(V& v, T& x) {
    v("kind", x.kind);
    v("purpose", x.purpose);
    v("channel", x.channel);
    v("occurred", x.occurred);
    v("index", x.index);
    v("outcome", x.outcome);
}

template <class V, Like<Consent> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("channel", x.channel);
    v("addresses", x.addresses);
    v("occurred", x.occurred);
    v("index", x.index);
    v("renewed", x.renewed);
    v("imported", x.imported);
    v("demonstrable", x.demonstrable);
    v("specific", x.specific);
    v("explicit", x.explicit_consent);
    v("method", x.method);
    v("given_by", x.given_by);
    v("confirmed", x.confirmed);
    v("invalidated", x.invalidated);
}

template <class V, Like<Request> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("channel", x.channel);
    v("occurred", x.occurred);
    v("index", x.index);
}

template <class V, Like<BasisFact> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("basis", x.basis);
    v("provision", x.provision);
    v("assessment", x.assessment);
    v("assessed_on", x.assessed_on);
    v("contract", x.contract);
    v("occurred", x.occurred);
    v("index", x.index);
}

template <class V, Like<GroundFact> T>
void fields(V& v, T& x) {
    v("kind", x.kind);
    v("purposes", x.purposes);
    v("evidenced", x.evidenced);
    v("occurred", x.occurred);
    v("index", x.index);
}

template <class V, Like<Restriction> T>
void fields(V& v, T& x) {
    v("ground", x.ground);
    v("occurred", x.occurred);
    v("index", x.index);
}

template <class V, Like<InformedFact> T>
void fields(V& v, T& x) {
    v("duty", x.duty);
    v("purpose", x.purpose);
    v("notice", x.notice);
    v("occurred", x.occurred);
    v("index", x.index);
}

template <class V, Like<Ended> T>
void fields(V& v, T& x) {
    v("what", x.what);
    v("purpose", x.purpose);
    v("occurred", x.occurred);
}

template <class V, Like<HoldFact> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("occurred", x.occurred);
    v("index", x.index);
}

template <class V, Like<ErasedPart> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("occurred", x.occurred);
    v("tombstone", x.tombstone);
}

template <class V, Like<ReviewFact> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("occurred", x.occurred);
}

template <class V, Like<MergeFact> T>
void fields(V& v, T& x) {
    v("with", x.with);
    v("occurred", x.occurred);
    v("index", x.index);
}

template <class V, Like<RightsFact> T>
void fields(V& v, T& x) {
    v("type", x.type);
    v("received", x.received);
    v("asked", x.asked);
    v("verified", x.verified);
    v("extended", x.extended);
    v("closed", x.closed);
    v("outcome", x.outcome);
    v("index", x.index);
}

template <class V, Like<PersonFacts> T>
void fields(V& v, T& x) {
    v("country", x.country);
    v("organisation", x.organisation);
    v("source", x.source);
    v("obtained", x.obtained);
    v("collected_for", x.collected_for);
    v("art14_exemption", x.art14_exemption);
    v("exemption_reasoned", x.exemption_reasoned);
    v("age_recorded", x.age_recorded);
    v("under_guardianship", x.under_guardianship);
    v("employee", x.employee);
}

template <class V, Like<OrganisationFacts> T>
void fields(V& v, T& x) {
    v("country", x.country);
    v("legal_person", x.legal_person);
    v("public_authority", x.public_authority);
    v("sector", x.sector);
}

template <class V, Like<OpenRelease> T>
void fields(V& v, T& x) {
    v("index", x.index);
    v("purpose", x.purpose);
    v("channel", x.channel);
    v("fulfilled", x.fulfilled);
}

template <class V, Like<AddressFacts> T>
void fields(V& v, T& x) {
    v("medium", x.medium);
    v("kind", x.kind);
    v("organisation", x.organisation);
    v("source", x.source);
    v("open_releases", x.open_releases);
    v("first_delivered", x.first_delivered);
    v("last_delivered", x.last_delivered);
}

template <class V, Like<SubjectState> T>
void fields(V& v, T& x) {
    v("person", x.person);
    v("organisation", x.organisation);
    v("address", x.address);
    v("added", x.added);
    v("denials", x.denials);
    v("objections", x.objections);
    v("consents", x.consents);
    v("requests", x.requests);
    v("bases", x.bases);
    v("grounds", x.grounds);
    v("restrictions", x.restrictions);
    v("informed", x.informed);
    v("ended", x.ended);
    v("holds", x.holds);
    v("parts", x.parts);
    v("reviews", x.reviews);
    v("merges", x.merges);
    v("rights", x.rights);
    v("disclosed", x.disclosed);
    v("erased", x.erased);
}

Bytes encode_state(const SubjectState& state) { return model::pack(state); }

SubjectState decode_state(ByteView bytes) { return model::unpack<SubjectState>(bytes); }

}  // namespace rules
}  // namespace lawful
