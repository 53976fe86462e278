// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "store/small_vault.hpp"

using namespace support;
using namespace lawful::store::vault;
using lawful::ErrorCode;

namespace {

constexpr lawful::crypto::ScryptCost cheapest{.log_n = 15, .r = 1, .p = 1};

lawful::Passphrase words(const char* text = "correct horse battery") { return lawful::Passphrase(text); }

ErrorCode opening(const SmallVault& vault, lawful::Credential credential) {
    return code_thrown_by([&] { return RawVault(vault.file(), std::move(credential)).read("SELECT 1"); });
}

void add_passphrase(const SmallVault& vault) {
    const auto db = vault.open();
    const auto before = db->vault().read_block0("small");
    auto table = before.keys;
    SeededRandom random(9);
    table.put(wrap_file_key(words(), vault.keys()->file_key(), vault.keys()->file_id(), random, cheapest));
    db->vault().write_keys(before, table);
}

}  // namespace

TEST_CASE("a key opens, another key and a passphrase do not") {
    const SmallVault vault;
    CHECK(opening(vault, raw_key()) == ErrorCode{});
    CHECK(opening(vault, raw_key(2)) == ErrorCode::wrong_key);
    CHECK(opening(vault, words()) == ErrorCode::wrong_key);
}

TEST_CASE("a key and a passphrase side by side") {
    const SmallVault vault;
    add_passphrase(vault);
    CHECK(opening(vault, raw_key()) == ErrorCode{});
    CHECK(opening(vault, words()) == ErrorCode{});
    CHECK(opening(vault, words("incorrect horse")) == ErrorCode::wrong_key);
}

TEST_CASE("a callback is asked once, for the key of the id that the file names") {
    const SmallVault vault;
    int asked = 0;
    const lawful::KeyCallback fetch = [&](const lawful::KeyId& id) {
        ++asked;
        CHECK(id == lawful::key_id(raw_key()));
        return raw_key();
    };
    Keyring keyring(fetch, std::make_shared<SeededRandom>(3));
    const auto block = vault.open()->vault().read_block0("small");
    CHECK(keyring.unlock(block, "small") == keyring.unlock(block, "small"));
    CHECK(asked == 1);
}

TEST_CASE("a changed key leaves nothing of the one before in the file") {
    const SmallVault vault;
    const auto old_entry = vault.table().entries.at(0);
    const auto db = vault.open();
    const auto before = db->vault().read_block0("small");
    KeyTable table = before.keys;
    SeededRandom random(5);
    table.put(wrap_file_key(raw_key(2), vault.keys()->file_key(), vault.keys()->file_id(), random));
    db->vault().write_keys(before, table);
    CHECK(opening(vault, raw_key(2)) == ErrorCode{});
    CHECK(opening(vault, raw_key(1)) == ErrorCode::wrong_key);
    const std::string wrapped(old_entry.wrapped.begin(), old_entry.wrapped.end());
    CHECK(bytes_of(vault.file()).find(wrapped) == std::string::npos);
}

TEST_CASE("a change of keys cut at any byte leaves the old key or the new one") {
    const SmallVault vault;
    const auto before = vault.open()->vault().read_block0("small");
    KeyTable table = before.keys;
    table.sequence = before.keys.sequence + 1;
    SeededRandom random(5);
    table.put(wrap_file_key(raw_key(2), vault.keys()->file_key(), vault.keys()->file_id(), random));
    const auto slot = encode_slot(table);
    auto bytes = encode_block0(vault.keys()->file_id(), vault.table());
    int with_old = 0;
    int with_new = 0;
    for (const auto at : {1 - before.slot, before.slot}) {
        for (std::size_t cut = 0; cut <= slot.size(); ++cut) {
            auto torn = bytes;
            std::copy_n(slot.begin(), cut, torn.begin() + static_cast<std::ptrdiff_t>(slot_offsets[at]));
            const auto block = decode_block0(torn, "small");
            const auto opens = [&](std::uint8_t seed) {
                return code_thrown_by([&] { return unwrap_file_key(raw_key(seed), block, "small"); }) == ErrorCode{};
            };
            REQUIRE(opens(1) != opens(2));
            (opens(1) ? with_old : with_new) += 1;
        }
        std::copy(slot.begin(), slot.end(), bytes.begin() + static_cast<std::ptrdiff_t>(slot_offsets[at]));
    }
    CHECK(with_old > 0);
    CHECK(with_new > 0);
}

TEST_CASE("a passphrase is 8 to 1024 bytes") {
    CHECK(code_thrown_by([] { return lawful::Passphrase("short"); }) == ErrorCode::invalid_record);
    CHECK(code_thrown_by([] { return lawful::Passphrase(std::string(1025, 'x')); }) == ErrorCode::invalid_record);
    const TempFolder folder;
    put_bytes(folder.path() / "words", "correct horse battery\r\nmore\n");
    const auto read = lawful::Passphrase::read_file(folder.path() / "words");
    CHECK(lawful::as_text(read.expose()) == "correct horse battery");
    put_bytes(folder.path() / "empty", "\n");
    CHECK(code_thrown_by([&] { return lawful::Passphrase::read_file(folder.path() / "empty"); }) ==
          ErrorCode::wrong_key);
    CHECK(code_thrown_by([&] { return lawful::Passphrase::read_file(folder.path() / "none"); }) ==
          ErrorCode::input_output);
}

TEST_CASE("scrypt parameters below the floor are refused on open") {
    const SmallVault vault;
    SeededRandom random(9);
    auto entry = wrap_file_key(words(), vault.keys()->file_key(), vault.keys()->file_id(), random, cheapest);
    entry.log_n = 10;
    auto table = vault.table();
    table.put(entry);
    const auto block = decode_block0(encode_block0(vault.keys()->file_id(), table), "small");
    CHECK(code_thrown_by([&] { return unwrap_file_key(words(), block, "small"); }) == ErrorCode::corrupt);
}
