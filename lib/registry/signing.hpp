// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto/ed25519.hpp"
#include "ledger/note.hpp"
#include "registry/writer.hpp"

/// The key that signs checkpoints (docs/data-model.md, "Keys").
namespace lawful::registry {

/// Who signs, and with what.
struct Signer {
    ledger::VerifierKey known_as;
    crypto::SigningKey key;
    EventIndex announced = 0;
};

/// Throws `corrupt` when it is missing, damaged, or not the one that its event announced.
[[nodiscard]] Signer signer(const Context& context, const store::ReadTransaction& from);

/// A fresh key in the place of the one there is, if any: announced, and signed by the old one.
EventIndex announce_signing_key(const Context& context, Writer& writer);

/// The ledger's head as a signed checkpoint.
[[nodiscard]] std::string signed_checkpoint(const Context& context,
                                            const store::ReadTransaction& from);

/// Throws `corrupt` when the older ledger is no prefix of this one, `invalid_file` for what is no
/// checkpoint of this registry.
void require_consistent(const Context& context, const store::ReadTransaction& from,
                        std::string_view older_checkpoint);

}  // namespace lawful::registry
