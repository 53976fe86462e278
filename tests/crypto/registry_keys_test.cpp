// SPDX-License-Identifier: Apache-2.0
#include "crypto/registry_keys.hpp"

#include "support.hpp"

namespace lawful::crypto {
namespace {

using testing::code_of;

const Bytes registry(16, 1);
const auto anna = as_bytes("anna");

SubKey key_of(std::uint8_t byte) { return SubKey(Bytes(32, byte)); }

}  // namespace

TEST_CASE("a registry without an epoch has nothing to write under") {
    const RegistryKeys keys(key_of(9));
    CHECK(keys.newest() == 0);
    CHECK(code_of([&] { (void)keys.current(); }) == ErrorCode::corrupt);
    CHECK(keys.suppression(anna).keys.empty());
    CHECK(testing::to_bytes(keys.registry_subject_key().view()) == Bytes(32, 9));
}

TEST_CASE("whatever the order, everything is written under the newest and looked up under all") {
    for (const bool newest_first : {false, true}) {
        RegistryKeys keys(key_of(9));
        if (newest_first) keys.add(3, key_of(3), registry);
        keys.add(2, key_of(2), registry);
        keys.add_retired(1, index_material(key_of(1), registry).bytes);
        CHECK_FALSE(keys.only_one());
        if (!newest_first) keys.add(3, key_of(3), registry);

        CHECK(keys.newest() == 3);
        CHECK(keys.current()->epoch() == 3);
        CHECK(keys.of(2)->epoch() == 2);
        for (const auto gone : {0, 1, 4}) {
            CHECK(code_of([&] { (void)keys.of(gone); }) == ErrorCode::corrupt);
        }
        const auto identity = keys.identity(anna).keys;
        REQUIRE(identity.size() == 2);
        CHECK(identity[0].value == EpochKeys(3, key_of(3), registry).identity_index().mac(anna));
        CHECK(identity[1].value == EpochKeys(2, key_of(2), registry).identity_index().mac(anna));
        const auto loose = keys.suppression(anna).keys;
        const auto imported = keys.imported(anna).keys;
        REQUIRE(loose.size() == 3);
        REQUIRE(imported.size() == 3);
        for (std::uint8_t i = 0; i < 3; ++i) {
            const EpochKeys of(3 - i, key_of(static_cast<std::uint8_t>(3 - i)), registry);
            CHECK(loose[i].value == of.indexes().suppression.mac(anna));
            CHECK(imported[i].value == of.indexes().imported.mac(anna));
        }
    }
}

TEST_CASE("an epoch that is known stays whole: a reader may still need it") {
    RegistryKeys keys(key_of(9));
    keys.add(1, key_of(1), registry);
    CHECK(keys.only_one());
    keys.add_retired(1, index_material(key_of(1), registry).bytes);
    CHECK(keys.only_one());
    CHECK(keys.of(1)->epoch() == 1);
}

}  // namespace lawful::crypto
