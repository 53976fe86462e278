// SPDX-License-Identifier: Apache-2.0
#include "ledger/succession.hpp"

namespace lawful::ledger {
namespace {

/// No checkpoint reads like this: its second line is a size.
std::string statement(const VerifierKey& successor) {
    return "lawful-signing-key/v1\n" + successor.text() + "\n";
}

}  // namespace

crypto::Signature sign_successor(const crypto::SigningKey& old, const VerifierKey& successor) {
    return old.sign(as_bytes(statement(successor)));
}

bool is_successor(const VerifierKey& old, const VerifierKey& successor, ByteView signature) {
    return old.name == successor.name &&
           crypto::is_signed(old.key, as_bytes(statement(successor)), signature);
}

}  // namespace lawful::ledger
