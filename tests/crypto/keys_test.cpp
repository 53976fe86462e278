// SPDX-License-Identifier: Apache-2.0
#include "crypto/keys.hpp"

#include <set>
#include <type_traits>

#include "support.hpp"

namespace lawful::crypto {
namespace {

using testing::code_of;
using testing::to_bytes;

static_assert(!std::is_copy_constructible_v<SubKey> && !std::is_default_constructible_v<SubKey>);
static_assert(!std::is_convertible_v<Bytes, SubKey>);
static_assert(std::is_nothrow_move_constructible_v<EpochKeys>);

const Bytes registry(16, 1);
const Bytes other_registry(16, 2);
const Bytes owner(16, 3);
const Bytes other_owner(16, 4);

SubKey key_of(std::uint8_t byte) { return SubKey(Bytes(32, byte)); }
Bytes host_of(std::uint8_t byte) { return Bytes(32, byte); }

}  // namespace

TEST_CASE("a sub key is 32 bytes and is wiped when it is moved from") {
    for (const std::size_t size : {0U, 31U, 33U}) {
        CHECK(code_of([&] { SubKey{Bytes(size)}; }) == ErrorCode::corrupt);
    }
    auto first = key_of(5);
    auto second = std::move(first);
    CHECK(to_bytes(first.view()) == Bytes(32));
    CHECK(to_bytes(second.view()) == Bytes(32, 5));
    first = std::move(second);
    CHECK(to_bytes(second.view()) == Bytes(32));
    CHECK(to_bytes(first.view()) == Bytes(32, 5));
    testing::FailingRandom failing;
    CHECK(code_of([&] { (void)SubKey::generate(failing); }) == ErrorCode::random_failed);
}

TEST_CASE("derived keys are HKDF and differ by key, label and salt") {
    const auto view = [](const SubKey& key) { return to_bytes(key.view()); };
    const auto base = view(derive(Bytes(32, 1), "label", registry));
    CHECK(base == hkdf_sha256(Bytes(32, 1), registry, as_bytes("label"), 32));
    CHECK(base != view(derive(Bytes(32, 2), "label", registry)));
    CHECK(base != view(derive(Bytes(32, 1), "Label", registry)));
    CHECK(base != view(derive(Bytes(32, 1), "label", other_registry)));
    CHECK(view(event_key(key_of(1), Bytes(32, 7))) ==
          hkdf_sha256(Bytes(32, 1), Bytes(32, 7), as_bytes("lawful/event/v1"), 32));
}

TEST_CASE("the keys of a registry differ from each other and from another registry's") {
    std::set<Digest> seen;
    std::size_t made = 0;
    for (const auto key : {std::uint8_t{1}, std::uint8_t{2}}) {
        for (const auto& id : {registry, other_registry}) {
            const EpochKeys keys(1, key_of(key), id);
            for (const auto* index :
                 {&keys.identity_index(), &keys.indexes().suppression, &keys.indexes().imported}) {
                seen.insert(index->mac(as_bytes("anna")));
                ++made;
            }
        }
    }
    CHECK(seen.size() == made);
    const EpochKeys again(1, key_of(1), registry);
    CHECK(seen.contains(again.identity_index().mac(as_bytes("anna"))));
}

TEST_CASE("the labels of a registry's keys are fixed: a file of today opens tomorrow") {
    const EpochKeys keys(1, key_of(1), registry);
    const auto expected = [](std::string_view label) {
        return hkdf_sha256(Bytes(32, 1), registry, as_bytes(label), 32);
    };
    const auto message = as_bytes("anna");
    CHECK(keys.identity_index().mac(message) ==
          hmac_sha256(expected("lawful/identity-index/v1"), message));
    CHECK(keys.indexes().suppression.mac(message) ==
          hmac_sha256(expected("lawful/suppression-index/v1"), message));
    CHECK(keys.indexes().imported.mac(message) ==
          hmac_sha256(expected("lawful/import-index/v1"), message));
    testing::CountingRandom random;
    const auto wrapped = keys.wrap(random, owner, key_of(6));
    const SealContext place{.table = "subject_key",
                            .column = "wrapped",
                            .registry = registry,
                            .owner = owner,
                            .row = {}};
    CHECK(unseal(Xaes256Gcm(expected("lawful/wrapping/v1")), place, wrapped) == Bytes(32, 6));
}

TEST_CASE("a wrapped subject key opens for its owner in its registry only") {
    testing::CountingRandom random;
    const EpochKeys keys(1, key_of(1), registry);
    const auto wrapped = keys.wrap(random, owner, key_of(6));
    CHECK(to_bytes(keys.unwrap(owner, wrapped).view()) == Bytes(32, 6));
    const auto refused = [&](const EpochKeys& by, ByteView whose, const Sealed& what) {
        return code_of([&] { (void)by.unwrap(whose, what); }) == ErrorCode::corrupt;
    };
    CHECK(refused(keys, other_owner, wrapped));
    CHECK(refused(EpochKeys(1, key_of(1), other_registry), owner, wrapped));
    CHECK(refused(EpochKeys(1, key_of(2), registry), owner, wrapped));
    for (std::size_t bit = 0; bit < wrapped.bytes.size() * 8; ++bit) {
        auto changed = wrapped;
        changed.bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        CHECK(refused(keys, owner, changed));
    }
    testing::FailingRandom failing;
    CHECK(code_of([&] { (void)keys.wrap(failing, owner, key_of(6)); }) ==
          ErrorCode::random_failed);
}

TEST_CASE("index keys outlive their epoch, wrapped under another one, each in its own place") {
    testing::CountingRandom random;
    const EpochKeys old(1, key_of(1), registry);
    const EpochKeys newest(2, key_of(2), registry);
    const auto material = index_material(key_of(1), registry);
    const auto wrapped = newest.wrap_indexes(random, 1, material.bytes);
    const IndexKeys kept(newest.unwrap_indexes(1, wrapped).bytes);
    CHECK(kept.suppression.mac(as_bytes("anna")) == old.indexes().suppression.mac(as_bytes("anna")));
    CHECK(kept.imported.mac(as_bytes("anna")) == old.indexes().imported.mac(as_bytes("anna")));
    CHECK(code_of([&] { (void)newest.unwrap_indexes(2, wrapped); }) == ErrorCode::corrupt);
    CHECK(code_of([&] { (void)old.unwrap_indexes(1, wrapped); }) == ErrorCode::corrupt);
    const auto short_one = newest.wrap_indexes(random, 1, ByteView(material.bytes).first(32));
    CHECK(code_of([&] { (void)newest.unwrap_indexes(1, short_one); }) == ErrorCode::corrupt);
}

TEST_CASE("moved registry keys still work") {
    testing::CountingRandom random;
    EpochKeys keys(1, key_of(1), registry);
    const auto wrapped = keys.wrap(random, owner, key_of(6));
    const auto moved = std::move(keys);
    CHECK(to_bytes(moved.unwrap(owner, wrapped).view()) == Bytes(32, 6));
    CHECK(moved.identity_index().mac({}) ==
          EpochKeys(1, key_of(1), registry).identity_index().mac({}));
}

TEST_CASE("the registry key opens with its host key; another one is the wrong key") {
    testing::CountingRandom random;
    const auto host = host_of(1);
    const auto wrapped = wrap_registry_key(host, registry, random, key_of(6));
    CHECK(wrapped.bytes.size() == 32 + 1 + 24 + 32 + 16);
    CHECK(to_bytes(unwrap_registry_key(host, registry, wrapped).view()) == Bytes(32, 6));
    CHECK(code_of([&] { (void)unwrap_registry_key(host_of(2), registry, wrapped); }) ==
          ErrorCode::wrong_key);
    CHECK(code_of([&] { (void)unwrap_registry_key(host, other_registry, wrapped); }) ==
          ErrorCode::wrong_key);
    testing::FailingRandom failing;
    CHECK(code_of([&] { (void)wrap_registry_key(host, registry, failing, key_of(6)); }) ==
          ErrorCode::random_failed);
}

TEST_CASE("damage to the wrapped registry key is told from a wrong key") {
    testing::CountingRandom random;
    const auto host = host_of(1);
    const auto wrapped = wrap_registry_key(host, registry, random, key_of(6));
    for (std::size_t bit = 0; bit < wrapped.bytes.size() * 8; ++bit) {
        auto changed = wrapped;
        changed.bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        CAPTURE(bit);
        CHECK(code_of([&] { (void)unwrap_registry_key(host, registry, changed); }) ==
              ErrorCode::corrupt);
    }
    for (std::size_t size = 0; size < wrapped.bytes.size(); ++size) {
        const Sealed cut(to_bytes(ByteView(wrapped.bytes).first(size)));
        CHECK(code_of([&] { (void)unwrap_registry_key(host, registry, cut); }) ==
              ErrorCode::corrupt);
    }
}

TEST_CASE("the key commitment does not give the key away") {
    testing::CountingRandom random;
    const auto wrapped = wrap_registry_key(host_of(1), registry, random, key_of(6));
    const auto head = to_bytes(ByteView(wrapped.bytes).first(32));
    CHECK(head == hkdf_sha256(Bytes(32, 1), registry, as_bytes("lawful/kek-commit/v1"), 32));
    CHECK(head != hkdf_sha256(Bytes(32, 1), registry, as_bytes("lawful/kek/v1"), 32));
}

}  // namespace lawful::crypto
