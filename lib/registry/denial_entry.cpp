// SPDX-License-Identifier: Apache-2.0
#include "registry/denial_entry.hpp"

#include <tuple>

#include "model/codec.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

struct Describe {
    DenialEntry& entry;

    template <class Scoped>
    bool scope(const Scoped& body) const {
        entry.purpose = body.purpose;
        entry.channel = body.channel;
        return true;
    }
    bool operator()(const ConsentRefused& refused) const { return scope(refused); }
    bool operator()(const ConsentWithdrawn& withdrawn) const { return scope(withdrawn); }
    bool operator()(const ConsentInvalidated& invalidated) const {
        entry.consent = invalidated.consent;
        return true;
    }
    bool operator()(const Objected& objected) const {
        entry.objection = objected.kind;
        return scope(objected);
    }
    bool operator()(const Restricted& restricted) const {
        entry.restriction = restricted.ground;
        return true;
    }
    bool operator()(const Suppressed& suppressed) const {
        entry.suppression = suppressed.reason;
        entry.purposes = suppressed.purposes;
        entry.loose = {{suppressed.loose_key, suppressed.epoch}};
        return true;
    }
    bool operator()(const Erased& erased) const {
        entry.subject = erased.subject;
        entry.erasure = erased.ground;
        entry.purpose = erased.purpose;
        entry.category = erased.category;
        return true;
    }
    /// Where something was erased the tombstone says it.
    bool operator()(const PartErased& part) const {
        if (!part.purpose.empty()) entry.purpose = part.purpose;
        return part.tombstone == 0;
    }
    bool operator()(const RetentionRestricted& restricted) const {
        entry.purpose = restricted.purpose;
        return true;
    }
    template <class Body>
    bool operator()(const Body&) const {
        return false;
    }
};

}  // namespace

template <class V, model::Like<LooseKey> T>
void fields(V& v, T& x) {
    v("key", x.key);
    v("epoch", x.epoch);
}

template <class V, model::Like<DenialEntry> T>
void fields(V& v, T& x) {
    v("batch", x.batch);
    v("lines", x.lines);
    v("index", x.index);
    v("commitment", x.commitment);
    v("kind", x.kind);
    v("subject", x.subject);
    v("purpose", x.purpose);
    v("channel", x.channel);
    v("purposes", x.purposes);
    v("objection", x.objection);
    v("restriction", x.restriction);
    v("suppression", x.suppression);
    v("erasure", x.erasure);
    v("category", x.category);
    v("consent", x.consent);
    v("loose", x.loose);
    v("occurred", x.occurred);
    v("recorded", x.recorded);
}

std::optional<DenialEntry> denial_entry(EventIndex index, const Event& event) {
    DenialEntry entry;
    entry.index = index;
    entry.kind = kind_of(event.body);
    entry.subject = event.subject;
    entry.occurred = event.occurred;
    entry.recorded = event.recorded;
    if (!std::visit(Describe{entry}, event.body)) return std::nullopt;
    return entry;
}

bool says_the_same(const DenialEntry& one, const DenialEntry& other) {
    const auto terms = [](const DenialEntry& x) {
        return std::tie(x.kind, x.subject, x.purpose, x.channel, x.purposes, x.objection, x.restriction,
                        x.suppression, x.erasure, x.category, x.consent);
    };
    // Only a suppression is about its address; elsewhere they follow from the subject.
    return terms(one) == terms(other) && (!one.suppression || one.loose == other.loose);
}

std::string encode_entry(const DenialEntry& entry) { return model::encode(entry); }

DenialEntry decode_entry(std::string_view text) {
    try {
        return model::decode<DenialEntry>(text);
    } catch (const Error& error) {
        throw Error(ErrorCode::corrupt, std::string("denial journal: ") + error.what());
    }
}

}  // namespace lawful::registry
