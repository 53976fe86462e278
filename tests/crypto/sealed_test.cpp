// SPDX-License-Identifier: Apache-2.0
#include "crypto/sealed.hpp"

#include <type_traits>

#include "crypto/system_random.hpp"
#include "support.hpp"

namespace lawful::crypto {
namespace {

using testing::code_of;

static_assert(!std::is_convertible_v<Bytes, Sealed> && !std::is_convertible_v<ByteView, Sealed>);
static_assert(!std::is_convertible_v<Digest, BlindIndex>);
static_assert(!std::is_constructible_v<Sealed, std::string>);
static_assert(!std::is_constructible_v<BlindIndex, Bytes>);

const Bytes some_registry(16, 1);
const Bytes some_owner(16, 2);
const Bytes row(8, 3);
const SealContext place{.table = "address",
                        .column = "value",
                        .registry = some_registry,
                        .owner = some_owner,
                        .row = row};

Xaes256Gcm some_key() { return Xaes256Gcm(Bytes(32, 9)); }

bool opens(const SealContext& context, const Sealed& sealed) {
    const auto code = code_of([&] { (void)unseal(some_key(), context, sealed); });
    CHECK((!code || code == ErrorCode::corrupt));
    return !code;
}

Sealed sealed_at(const SealContext& context) {
    testing::CountingRandom random;
    return seal(some_key(), random, context, as_bytes("text"));
}

}  // namespace

TEST_CASE("a sealed value has its documented layout and opens in its place") {
    const auto sealed = sealed_at(place);
    CHECK(sealed.bytes.size() == 1 + 24 + 4 + 16);
    CHECK(sealed.bytes[0] == 1);
    for (std::size_t i = 0; i < 24; ++i) CHECK(sealed.bytes[1 + i] == i + 1);
    CHECK(as_text(unseal(some_key(), place, sealed)) == "text");
}

TEST_CASE("the associated data is each field after its size as eight bytes") {
    const auto sealed = sealed_at(place);
    Bytes associated;
    for (const auto field : {as_bytes("lawful-seal/v1"), as_bytes("address"), as_bytes("value"),
                             ByteView(some_registry), ByteView(some_owner), ByteView(row)}) {
        associated.insert(associated.end(), 7, 0);
        associated.push_back(static_cast<std::uint8_t>(field.size()));
        associated.insert(associated.end(), field.begin(), field.end());
    }
    const ByteView bytes = sealed.bytes;
    CHECK(as_text(some_key().open(bytes.subspan(1, 24), bytes.subspan(25), associated)) == "text");
}

TEST_CASE("sealing twice gives different bytes; nothing seals too") {
    SystemRandom random;
    const auto key = some_key();
    CHECK(seal(key, random, place, as_bytes("a")) != seal(key, random, place, as_bytes("a")));
    const auto empty = seal(key, random, place, {});
    CHECK(empty.bytes.size() == 41);
    CHECK(unseal(key, place, empty).empty());
}

TEST_CASE("every flipped bit and every cut of a sealed value is corrupt") {
    const auto sealed = sealed_at(place);
    for (std::size_t bit = 0; bit < sealed.bytes.size() * 8; ++bit) {
        auto changed = sealed;
        changed.bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        CAPTURE(bit);
        CHECK_FALSE(opens(place, changed));
    }
    for (std::size_t size = 0; size < sealed.bytes.size(); ++size) {
        CHECK_FALSE(opens(place, Sealed(testing::to_bytes(ByteView(sealed.bytes).first(size)))));
    }
    auto longer = sealed;
    longer.bytes.push_back(0);
    CHECK_FALSE(opens(place, longer));
    CHECK_FALSE(opens(place, Sealed()));
    CHECK(opens(place, sealed));
}

TEST_CASE("every version but 1 is refused, even one that would authenticate") {
    auto sealed = sealed_at(place);
    for (unsigned version = 0; version < 256; ++version) {
        sealed.bytes[0] = static_cast<std::uint8_t>(version);
        CHECK(opens(place, sealed) == (version == 1));
    }
}

TEST_CASE("a value moved to any other place does not open") {
    const auto sealed = sealed_at(place);
    const Bytes other(16, 8);
    auto moved = place;
    SUBCASE("table") { moved.table = "recipient"; }
    SUBCASE("column") { moved.column = "name"; }
    SUBCASE("registry") { moved.registry = other; }
    SUBCASE("owner") { moved.owner = other; }
    SUBCASE("row") { moved.row = other; }
    SUBCASE("no owner") { moved.owner = {}; }
    SUBCASE("no row") { moved.row = {}; }
    SUBCASE("owner and registry exchanged") { std::swap(moved.owner, moved.registry); }
    SUBCASE("another key") {
        CHECK(code_of([&] { (void)unseal(Xaes256Gcm(Bytes(32, 8)), place, sealed); }) ==
              ErrorCode::corrupt);
        return;
    }
    CHECK_FALSE(opens(moved, sealed));
}

TEST_CASE("the boundaries between the fields of a place count") {
    auto left = place;
    auto right = place;
    SUBCASE("table and column") {
        left.table = "ab", left.column = "c";
        right.table = "a", right.column = "bc";
    }
    SUBCASE("an empty column") {
        left.table = "ab", left.column = "";
        right.table = "", right.column = "ab";
    }
    const Bytes bytes{0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4};
    const ByteView all = bytes;
    SUBCASE("owner and row") {
        left.owner = all.first(10), left.row = all.subspan(10);
        right.owner = all.first(9), right.row = all.subspan(9);
    }
    SUBCASE("a field that looks like a size") {
        left.owner = all.first(8), left.row = {};
        right.owner = {}, right.row = all.first(8);
    }
    CHECK(opens(left, sealed_at(left)));
    CHECK_FALSE(opens(right, sealed_at(left)));
    CHECK_FALSE(opens(left, sealed_at(right)));
}

TEST_CASE("a failing random source fails the seal") {
    testing::FailingRandom random;
    Sealed out;
    CHECK(code_of([&] { out = seal(some_key(), random, place, as_bytes("text")); }) ==
          ErrorCode::random_failed);
    CHECK(out.bytes.empty());
}

TEST_CASE("sealed values and blind indexes compare by value") {
    CHECK(sealed_at(place) == sealed_at(place));
    CHECK(BlindIndex(Digest{1}) == BlindIndex(Digest{1}));
    CHECK(BlindIndex(Digest{1}) < BlindIndex(Digest{2}));
}

}  // namespace lawful::crypto
