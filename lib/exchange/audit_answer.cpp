// SPDX-License-Identifier: Apache-2.0
#include "exchange/audit_answer.hpp"

#include "model/codec.hpp"
#include "model/fields.hpp"

namespace lawful {

// docs/audit-format.md, "answer.json".
template <class V, model::Like<Reason> T>
void fields(V& v, T& x) {
    v("rule", x.rule);
    v("code", x.code);
    v("effect", x.effect);
    v("article", x.article);
    v("since", x.since);
    v("event", x.event);
}

template <class V, model::Like<Obligation> T>
void fields(V& v, T& x) {
    v("code", x.code);
    v("article", x.article);
    v("blocking", x.blocking);
}

template <class V, model::Like<Decision> T>
void fields(V& v, T& x) {
    v("verdict", x.verdict);
    v("reasons", x.reasons);
    v("obligations", x.obligations);
    v("basis", x.basis);
    v("valid_until", x.valid_until);
    v("ledger_size", x.ledger_size);
}

namespace rules {

template <class V, model::Like<ErasedHolder> T>
void fields(V& v, T& x) {
    v("address", x.address);
    v("recipient", x.recipient);
    v("from", x.from);
    v("until", x.until);
}

template <class V, model::Like<MergedSuppression> T>
void fields(V& v, T& x) {
    v("recipient", x.recipient);
    v("event", x.event);
}

template <class V, model::Like<Asked> T>
void fields(V& v, T& x) {
    v("purpose", x.purpose);
    v("channel", x.channel);
    v("at", x.at);
    v("size", x.size);
    v("address", x.address);
    v("related", x.related);
    v("suppressions", x.suppressions);
    v("merged_suppressions", x.merged_suppressions);
    v("erased_holders", x.erased_holders);
    v("erased", x.erased);
    v("journal_lost", x.journal_lost);
}

}  // namespace rules

namespace exchange {

template <class V, model::Like<AuditAnswer> T>
void fields(V& v, T& x) {
    v("asked", x.asked);
    v("decision", x.decision);
}

AuditAnswer AuditAnswer::parse(std::string_view text) {
    if (!text.ends_with('\n')) throw Error(ErrorCode::invalid_file, "the newline at its end is missing");
    try {
        return model::decode<AuditAnswer>(text.substr(0, text.size() - 1));
    } catch (const Error& error) {
        throw Error(ErrorCode::invalid_file, error.what());
    }
}

std::string AuditAnswer::text() const { return model::encode(*this) + '\n'; }

}  // namespace exchange
}  // namespace lawful
