// SPDX-License-Identifier: Apache-2.0
#include "registry/erasure_scope.hpp"

namespace lawful::registry {

ErasureScope::ErasureScope(const rules::SubjectState& state, ErasureGround ground)
    : ErasureScope(ground) {
    add(state);
}

ErasureScope ErasureScope::of_denials(const rules::SubjectState& person, ErasureGround ground) {
    ErasureScope scope(ground);
    scope.add_denials(person);
    if (ground != ErasureGround::consent_withdrawn) return scope;
    for (const auto& consent : person.consents) scope.add(consent.purpose);
    return scope;
}

void ErasureScope::add(const rules::SubjectState& state) {
    add_denials(state);
    for (const auto& consent : state.consents) add(consent.purpose);
    for (const auto& request : state.requests) add(request.purpose);
    for (const auto& basis : state.bases) add(basis.purpose);
    for (const auto& fact : state.informed) add(fact.purpose);
    for (const auto& end : state.ended) add(end.purpose);
    for (const auto& ground : state.grounds) {
        for (const auto& purpose : ground.purposes) add(purpose);
    }
    if (state.person) add(state.person->collected_for);
    if (!state.address) return;
    for (const auto& release : state.address->open_releases) add(release.purpose);
}

void ErasureScope::add(const std::string& purpose) {
    if (!purpose.empty()) purposes_.insert(purpose);
}

void ErasureScope::add(const ErasureScope& other) {
    everything_ = everything_ || other.everything_;
    purposes_.insert(other.purposes_.begin(), other.purposes_.end());
}

void ErasureScope::add_denials(const rules::SubjectState& state) {
    for (const auto& denial : state.denials) add_scope(denial.purpose);
    for (const auto& objection : state.objections) {
        add_scope(objection.kind == ObjectionKind::direct_marketing ? std::nullopt
                                                                    : objection.purpose);
    }
    if (!state.restrictions.empty()) everything_ = true;
}

void ErasureScope::add_scope(const std::optional<std::string>& purpose) {
    if (purpose) add(*purpose);
    else everything_ = true;
}

std::vector<std::string> ErasureScope::purposes() const {
    if (everything_) return {};
    return {purposes_.begin(), purposes_.end()};
}

}  // namespace lawful::registry
