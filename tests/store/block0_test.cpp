// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "store/small_vault.hpp"

using namespace support;
using namespace lawful::store::vault;
using lawful::ErrorCode;

namespace {

Block0Bytes block_of(const SmallVault& vault) { return encode_block0(vault.keys()->file_id(), vault.table()); }

bool is_right_key(const SmallVault& vault, const lawful::crypto::SubKey& key) {
    return std::ranges::equal(key.view(), vault.keys()->file_key().view());
}

}  // namespace

TEST_CASE("block 0 is read as it was written") {
    const SmallVault vault;
    const auto block = decode_block0(block_of(vault), "small");
    CHECK(block.file_id == vault.keys()->file_id());
    CHECK(block.keys == vault.table());
    CHECK(is_right_key(vault, unwrap_file_key(raw_key(), block, "small")));
}

TEST_CASE("a flipped bit anywhere in block 0 is refused, or changes nothing") {
    const SmallVault vault;
    const auto sound = block_of(vault);
    std::map<ErrorCode, int> refused;
    int opened = 0;
    for (std::size_t bit = 0; bit < sound.size() * 8; ++bit) {
        auto flipped = sound;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1U << (bit % 8)));
        try {
            const auto key = unwrap_file_key(raw_key(), decode_block0(flipped, "small"), "small");
            REQUIRE_MESSAGE(is_right_key(vault, key), "bit " << bit);
            ++opened;
        } catch (const lawful::Error& error) {
            ++refused[error.code()];
        }
    }
    // Either copy of the key table may be damaged: the other one opens the file.
    CHECK(opened == 2 * 8 * static_cast<int>(slot_size));
    CHECK(refused[ErrorCode::not_a_registry] == 64);
    CHECK(refused[ErrorCode::wrong_key] == 0);
    CHECK(opened + refused[ErrorCode::not_a_registry] + refused[ErrorCode::newer_version] +
              refused[ErrorCode::corrupt] == static_cast<int>(sound.size()) * 8);
}

TEST_CASE("both copies of the key table damaged: corrupt, not a wrong key") {
    const SmallVault vault;
    auto bytes = block_of(vault);
    for (const auto offset : slot_offsets) bytes[offset + 100] ^= 1;
    CHECK(code_thrown_by([&] { return decode_block0(bytes, "small"); }) == ErrorCode::corrupt);
}

TEST_CASE("of two key tables the later one counts") {
    const SmallVault vault;
    auto later = vault.table();
    later.sequence = 7;
    auto bytes = block_of(vault);
    const auto slot = encode_slot(later);
    std::copy(slot.begin(), slot.end(), bytes.begin() + static_cast<std::ptrdiff_t>(slot_offsets[1]));
    const auto block = decode_block0(bytes, "small");
    CHECK(block.keys.sequence == 7);
    CHECK(block.slot == 1);
}

TEST_CASE("a wrapped key of another file does not open this one") {
    const SmallVault one(1);
    const SmallVault other(2);
    const auto bytes = encode_block0(one.keys()->file_id(), other.table());
    CHECK(code_thrown_by([&] { return unwrap_file_key(raw_key(), decode_block0(bytes, "small"), "small"); }) ==
          ErrorCode::corrupt);
}

TEST_CASE("what is no vault, too short or of a later version is told apart") {
    const SmallVault vault;
    const auto sound = block_of(vault);
    const auto code = [](lawful::ByteView bytes) {
        return code_thrown_by([&] { return decode_block0(bytes, "small"); });
    };
    CHECK(code({}) == ErrorCode::not_a_registry);
    CHECK(code(lawful::as_bytes("name;address\n")) == ErrorCode::not_a_registry);
    CHECK(code(lawful::as_bytes("SQLite format 3")) == ErrorCode::not_a_registry);
    CHECK(code(lawful::ByteView(sound).first(4095)) == ErrorCode::corrupt);
    auto later = sound;
    later[9] = 2;
    CHECK(code(later) == ErrorCode::newer_version);
}
