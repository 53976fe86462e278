// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "ledger/succession.hpp"

using lawful::crypto::SigningKey;
using lawful::ledger::VerifierKey;

namespace {

SigningKey key_of(std::uint8_t seed) { return SigningKey(lawful::Bytes(SigningKey::size, seed)); }

VerifierKey known(const SigningKey& key, const char* name = "example.org/log") {
    return {name, key.public_key()};
}

}  // namespace

TEST_CASE("a key follows the one that signed it, and no other") {
    const auto old = key_of(1);
    const auto fresh = key_of(2);
    const auto other = key_of(3);
    const auto signature = lawful::ledger::sign_successor(old, known(fresh));
    CHECK(lawful::ledger::is_successor(known(old), known(fresh), signature));
    CHECK_FALSE(lawful::ledger::is_successor(known(other), known(fresh), signature));
    CHECK_FALSE(lawful::ledger::is_successor(known(old), known(other), signature));
    CHECK_FALSE(lawful::ledger::is_successor(known(old, "example.org/b"), known(fresh), signature));
    CHECK_FALSE(lawful::ledger::is_successor(known(old), known(fresh), {}));
    auto flipped = signature;
    flipped[5] ^= 1;
    CHECK_FALSE(lawful::ledger::is_successor(known(old), known(fresh), flipped));
}

TEST_CASE("the signature of a key is over the bytes that the format document says") {
    const auto old = key_of(1);
    const auto fresh = known(key_of(2));
    const auto text = "lawful-signing-key/v1\n" + fresh.text() + "\n";
    CHECK(lawful::ledger::sign_successor(old, fresh) == old.sign(lawful::as_bytes(text)));
}
