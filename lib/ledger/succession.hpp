// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ledger/note.hpp"

/// One signing key takes the place of another: the old one signs the new one.
namespace lawful::ledger {

[[nodiscard]] crypto::Signature sign_successor(const crypto::SigningKey& old,
                                               const VerifierKey& successor);

[[nodiscard]] bool is_successor(const VerifierKey& old, const VerifierKey& successor,
                                ByteView signature);

}  // namespace lawful::ledger
