// SPDX-License-Identifier: Apache-2.0
#include "store/vault/block0.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "crypto/digest.hpp"
#include "store/vault/big_endian.hpp"

#include <lawful/error.hpp>

namespace lawful::store::vault {
namespace {

constexpr std::string_view magic = "LAWFULV1";
constexpr std::uint16_t version = 1;
constexpr std::uint16_t suite = 1;  // XAES-256-GCM, AES-256-XTS, HKDF-SHA256
constexpr std::size_t entry_size = 224;
constexpr std::size_t entry_head_size = 56;
constexpr std::size_t entries_at = 16;
constexpr std::size_t most_entries = 2;
constexpr std::size_t checksum_at = slot_size - 32;
constexpr std::size_t slots_end = 1536;

bool all_zero(ByteView bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](auto byte) { return byte == 0; });
}

/// Writes and reads the fields of a fixed form one after the other.
class Fields {
public:
    explicit Fields(std::span<std::uint8_t> to) : to_(to) {}

    template <std::size_t Size>
    void put(const std::array<std::uint8_t, Size>& field) {
        std::copy(field.begin(), field.end(), to_.begin());
        to_ = to_.subspan(Size);
    }

private:
    std::span<std::uint8_t> to_;
};

template <std::size_t Size>
void take(ByteView& from, std::array<std::uint8_t, Size>& field) {
    std::copy_n(from.begin(), Size, field.begin());
    from = from.subspan(Size);
}

void encode_entry(const Entry& entry, std::span<std::uint8_t> out) {
    const auto head = entry_head(entry);
    std::copy(head.begin(), head.end(), out.begin());
    Fields fields(out.subspan(entry_head_size));
    fields.put(entry.nonce);
    fields.put(entry.wrapped);
    fields.put(entry.tag);
    fields.put(entry.commitment);
}

std::optional<Entry> decode_entry(ByteView bytes) {
    Entry entry;
    if (bytes[0] != static_cast<std::uint8_t>(EntryKind::raw) &&
        bytes[0] != static_cast<std::uint8_t>(EntryKind::passphrase)) {
        return std::nullopt;
    }
    entry.kind = static_cast<EntryKind>(bytes[0]);
    entry.log_n = bytes[1];
    entry.r = bytes[2];
    entry.p = bytes[3];
    if (!all_zero(bytes.subspan(4, 4))) return std::nullopt;
    auto rest = bytes.subspan(8);
    take(rest, entry.salt);
    take(rest, entry.key_id);
    take(rest, entry.nonce);
    take(rest, entry.wrapped);
    take(rest, entry.tag);
    take(rest, entry.commitment);
    if (!all_zero(rest)) return std::nullopt;
    return entry;
}

[[noreturn]] void refuse(ErrorCode code, const std::string& name, std::string_view what) {
    throw Error(code, fmt::format("{}: {}", name, what));
}

void check_header(ByteView bytes, const std::string& name) {
    const auto starts_with = [&](std::string_view text) {
        return as_text(bytes.first(std::min(bytes.size(), text.size()))) == text;
    };
    if (starts_with("SQLite format 3")) {
        refuse(ErrorCode::not_a_registry, name,
               "an unencrypted SQLite file, perhaps a registry of a version before the first "
               "release: make it anew");
    }
    if (!starts_with(magic)) refuse(ErrorCode::not_a_registry, name, "not a lawful registry");
    if (bytes.size() < block0_size) refuse(ErrorCode::corrupt, name, "the file was cut short");
    if (const auto found = get16(bytes.subspan(8)); found != version) {
        if (found < version) refuse(ErrorCode::corrupt, name, "block 0 is damaged");
        throw Error(ErrorCode::newer_version,
                    fmt::format("{}: written by a later version of lawful (file version {}, this "
                                "reads {})", name, found, version));
    }
    if (get16(bytes.subspan(10)) != suite || get32(bytes.subspan(12)) != page_size ||
        !all_zero(bytes.subspan(header_size, slot_offsets[0] - header_size)) ||
        !all_zero(bytes.subspan(slots_end, block0_size - slots_end))) {
        refuse(ErrorCode::corrupt, name, "block 0 is damaged");
    }
}

}  // namespace

const Entry* KeyTable::find(EntryKind kind) const {
    const auto at = std::find_if(entries.begin(), entries.end(),
                                 [kind](const auto& entry) { return entry.kind == kind; });
    return at == entries.end() ? nullptr : &*at;
}

void KeyTable::put(const Entry& entry) {
    std::erase_if(entries, [&](const auto& other) { return other.kind == entry.kind; });
    entries.push_back(entry);
}

Bytes entry_head(const Entry& entry) {
    Bytes head(entry_head_size);
    head[0] = static_cast<std::uint8_t>(entry.kind);
    head[1] = entry.log_n;
    head[2] = entry.r;
    head[3] = entry.p;
    Fields fields(std::span<std::uint8_t>(head).subspan(8));
    fields.put(entry.salt);
    fields.put(entry.key_id);
    return head;
}

std::array<std::uint8_t, header_size> encode_header(const std::array<std::uint8_t, 16>& file_id) {
    std::array<std::uint8_t, header_size> out{};
    std::copy(magic.begin(), magic.end(), out.begin());
    put16(std::span(out).subspan(8), version);
    put16(std::span(out).subspan(10), suite);
    put32(std::span(out).subspan(12), page_size);
    std::copy(file_id.begin(), file_id.end(), out.begin() + 16);
    return out;
}

SlotBytes encode_slot(const KeyTable& keys) {
    SlotBytes out{};
    put64(out, keys.sequence);
    out[8] = static_cast<std::uint8_t>(keys.entries.size());
    for (std::size_t i = 0; i < keys.entries.size(); ++i) {
        encode_entry(keys.entries[i],
                     std::span(out).subspan(entries_at + i * entry_size, entry_size));
    }
    const auto sum = crypto::sha256(ByteView(out).first(checksum_at));
    std::copy(sum.begin(), sum.end(), out.begin() + checksum_at);
    return out;
}

std::optional<KeyTable> decode_slot(ByteView slot) {
    const auto sum = crypto::sha256(slot.first(checksum_at));
    if (!std::equal(sum.begin(), sum.end(), slot.begin() + checksum_at)) return std::nullopt;
    KeyTable keys{.sequence = get64(slot), .entries = {}};
    const std::size_t count = slot[8];
    if (count == 0 || count > most_entries || !all_zero(slot.subspan(9, entries_at - 9))) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < count; ++i) {
        auto entry = decode_entry(slot.subspan(entries_at + i * entry_size, entry_size));
        if (!entry || keys.find(entry->kind) != nullptr) return std::nullopt;
        keys.entries.push_back(*entry);
    }
    const auto end = entries_at + count * entry_size;
    if (!all_zero(slot.subspan(end, checksum_at - end))) return std::nullopt;
    return keys;
}

Block0Bytes encode_block0(const std::array<std::uint8_t, 16>& file_id, const KeyTable& keys) {
    Block0Bytes out{};
    const auto header = encode_header(file_id);
    std::copy(header.begin(), header.end(), out.begin());
    const auto slot = encode_slot(keys);
    for (const auto offset : slot_offsets) {
        std::copy(slot.begin(), slot.end(), out.begin() + static_cast<std::ptrdiff_t>(offset));
    }
    return out;
}

Block0 decode_block0(ByteView bytes, const std::string& name) {
    check_header(bytes, name);
    Block0 block;
    std::copy_n(bytes.begin() + 16, block.file_id.size(), block.file_id.begin());
    std::optional<KeyTable> best;
    for (std::size_t i = 0; i < slot_offsets.size(); ++i) {
        auto table = decode_slot(bytes.subspan(slot_offsets[i], slot_size));
        block.slot_valid[i] = table.has_value();
        if (!table || (best && best->sequence >= table->sequence)) continue;
        best = std::move(table);
        block.slot = i;
    }
    if (!best) refuse(ErrorCode::corrupt, name, "both key slots are damaged");
    block.keys = std::move(*best);
    return block;
}

}  // namespace lawful::store::vault
