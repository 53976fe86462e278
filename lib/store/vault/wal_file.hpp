// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>

#include "store/vault/page.hpp"
#include "store/vault/vault_file.hpp"

namespace lawful::store::vault {

inline constexpr std::size_t wal_header_size = 32;
inline constexpr std::size_t frame_header_size = 24;
inline constexpr std::size_t frame_size = frame_header_size + page_size;

using Salts = std::array<std::uint8_t, 8>;
using WalHeader = std::array<std::uint8_t, wal_header_size>;
using FrameHeader = std::array<std::uint8_t, frame_header_size>;

/// A frame in clear.
struct Frame {
    FrameHeader header{};
    Page page{};
    bool authentic = false;           ///< when not, the page is zeros
};

/// The write-ahead log. Its header is in clear. Of a frame's header the page number, the commit mark
/// and the checksums are one AES-256-XTS block: SQLite computes the checksums over plaintext, and
/// in clear they would be a fingerprint of each page. The page is sealed with its place.
class WalFile final : public VaultFile {
public:
    WalFile(Keys keys, bool accept_loss) : keys_(std::move(keys)), accept_loss_(accept_loss) {}

    [[nodiscard]] int read(std::span<std::uint8_t> out, std::int64_t offset) override;
    [[nodiscard]] int write(ByteView bytes, std::int64_t offset) override;
    [[nodiscard]] int truncate(std::int64_t size) override;
    [[nodiscard]] int size(std::int64_t& out) override { return base_.size(out); }

    // For `wal_damage`.
    [[nodiscard]] int read_header(WalHeader& out);
    [[nodiscard]] int read_frame(std::uint64_t index, Frame& out);

private:
    [[nodiscard]] int write_header(ByteView bytes);
    [[nodiscard]] int write_frame_header(ByteView bytes, std::int64_t offset);
    [[nodiscard]] int write_page(ByteView bytes, std::int64_t frame_offset);
    [[nodiscard]] int read_for_recovery(std::uint64_t index, std::span<std::uint8_t> out);
    [[nodiscard]] int read_frame_part(std::uint64_t index, std::size_t start,
                                      std::span<std::uint8_t> out);
    [[nodiscard]] int read_frame_header(std::int64_t offset, FrameHeader& out);
    [[nodiscard]] int place_of(const FrameHeader& header, std::int64_t offset, FramePlace& out);

    Keys keys_;
    bool accept_loss_;
    /// The frame whose header was written last: its page follows.
    std::optional<FramePlace> expected_;
};

}  // namespace lawful::store::vault
