// SPDX-License-Identifier: Apache-2.0
#include "crypto/xaes.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include "support.hpp"

namespace lawful::crypto {
namespace {

using testing::code_of;

const Bytes key_ones(32, 1);
const Bytes key_threes(32, 3);
constexpr std::string_view nonce = "ABCDEFGHIJKLMNOPQRSTUVWX";

}  // namespace

TEST_CASE("xaes-256-gcm gives the specification's answers, without and with a carry in K1") {
    CHECK(to_hex(Xaes256Gcm(key_ones).seal(as_bytes(nonce), as_bytes("XAES-256-GCM"), {})) ==
          "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271");
    CHECK(to_hex(Xaes256Gcm(key_threes)
                     .seal(as_bytes(nonce), as_bytes("XAES-256-GCM"),
                           as_bytes("c2sp.org/XAES-256-GCM"))) ==
          "986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d");
}

TEST_CASE("xaes-256-gcm agrees with the C2SP vectors, both ways") {
    const auto suite = testing::vectors("c2sp/xaes-256-gcm-vectors.json");
    if (!suite) return;
    for (const auto& test : (*suite)["vectors"]) {
        const auto text = [&](const char* name) { return test[name].get<std::string>(); };
        const Xaes256Gcm key(from_hex(text("K")));
        const auto n = text("N_ascii");
        const auto plaintext = text("plaintext_ascii");
        const auto aad = text("aad_ascii");
        const auto ciphertext = from_hex(text("ciphertext"));
        CHECK(key.seal(as_bytes(n), as_bytes(plaintext), as_bytes(aad)) == ciphertext);
        CHECK(as_text(key.open(as_bytes(n), ciphertext, as_bytes(aad))) == plaintext);
    }
}

TEST_CASE("what was sealed opens, whatever the sizes") {
    const Xaes256Gcm key(key_ones);
    for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 4048U, 100000U}) {
        for (const std::size_t associated : {0U, 1U, 16U, 300U}) {
            CAPTURE(size);
            CAPTURE(associated);
            const Bytes plaintext(size, 0x5a);
            const Bytes aad(associated, 0xa5);
            const auto sealed = key.seal(as_bytes(nonce), plaintext, aad);
            CHECK(sealed.size() == size + 16);
            CHECK(key.open(as_bytes(nonce), sealed, aad) == plaintext);
        }
    }
}

TEST_CASE("another key, nonce, associated data or any flipped bit is corrupt") {
    const Xaes256Gcm key(key_ones);
    const auto sealed = key.seal(as_bytes(nonce), as_bytes("text"), as_bytes("place"));
    const auto refused = [&](const Xaes256Gcm& k, ByteView n, ByteView c, ByteView a) {
        return code_of([&] { (void)k.open(n, c, a); }) == ErrorCode::corrupt;
    };
    CHECK(refused(Xaes256Gcm(key_threes), as_bytes(nonce), sealed, as_bytes("place")));
    CHECK(refused(key, as_bytes(nonce), sealed, as_bytes("plac")));
    CHECK(refused(key, as_bytes(nonce), sealed, {}));
    for (std::size_t bit = 0; bit < nonce.size() * 8; ++bit) {
        auto changed = testing::to_bytes(as_bytes(nonce));
        changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        CHECK(refused(key, changed, sealed, as_bytes("place")));
    }
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        auto changed = sealed;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        CHECK(refused(key, as_bytes(nonce), changed, as_bytes("place")));
    }
    for (std::size_t size = 0; size < sealed.size(); ++size) {
        CHECK(refused(key, as_bytes(nonce), ByteView(sealed).first(size), as_bytes("place")));
    }
}

TEST_CASE("keys and nonces of another size are refused") {
    for (const std::size_t size : {0U, 16U, 31U, 33U}) {
        CHECK(code_of([&] { Xaes256Gcm(Bytes(size)); }) == ErrorCode::internal);
    }
    const Xaes256Gcm key(key_ones);
    for (const std::size_t size : {0U, 12U, 23U, 25U}) {
        CHECK(code_of([&] { (void)key.seal(Bytes(size), {}, {}); }) == ErrorCode::internal);
        CHECK(code_of([&] { (void)key.open(Bytes(size), Bytes(16), {}); }) == ErrorCode::internal);
    }
}

TEST_CASE("one key serves several threads") {
    const Xaes256Gcm key(key_ones);
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            const Bytes n(24, static_cast<std::uint8_t>(thread));
            const Bytes plaintext(100, static_cast<std::uint8_t>(thread));
            for (int i = 0; i < 300; ++i) {
                if (key.open(n, key.seal(n, plaintext, n), n) != plaintext) ++wrong;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(wrong == 0);
}

}  // namespace lawful::crypto
