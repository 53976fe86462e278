// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <thread>

#include "crypto/xaes.hpp"

#include "support.hpp"

namespace lawful::crypto {
namespace {

using testing::code_of;
using Tag = std::array<std::uint8_t, Xaes256Gcm::tag_size>;

const Bytes nonce(24, 9);
const Bytes place(60, 0xa5);

// Seals while the thread's own variables are already gone, as closing a static registry does.
struct AtThreadEnd {
    ~AtThreadEnd() {
        const Xaes256Gcm key(Bytes(32, 1));
        *result = key.open(nonce, key.seal(nonce, place, {}), {});
    }
    Bytes* result;
};

}  // namespace

TEST_CASE("sealing into a span equals sealing, also in place, and opens again") {
    const Xaes256Gcm key(Bytes(32, 1));
    for (const std::size_t size : {0U, 1U, 16U, 4048U}) {
        CAPTURE(size);
        const Bytes plaintext(size, 0x5a);
        const auto expected = key.seal(nonce, plaintext, place);
        Bytes page = plaintext;
        Tag tag{};
        key.seal_into(nonce, page, place, page, tag);
        CHECK(std::equal(page.begin(), page.end(), expected.begin()));
        CHECK(std::equal(tag.begin(), tag.end(), expected.end() - 16));
        CHECK(key.open_into(nonce, page, tag, place, page));
        CHECK(page == plaintext);
    }
}

TEST_CASE("what does not authenticate is false, and leaves zeros") {
    const Xaes256Gcm key(Bytes(32, 1));
    Bytes page(4048, 0x5a);
    Tag tag{};
    key.seal_into(nonce, page, place, page, tag);
    const auto refused = [&](const Bytes& ciphertext, const Tag& with, ByteView where) {
        Bytes out(ciphertext.size(), 1);
        return !key.open_into(nonce, ciphertext, with, where, out) && out == Bytes(out.size());
    };
    CHECK(refused(page, tag, {}));
    for (std::size_t bit = 0; bit < 128; ++bit) {
        auto changed = tag;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        CHECK(refused(page, changed, place));
    }
    for (std::size_t byte = 0; byte < page.size(); byte += 97) {
        auto changed = page;
        changed[byte] ^= 0x80U;
        CHECK(refused(changed, tag, place));
    }
    CHECK_FALSE(refused(page, tag, place));  // the context recovers from every refusal
}

TEST_CASE("spans of another size are refused, untouched") {
    const Xaes256Gcm key(Bytes(32, 1));
    Bytes out(15, 1);
    Tag tag{};
    CHECK(code_of([&] { key.seal_into(nonce, Bytes(16), {}, out, tag); }) == ErrorCode::internal);
    CHECK(code_of([&] { (void)key.open_into(nonce, Bytes(16), tag, {}, out); }) ==
          ErrorCode::internal);
    CHECK(code_of([&] { key.seal_into(Bytes(23), Bytes(15), {}, out, tag); }) ==
          ErrorCode::internal);
    CHECK(out == Bytes(15, 1));
}

TEST_CASE("keys taken in turn do not mix, whatever the thread did before") {
    const Xaes256Gcm one(Bytes(32, 1));
    const Xaes256Gcm three(Bytes(32, 3));
    const auto by_one = one.seal(nonce, place, {});
    const auto by_three = three.seal(nonce, place, {});
    CHECK(by_one != by_three);
    for (int i = 0; i < 3; ++i) {
        CHECK(code_of([&] { (void)one.open(nonce, by_three, {}); }) == ErrorCode::corrupt);
        CHECK(one.seal(nonce, place, {}) == by_one);
        CHECK(three.open(nonce, by_three, {}) == place);
        CHECK(three.seal(nonce, place, {}) == by_three);
    }
}

TEST_CASE("a thread can seal while it ends") {
    Bytes result;
    std::thread([&] {
        thread_local AtThreadEnd last{&result};  // made before the contexts, so gone after them
        CHECK(last.result->empty());
        (void)Xaes256Gcm(Bytes(32, 1)).seal(nonce, {}, {});
    }).join();
    CHECK(result == place);
}

}  // namespace lawful::crypto
