// SPDX-License-Identifier: Apache-2.0
#include "crypto/ed25519.hpp"

#include <cstring>
#include <new>
#include <string>
#include <utility>

#include <openssl/err.h>

#include "support.hpp"

namespace lawful::crypto {
namespace {

using testing::code_of;

struct Known {
    const char* seed;
    const char* public_key;
    const char* message;
    const char* signature;
};

// RFC 8032 section 7.1, tests 1 to 3.
constexpr Known known[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b4"
     "6bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d"
     "8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6"
     "594a7c15e9716ed28dc027beceea1ec40a"},
};

}  // namespace

TEST_CASE("ed25519 gives the answers of RFC 8032") {
    for (const auto& answer : known) {
        const SigningKey key(from_hex(answer.seed));
        const auto message = from_hex(answer.message);
        CHECK(to_hex(key.public_key()) == answer.public_key);
        CHECK(to_hex(key.sign(message)) == answer.signature);
        CHECK(is_signed(key.public_key(), message, from_hex(answer.signature)));
    }
}

TEST_CASE("ed25519 agrees with Wycheproof") {
    const auto suite = testing::vectors("wycheproof/ed25519_test.json");
    if (!suite) return;
    const auto hex = [](const nlohmann::json& value) { return from_hex(value.get<std::string>()); };
    int seen = 0;
    for (const auto& group : (*suite)["testGroups"]) {
        const auto key = to_array<32>(hex(group["publicKey"]["pk"]));
        for (const auto& test : group["tests"]) {
            CAPTURE(test["tcId"].get<int>());
            CHECK(is_signed(key, hex(test["msg"]), hex(test["sig"])) ==
                  (test["result"] == "valid"));
            ++seen;
        }
    }
    CHECK(seen == (*suite)["numberOfTests"]);
}

TEST_CASE("no bit of message, signature or key can change") {
    testing::CountingRandom random;
    const auto key = SigningKey::generate(random);
    auto message = testing::to_bytes(as_bytes("checkpoint"));
    auto signature = key.sign(message);
    auto public_key = key.public_key();
    const auto holds = [&] { return is_signed(public_key, message, signature); };
    REQUIRE(holds());
    const auto refuses_each_bit = [&](std::span<std::uint8_t> bytes) {
        for (auto& byte : bytes) {
            for (unsigned bit = 0; bit < 8; ++bit) {
                byte ^= static_cast<std::uint8_t>(1U << bit);
                CHECK_FALSE(holds());
                byte ^= static_cast<std::uint8_t>(1U << bit);
            }
        }
    };
    refuses_each_bit(message);
    refuses_each_bit(signature);
    refuses_each_bit(public_key);
    CHECK_FALSE(is_signed(public_key, message, ByteView(signature).first(63)));
    CHECK_FALSE(is_signed(public_key, message, {}));
    CHECK(ERR_peek_error() == 0);
}

TEST_CASE("keys come from the random source they are given, and from it alone") {
    testing::CountingRandom first;
    testing::CountingRandom second;
    const auto one = SigningKey::generate(first);
    CHECK(one.public_key() == SigningKey::generate(second).public_key());
    CHECK(one.public_key() != SigningKey::generate(first).public_key());
    testing::FailingRandom failing;
    CHECK(code_of([&] { (void)SigningKey::generate(failing); }) == ErrorCode::random_failed);
    for (const std::size_t size : {0U, 31U, 33U}) {
        CHECK(code_of([&] { SigningKey key{Bytes(size)}; }) == ErrorCode::wrong_key);
    }
}

TEST_CASE("a signing key leaves no trace of its seed when it goes or moves") {
    const Bytes seed(32, 0x5a);
    alignas(SigningKey) std::uint8_t place[sizeof(SigningKey)];
    auto* key = new (place) SigningKey(seed);
    const SigningKey moved(std::move(*key));
    CHECK(to_hex(moved.seed()) == to_hex(seed));
    CHECK(as_text(ByteView(place)).find(as_text(ByteView(seed).first(8))) == std::string::npos);
    key->~SigningKey();
    auto* other = new (place) SigningKey(seed);
    other->~SigningKey();
    CHECK(as_text(ByteView(place)).find(as_text(ByteView(seed).first(8))) == std::string::npos);
}

}  // namespace lawful::crypto
