// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"

/// Block 0 of a vault file: the 4,096 bytes before SQLite's page 1 (docs/file-format.md).
namespace lawful::store::vault {

inline constexpr std::size_t page_size = 4096;
inline constexpr std::size_t block0_size = page_size;
inline constexpr std::size_t slot_size = 512;
inline constexpr std::array<std::size_t, 2> slot_offsets{512, 1024};
/// magic, version, suite, page size, file id: what a wrapped file key is bound to.
inline constexpr std::size_t header_size = 32;

enum class EntryKind : std::uint8_t { raw = 1, passphrase };

/// One credential's way to the file key.
struct Entry {
    EntryKind kind = EntryKind::raw;
    std::uint8_t log_n = 0;           ///< scrypt's cost; zeros for a raw key
    std::uint8_t r = 0;
    std::uint8_t p = 0;
    std::array<std::uint8_t, 32> salt{};
    std::array<std::uint8_t, 16> key_id{};
    std::array<std::uint8_t, 24> nonce{};
    std::array<std::uint8_t, 32> wrapped{};
    std::array<std::uint8_t, 16> tag{};
    std::array<std::uint8_t, 32> commitment{};

    bool operator==(const Entry&) const = default;
};

/// At most one entry of each kind; either opens the file.
struct KeyTable {
    std::uint64_t sequence = 1;
    std::vector<Entry> entries;

    [[nodiscard]] const Entry* find(EntryKind kind) const;
    /// Adds it, or replaces the one of its kind.
    void put(const Entry& entry);

    bool operator==(const KeyTable&) const = default;
};

struct Block0 {
    std::array<std::uint8_t, 16> file_id{};
    KeyTable keys;
    std::size_t slot = 0;             ///< which copy of the table won
    std::array<bool, 2> slot_valid{true, true};
};

using Block0Bytes = std::array<std::uint8_t, block0_size>;
using SlotBytes = std::array<std::uint8_t, slot_size>;

/// Both slots hold the same table.
[[nodiscard]] Block0Bytes encode_block0(const std::array<std::uint8_t, 16>& file_id,
                                        const KeyTable& keys);
[[nodiscard]] SlotBytes encode_slot(const KeyTable& keys);
/// No value when the checksum or the form is not right: a torn write.
[[nodiscard]] std::optional<KeyTable> decode_slot(ByteView slot);
[[nodiscard]] std::array<std::uint8_t, header_size> encode_header(
    const std::array<std::uint8_t, 16>& file_id);

/// `name` is for messages. Throws `not_a_registry`, `newer_version`, `corrupt`.
[[nodiscard]] Block0 decode_block0(ByteView bytes, const std::string& name);

/// The 56 bytes of an entry before its wrapped key: authenticated with it.
[[nodiscard]] Bytes entry_head(const Entry& entry);

}  // namespace lawful::store::vault
