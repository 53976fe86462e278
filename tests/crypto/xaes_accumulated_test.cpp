// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <openssl/evp.h>

#include "crypto/xaes.hpp"
#include "support.hpp"

namespace lawful::crypto {
namespace {

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

Context new_shake() {
    Context context(EVP_MD_CTX_new());
    REQUIRE(EVP_DigestInit_ex(context.get(), EVP_shake128(), nullptr) == 1);
    return context;
}

Bytes squeeze(const Context& context, std::size_t size) {
    Bytes out(size);
    REQUIRE(EVP_DigestFinalXOF(context.get(), out.data(), out.size()) == 1);
    return out;
}

// C2SP XAES-256-GCM, "Accumulated randomized tests". OpenSSL 3.0 squeezes only once, so the whole
// stream is taken first: a test reads 313 bytes on average.
std::string accumulate(std::size_t tests) {
    const auto stream = squeeze(new_shake(), tests * 320);
    auto rest = ByteView(stream);
    const auto take = [&](std::size_t size) {
        const auto out = rest.first(size);
        rest = rest.subspan(size);
        return out;
    };
    const auto hash = new_shake();
    for (std::size_t test = 0; test < tests; ++test) {
        REQUIRE(rest.size() >= 32 + 24 + 2 + 255 + 255);
        const Xaes256Gcm key(take(32));
        const auto nonce = take(24);
        const auto plaintext = take(take(1)[0]);
        const auto associated = take(take(1)[0]);
        const auto ciphertext = key.seal(nonce, plaintext, associated);
        REQUIRE(EVP_DigestUpdate(hash.get(), ciphertext.data(), ciphertext.size()) == 1);
        if (test % 100 == 0) {
            CHECK(key.open(nonce, ciphertext, associated) == testing::to_bytes(plaintext));
        }
    }
    return to_hex(squeeze(hash, 32));
}

}  // namespace

TEST_CASE("10,000 accumulated xaes-256-gcm tests") {
    CHECK(accumulate(10'000) ==
          "e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939");
}

// 320 MB and some seconds: run with --no-skip.
TEST_CASE("1,000,000 accumulated xaes-256-gcm tests" * doctest::skip()) {
    CHECK(accumulate(1'000'000) ==
          "2163ae1445985a30b60585ee67daa55674df06901b890593e824b8a7c885ab15");
}

}  // namespace lawful::crypto
