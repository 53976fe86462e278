// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/codec.hpp"

#include <lawful/rights.hpp>

/// The members of the events of requests; the others are in `fields.hpp`.
namespace lawful {

using model::Like;

template <class V, Like<RequestOpened> T>
void fields(V& v, T& x) {
    v("type", x.type);
    v("received", x.received);
    v("how", x.how);
    v("reference", x.reference);
    v("purpose", x.purpose);
    v("channel", x.channel);
    v("kind", x.kind);
}

template <class V, Like<RequestIdentityAsked> T>
void fields(V& v, T& x) {
    v("request", x.request);
    v("on", x.on);
    v("how", x.how);
}

template <class V, Like<RequestIdentityVerified> T>
void fields(V& v, T& x) {
    v("request", x.request);
    v("on", x.on);
    v("how", x.how);
}

template <class V, Like<RequestExtended> T>
void fields(V& v, T& x) {
    v("request", x.request);
    v("told_on", x.told_on);
    v("reason", x.reason);
}

template <class V, Like<RequestRefused> T>
void fields(V& v, T& x) {
    v("request", x.request);
    v("reason", x.reason);
    v("complaint", x.complaint);
    v("remedy", x.remedy);
    v("told_on", x.told_on);
}

template <class V, Like<RequestClosed> T>
void fields(V& v, T& x) {
    v("request", x.request);
    v("outcome", x.outcome);
    v("on", x.on);
}

}  // namespace lawful
