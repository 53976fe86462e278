// SPDX-License-Identifier: Apache-2.0
#include "store/vault/wal_damage.hpp"

#include <algorithm>
#include <optional>

#include "store/vault/big_endian.hpp"

namespace lawful::store::vault {
namespace {

constexpr std::uint32_t magic = 0x377F0682;  // its lowest bit: checksums of big-endian words

struct Sum {
    std::uint32_t first = 0;
    std::uint32_t second = 0;

    bool operator==(const Sum&) const = default;
};

/// The SQLite database file format, section 4.2.
Sum add(Sum sum, ByteView bytes, bool big_endian) {
    const auto word = [&](std::size_t at) {
        const auto value = get32(bytes.subspan(at));
        return big_endian ? value : __builtin_bswap32(value);
    };
    for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
        sum.first += word(at) + sum.second;
        sum.second += word(at + 4) + sum.first;
    }
    return sum;
}

Sum stored_sum(ByteView bytes) { return {get32(bytes), get32(bytes.subspan(4))}; }

bool is_header(ByteView header) {
    const auto found = get32(header);
    if ((found & ~1U) != magic) return false;
    return add({}, header.first(24), (found & 1U) != 0) == stored_sum(header.subspan(24));
}

}  // namespace

bool commits_follow(WalFile& log, std::uint64_t first) {
    WalHeader header{};
    if (log.read_header(header) != SQLITE_OK) return false;
    const bool big_endian = (get32(header) & 1U) != 0;
    std::optional<Sum> chain;
    int commits = 0;
    Frame frame;
    for (auto index = first; log.read_frame(index, frame) == SQLITE_OK; ++index) {
        const bool same_log = std::equal(frame.header.begin() + 8, frame.header.begin() + 16,
                                         header.begin() + 16);
        if (!frame.authentic || !same_log) {
            chain.reset();
            continue;
        }
        const auto stored = stored_sum(ByteView(frame.header).subspan(16));
        const auto follows = [&](Sum before) {
            const auto head = add(before, ByteView(frame.header).first(8), big_endian);
            return add(head, frame.page, big_endian) == stored;
        };
        if (!chain || !follows(*chain)) commits = 0;
        chain = stored;
        if (get32(ByteView(frame.header).subspan(4)) != 0 && ++commits == 2) return true;
    }
    return false;
}

bool header_was_lost(WalFile& log, ByteView header) {
    if (is_header(header)) return false;
    Frame frame;
    return log.read_frame(0, frame) == SQLITE_OK && frame.authentic;
}

}  // namespace lawful::store::vault
