// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/codec.hpp"

#include <lawful/registry_events.hpp>

/// The members of the registry's own events; the others are in `fields.hpp`.
namespace lawful {

using model::Like;

template <class V, Like<RegistryCreated> T>
void fields(V& v, T& x) {
    v("format", x.format);
}

template <class V, Like<PolicyApplied> T>
void fields(V& v, T& x) {
    v("policy", x.policy);
}

template <class V, Like<NationalRow> T>
void fields(V& v, T& x) {
    v("id", x.id);
    v("country", x.country);
    v("when", x.when);
    v("ground", x.ground);
    v("audience", x.audience);
    v("channels", x.channels);
    v("effect", x.effect);
    v("code", x.code);
    v("lifts", x.lifts);
    v("article", x.article);
    v("valid_from", x.valid_from);
    v("valid_to", x.valid_to);
}

template <class V, Like<RowsAdopted> T>
void fields(V& v, T& x) {
    v("version", x.version);
    v("rows", x.rows);
}

template <class V, Like<ClockHeld> T>
void fields(V& v, T& x) {
    v("wall", x.wall);
}

template <class V, Like<Suppressed> T>
void fields(V& v, T& x) {
    v("loose_key", x.loose_key);
    v("epoch", x.epoch);
    v("reason", x.reason);
    v("purposes", x.purposes);
}

template <class V, Like<KeysRotated> T>
void fields(V& v, T& x) {
    v("epoch", x.epoch);
}

template <class V, Like<Erased> T>
void fields(V& v, T& x) {
    v("subject", x.subject);
    v("leaves", x.leaves);
    v("ground", x.ground);
    v("purpose", x.purpose);
    v("category", x.category);
}

template <class V, Like<ProofRead> T>
void fields(V& v, T& x) {
    v("leaves", x.leaves);
    v("claim", x.claim);
}

template <class V, Like<ProofDestroyed> T>
void fields(V& v, T& x) {
    v("expired", x.expired);
    v("leaves", x.leaves);
}

template <class V, Like<JournalLossAccepted> T>
void fields(V& v, T& x) {
    v("journal", x.journal);
}

template <class V, Like<RegistryRestored> T>
void fields(V& v, T& x) {
    v("size", x.size);
    v("root", x.root);
}

template <class V, Like<SigningKeyAnnounced> T>
void fields(V& v, T& x) {
    v("key", x.key);
    v("signature", x.signature);
}

}  // namespace lawful
