// SPDX-License-Identifier: Apache-2.0
#include "store/vault/wal_file.hpp"

#include <algorithm>

#include "store/vault/big_endian.hpp"
#include "store/vault/wal_damage.hpp"

namespace lawful::store::vault {
namespace {

constexpr auto header_bytes = static_cast<std::int64_t>(wal_header_size);
constexpr auto frame_bytes = static_cast<std::int64_t>(frame_size);

std::int64_t offset_of(std::uint64_t index) {
    return header_bytes + static_cast<std::int64_t>(index) * frame_bytes;
}

Salts salts_at(ByteView bytes) {
    Salts salts{};
    std::copy_n(bytes.begin(), salts.size(), salts.begin());
    return salts;
}

/// Bytes 0 to 7 and 16 to 23 are one block; its tweak is the frame's offset and salts.
template <bool Encrypt>
void transform(const FileKeys& keys, const FramePlace& place, std::span<std::uint8_t> header) {
    std::array<std::uint8_t, 16> tweak{};
    put64(tweak, place.offset);
    std::copy(place.salts.begin(), place.salts.end(), tweak.begin() + 8);
    std::array<std::uint8_t, 16> block{};
    std::copy_n(header.begin(), 8, block.begin());
    std::copy_n(header.begin() + 16, 8, block.begin() + 8);
    if constexpr (Encrypt) {
        keys.frame_header().encrypt(tweak, block);
    } else {
        keys.frame_header().decrypt(tweak, block);
    }
    std::copy_n(block.begin(), 8, header.begin());
    std::copy_n(block.begin() + 8, 8, header.begin() + 16);
}

}  // namespace

int WalFile::read_header(WalHeader& out) { return base_.read(out, 0); }

/// When a transaction rewrites a frame of its own SQLite first writes zero salts, and the checksums
/// later. The salts of the log's header are the ones it means.
int WalFile::place_of(const FrameHeader& header, std::int64_t offset, FramePlace& out) {
    out.offset = static_cast<std::uint64_t>(offset);
    out.salts = salts_at(ByteView(header).subspan(8));
    if (out.salts != Salts{}) return SQLITE_OK;
    WalHeader log{};
    const int outcome = read_header(log);
    if (outcome == SQLITE_OK) out.salts = salts_at(ByteView(log).subspan(16));
    return outcome;
}

int WalFile::read_frame_header(std::int64_t offset, FrameHeader& out) {
    if (const int outcome = base_.read(out, offset); outcome != SQLITE_OK) return outcome;
    FramePlace place;
    if (const int outcome = place_of(out, offset, place); outcome != SQLITE_OK) return outcome;
    transform<false>(*keys_, place, out);
    return SQLITE_OK;
}

int WalFile::read_frame(std::uint64_t index, Frame& out) {
    std::array<std::uint8_t, frame_size> raw{};
    const auto offset = offset_of(index);
    if (const int outcome = base_.read(raw, offset); outcome != SQLITE_OK) return outcome;
    std::copy_n(raw.begin(), frame_header_size, out.header.begin());
    FramePlace place;
    if (const int outcome = place_of(out.header, offset, place); outcome != SQLITE_OK) return outcome;
    transform<false>(*keys_, place, out.header);
    place.page = get32(out.header);
    out.authentic = open_frame_page(*keys_, place, ByteView(raw).subspan(frame_header_size), out.page);
    return SQLITE_OK;
}

/// Whole frames are read by recovery alone. A torn one is the end of the log, unless what follows
/// shows that it was committed: then it was damaged later, and dropping it would lose commits.
int WalFile::read_for_recovery(std::uint64_t index, std::span<std::uint8_t> out) {
    Frame frame;
    if (const int outcome = read_frame(index, frame); outcome != SQLITE_OK) return outcome;
    if (!frame.authentic) {
        if (!accept_loss_ && commits_follow(*this, index + 1)) return SQLITE_IOERR_DATA;
        std::fill(out.begin(), out.end(), std::uint8_t{0});  // no salts: no frame
        return SQLITE_OK;
    }
    std::copy(frame.header.begin(), frame.header.end(), out.begin());
    std::copy(frame.page.begin(), frame.page.end(), out.begin() + frame_header_size);
    return SQLITE_OK;
}

int WalFile::read_frame_part(std::uint64_t index, std::size_t start, std::span<std::uint8_t> out) {
    if (start + out.size() <= frame_header_size) {
        FrameHeader header{};
        const int outcome = read_frame_header(offset_of(index), header);
        std::copy_n(header.begin() + static_cast<std::ptrdiff_t>(start), out.size(), out.begin());
        return outcome;
    }
    if (start < frame_header_size || start + out.size() > frame_size) return SQLITE_IOERR_READ;
    Frame frame;
    if (const int outcome = read_frame(index, frame); outcome != SQLITE_OK) return outcome;
    if (!frame.authentic) return SQLITE_IOERR_DATA;
    std::copy_n(frame.page.begin() + static_cast<std::ptrdiff_t>(start - frame_header_size),
                out.size(), out.begin());
    return SQLITE_OK;
}

int WalFile::read(std::span<std::uint8_t> out, std::int64_t offset) {
    if (offset < header_bytes) {
        const bool inside = offset + static_cast<std::int64_t>(out.size()) <= header_bytes;
        if (!inside) return SQLITE_IOERR_READ;
        const int outcome = base_.read(out, offset);
        const bool whole = outcome == SQLITE_OK && out.size() == wal_header_size;
        if (whole && !accept_loss_ && header_was_lost(*this, out)) return SQLITE_IOERR_DATA;
        return outcome;
    }
    const auto index = static_cast<std::uint64_t>((offset - header_bytes) / frame_bytes);
    const auto start = static_cast<std::size_t>((offset - header_bytes) % frame_bytes);
    if (start == 0 && out.size() == frame_size) return read_for_recovery(index, out);
    return read_frame_part(index, start, out);
}

/// A new header over an old log: the log is emptied first, so that a header which cannot be read
/// before frames that can is always damage. Everything in it has been checkpointed by then.
int WalFile::write_header(ByteView bytes) {
    std::int64_t end = 0;
    if (const int outcome = base_.size(end); outcome != SQLITE_OK) return outcome;
    if (end > 0) {
        if (const int outcome = truncate(0); outcome != SQLITE_OK) return outcome;
    }
    return base_.write(bytes, 0);
}

/// SQLite does not sync what it cuts off. If the cut were lost and the next header torn, the old
/// frames behind it would look like damage.
int WalFile::truncate(std::int64_t size) {
    if (const int outcome = base_.truncate(size); outcome != SQLITE_OK) return outcome;
    return base_.sync(SQLITE_SYNC_NORMAL);
}

int WalFile::write_frame_header(ByteView bytes, std::int64_t offset) {
    FrameHeader header{};
    std::copy_n(bytes.begin(), frame_header_size, header.begin());
    FramePlace place;
    if (const int outcome = place_of(header, offset, place); outcome != SQLITE_OK) return outcome;
    place.page = get32(header);
    transform<true>(*keys_, place, header);
    expected_ = place;
    return base_.write(header, offset);
}

int WalFile::write_page(ByteView bytes, std::int64_t frame_offset) {
    if (!reserved_is_zero(bytes)) return SQLITE_IOERR_WRITE;
    if (!expected_ || expected_->offset != static_cast<std::uint64_t>(frame_offset)) {
        FrameHeader header{};
        if (const int outcome = read_frame_header(frame_offset, header); outcome != SQLITE_OK) {
            return outcome;
        }
        FramePlace place;
        if (const int outcome = place_of(header, frame_offset, place); outcome != SQLITE_OK) {
            return outcome;
        }
        place.page = get32(header);
        expected_ = place;
    }
    Page sealed;
    seal_frame_page(*keys_, *expected_, bytes, sealed);
    expected_.reset();
    return base_.write(sealed, frame_offset + static_cast<std::int64_t>(frame_header_size));
}

int WalFile::write(ByteView bytes, std::int64_t offset) {
    if (offset == 0 && bytes.size() == wal_header_size) return write_header(bytes);
    if (offset < header_bytes) return SQLITE_IOERR_WRITE;
    const auto start = static_cast<std::size_t>((offset - header_bytes) % frame_bytes);
    if (start == 0 && bytes.size() == frame_header_size) return write_frame_header(bytes, offset);
    if (start == frame_header_size && bytes.size() == page_size) {
        return write_page(bytes, offset - static_cast<std::int64_t>(frame_header_size));
    }
    return SQLITE_IOERR_WRITE;
}

}  // namespace lawful::store::vault
