// SPDX-License-Identifier: Apache-2.0
#include "crypto/mac.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include "support.hpp"

namespace lawful::crypto {
namespace {

using testing::code_of;

Bytes hex(const nlohmann::json& value) { return from_hex(value.get<std::string>()); }

}  // namespace

TEST_CASE("hmac-sha256 agrees with Wycheproof") {
    const auto suite = testing::vectors("wycheproof/hmac_sha256_test.json");
    if (!suite) return;
    int seen = 0;
    for (const auto& group : (*suite)["testGroups"]) {
        const auto tag_size = group["tagSize"].get<std::size_t>() / 8;
        for (const auto& test : group["tests"]) {
            CAPTURE(test["tcId"].get<int>());
            const auto mac = hmac_sha256(hex(test["key"]), hex(test["msg"]));
            const bool valid = test["result"] == "valid";
            CHECK(equal(ByteView(mac).first(tag_size), hex(test["tag"])) == valid);
            ++seen;
        }
    }
    CHECK(seen == (*suite)["numberOfTests"]);
}

TEST_CASE("hkdf-sha256 agrees with Wycheproof") {
    const auto suite = testing::vectors("wycheproof/hkdf_sha256_test.json");
    if (!suite) return;
    int seen = 0;
    for (const auto& group : (*suite)["testGroups"]) {
        for (const auto& test : group["tests"]) {
            CAPTURE(test["tcId"].get<int>());
            const auto derive = [&] {
                return hkdf_sha256(hex(test["ikm"]), hex(test["salt"]), hex(test["info"]),
                                   test["size"].get<std::size_t>());
            };
            ++seen;
            if (test["result"] == "valid") {
                CHECK(derive() == hex(test["okm"]));
            } else {
                CHECK(code_of(derive) == ErrorCode::internal);
            }
        }
    }
    CHECK(seen == (*suite)["numberOfTests"]);
}

TEST_CASE("hmac-sha256 gives RFC 4231 case 2, also from a prepared key used again") {
    constexpr auto answer = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    const HmacKey key(as_bytes("Jefe"));
    CHECK(to_hex(key.mac(as_bytes("what do ya want for nothing?"))) == answer);
    CHECK(to_hex(key.mac(as_bytes("what do ya want for nothing?"))) == answer);
    CHECK(key.mac({}) == hmac_sha256(as_bytes("Jefe"), {}));
    CHECK(to_hex(hmac_sha256({}, {})) ==
          "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST_CASE("hkdf refuses no output and too much of it") {
    CHECK(code_of([] { (void)hkdf_sha256(as_bytes("k"), {}, {}, 0); }) == ErrorCode::internal);
    CHECK(hkdf_sha256(as_bytes("k"), {}, {}, 8160).size() == 8160);
    CHECK(code_of([] { (void)hkdf_sha256(as_bytes("k"), {}, {}, 8161); }) == ErrorCode::internal);
}

TEST_CASE("equal compares size and content") {
    CHECK(equal({}, {}));
    CHECK(equal(as_bytes("abc"), as_bytes("abc")));
    CHECK_FALSE(equal(as_bytes("abc"), as_bytes("abd")));
    CHECK_FALSE(equal(as_bytes("abc"), as_bytes("bbc")));
    CHECK_FALSE(equal(as_bytes("abc"), as_bytes("ab")));
    CHECK_FALSE(equal(as_bytes("abc"), {}));
}

TEST_CASE("one prepared key serves several threads") {
    const HmacKey key(as_bytes("shared"));
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            const auto message = std::string(static_cast<std::size_t>(thread) * 40, 'x');
            const auto expected = hmac_sha256(as_bytes("shared"), as_bytes(message));
            for (int i = 0; i < 500; ++i) {
                if (key.mac(as_bytes(message)) != expected) ++wrong;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(wrong == 0);
}

}  // namespace lawful::crypto
