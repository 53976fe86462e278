// SPDX-License-Identifier: Apache-2.0
#include "registry/signing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ledger/checkpoint.hpp"
#include "ledger/succession.hpp"
#include "registry/kept_tree.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

constexpr auto label = "lawful/signing-key/v1";

std::string origin_of(RegistryId id) { return "lawful-registry/" + to_string(id); }

crypto::Xaes256Gcm sealing_key(const Context& context) {
    return context.keys().sealing(label, context.id().bytes);
}

/// Bound to the key that others know it by: a sealed key of another announcement does not open.
crypto::SealContext place(const RegistryId& id, const std::string& known_as) {
    return {"signing_keys", "sealed", id.bytes, id.bytes, as_bytes(known_as)};
}

SigningKeyAnnounced announcement(const Context& context, const store::ReadTransaction& from,
                                 EventIndex index) {
    const auto row = from.event(index);
    if (row && row->subject == context.id().bytes) {
        auto body = context.open_event(*row, context.keys().registry_subject_key()).event.body;
        if (auto* announced = std::get_if<SigningKeyAnnounced>(&body)) return std::move(*announced);
    }
    throw Error(ErrorCode::corrupt, "registry file: no event announces the signing key");
}

}  // namespace

Signer signer(const Context& context, const store::ReadTransaction& from) {
    const auto row = from.signing_key();
    if (!row) throw Error(ErrorCode::corrupt, "registry file: the signing key is missing");
    const auto announced = announcement(context, from, row->position);
    auto seed = crypto::unseal(sealing_key(context), place(context.id(), announced.key), row->sealed);
    Signer out{ledger::VerifierKey::parse(announced.key), crypto::SigningKey(seed), row->position};
    crypto::wipe(seed);
    if (out.key.public_key() != out.known_as.key) {
        throw Error(ErrorCode::corrupt, "registry file: the signing key is not the one announced");
    }
    return out;
}

EventIndex announce_signing_key(const Context& context, Writer& writer) {
    auto& to = writer.transaction();
    const auto fresh = crypto::SigningKey::generate(context.random());
    const ledger::VerifierKey known_as{origin_of(context.id()), fresh.public_key()};
    SigningKeyAnnounced announced{known_as.text(), {}};
    if (to.signing_key()) {
        announced.signature = to_base64(ledger::sign_successor(signer(context, to).key, known_as));
    }
    const auto index = writer.append(context.id(), announced, writer.now());
    to.put_signing_key({index, crypto::seal(sealing_key(context), context.random(),
                                            place(context.id(), announced.key), fresh.seed())});
    return index;
}

std::string signed_checkpoint(const Context& context, const store::ReadTransaction& from) {
    const auto who = signer(context, from);
    const auto head = from.ledger();
    const ledger::Checkpoint checkpoint{who.known_as.name, {head.size, head.root}, {}};
    return ledger::sign_note(checkpoint.text(), who.known_as.name, who.key);
}

void require_consistent(const Context& context, const store::ReadTransaction& from,
                        std::string_view older_checkpoint) {
    const auto older = ledger::Checkpoint::parse(ledger::parse_note(older_checkpoint).text);
    if (older.origin != origin_of(context.id())) {
        throw Error(ErrorCode::invalid_file, "the older checkpoint is of another registry");
    }
    const auto head = from.ledger();
    if (older.head.size > head.size) {
        throw Error(ErrorCode::corrupt,
                    fmt::format("the registry was rolled back: its ledger had {} events then and has "
                                "{} now", older.head.size, head.size));
    }
    ledger::Prover prover(head.size);
    if (older.head.size > 0) prover.want_consistency(older.head.size);
    each_leaf(from, head.size, [&](const Digest& leaf) { prover.append(leaf); });
    const bool empty = older.head.size == 0;
    try {
        if (prover.root() != head.root) throw Error(ErrorCode::corrupt, "its root is another");
        if (empty && older.head.root != ledger::Frontier().root()) {
            throw Error(ErrorCode::corrupt, "an empty ledger has another root");
        }
        if (empty) return;
        ledger::verify_consistency(older.head, {head.size, head.root},
                                   prover.consistency(older.head.size));
    } catch (const Error& error) {
        throw Error(ErrorCode::corrupt,
                    fmt::format("the registry's ledger is not the one of then, grown: it was rolled "
                                "back or rewritten ({})", error.what()));
    }
}

}  // namespace lawful::registry
