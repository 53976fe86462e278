// SPDX-License-Identifier: Apache-2.0
#include "store/vault/main_file.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "store/vault/big_endian.hpp"

#include <lawful/error.hpp>

namespace lawful::store::vault {
namespace {

constexpr auto page_bytes = static_cast<std::int64_t>(page_size);
constexpr std::size_t probe_size = 100;
/// SQLite locks bytes of this page and never writes it.
constexpr std::uint32_t lock_page = 0x4000'0000 / page_size + 1;

void require(int outcome, const char* what) {
    if (outcome == SQLITE_OK) return;
    throw Error(outcome == SQLITE_FULL ? ErrorCode::disk_full : ErrorCode::input_output,
                fmt::format("registry file: {}", what));
}

}  // namespace

int MainFile::read_page(std::uint32_t number, std::span<std::uint8_t> plain) {
    Page sealed;
    const auto offset = static_cast<std::int64_t>(number) * page_bytes;
    if (const int outcome = base_.read(sealed, offset); outcome != SQLITE_OK) {
        if (outcome != SQLITE_IOERR_SHORT_READ) return outcome;
        std::int64_t end = 0;
        if (const int sized = base_.size(end); sized != SQLITE_OK) return sized;
        if (end > offset) return SQLITE_IOERR_DATA;
        std::fill(plain.begin(), plain.end(), std::uint8_t{0});
        return outcome;
    }
    return open_page(*keys_, number, sealed, plain) ? SQLITE_OK : SQLITE_IOERR_DATA;
}

/// SQLite reads the first 100 bytes before it has looked at the log. When a checkpoint was
/// interrupted page 1 may be torn, and its good copy is in the log: this probe, and only it, gets
/// the head that every vault has. Page 1 itself is read again, and must authenticate.
int MainFile::read_part(std::span<std::uint8_t> out, std::int64_t offset) {
    const auto start = static_cast<std::size_t>(offset % page_bytes);
    if (start + out.size() > page_size) return SQLITE_IOERR_READ;
    Page plain{};
    int outcome = read_page(static_cast<std::uint32_t>(offset / page_bytes) + 1, plain);
    if (outcome == SQLITE_IOERR_DATA && offset == 0 && out.size() == probe_size) {
        plain = empty_page1();
        outcome = SQLITE_OK;
    }
    std::copy_n(plain.begin() + static_cast<std::ptrdiff_t>(start), out.size(), out.begin());
    return outcome;
}

int MainFile::read(std::span<std::uint8_t> out, std::int64_t offset) {
    if (out.size() == page_size && offset % page_bytes == 0) {
        return read_page(static_cast<std::uint32_t>(offset / page_bytes) + 1, out);
    }
    return read_part(out, offset);
}

int MainFile::write(ByteView bytes, std::int64_t offset) {
    if (bytes.size() != page_size || offset % page_bytes != 0 || !reserved_is_zero(bytes)) {
        return SQLITE_IOERR_WRITE;
    }
    Page sealed;
    seal_page(*keys_, static_cast<std::uint32_t>(offset / page_bytes) + 1, bytes, sealed);
    return base_.write(sealed, offset + page_bytes);
}

int MainFile::truncate(std::int64_t size) { return base_.truncate(size + page_bytes); }

int MainFile::size(std::int64_t& out) {
    const int outcome = base_.size(out);
    out = std::max<std::int64_t>(out - page_bytes, 0);
    return outcome;
}

Block0 MainFile::read_block0(const std::string& name) {
    Block0Bytes bytes{};
    const int outcome = base_.read(bytes, 0);
    std::size_t got = bytes.size();
    if (outcome == SQLITE_IOERR_SHORT_READ) {
        std::int64_t end = 0;
        require(base_.size(end), "its size cannot be read");
        got = std::min(got, static_cast<std::size_t>(end));
    } else {
        require(outcome, "block 0 cannot be read");
    }
    return decode_block0(ByteView(bytes).first(got), name);
}

void MainFile::write_keys(const Block0& before, KeyTable keys) {
    keys.sequence = before.keys.sequence + 1;
    const auto slot = encode_slot(keys);
    for (const auto at : {1 - before.slot, before.slot}) {
        require(base_.write(slot, static_cast<std::int64_t>(slot_offsets[at])),
                "a key slot cannot be written");
        require(base_.sync(SQLITE_SYNC_FULL), "a key slot cannot be synced");
    }
}

std::vector<std::uint32_t> MainFile::bad_pages(const PageProgress& progress) {
    std::int64_t end = 0;
    require(size(end), "its size cannot be read");
    const auto count = static_cast<std::uint32_t>((end + page_bytes - 1) / page_bytes);
    std::vector<std::uint32_t> bad;
    Page plain;
    for (std::uint32_t number = 1; number <= count; ++number) {
        if (number == lock_page) continue;
        const int outcome = read_page(number, plain);
        if (outcome == SQLITE_IOERR_DATA) bad.push_back(number);
        if (outcome != SQLITE_IOERR_DATA) require(outcome, "a page cannot be read");
        if (progress && number % 256 == 0) progress(number, count);
    }
    return bad;
}

/// The SQLite database file format, sections 1.3 and 1.6.
Page empty_page1() {
    Page page{};
    constexpr std::string_view magic{"SQLite format 3\0", 16};
    std::copy(magic.begin(), magic.end(), page.begin());
    const std::span all(page);
    put16(all.subspan(16), page_size);
    page[18] = 2;  // write-ahead log
    page[19] = 2;
    page[20] = reserved_size;
    page[21] = 64;
    page[22] = 32;
    page[23] = 32;
    put32(all.subspan(24), 1);  // change counter
    put32(all.subspan(28), 1);  // pages
    put32(all.subspan(44), 4);  // schema format
    put32(all.subspan(56), 1);  // UTF-8
    put32(all.subspan(92), 1);  // the change counter for which the number of pages holds
    put32(all.subspan(96), 3'040'000);
    page[100] = 0x0D;           // an empty leaf of the schema's table
    put16(all.subspan(105), cipher_size);
    return page;
}

const std::uint64_t* MainFile::index_head() {
    constexpr int region_size = 32'768;  // sqlite.org/walformat.html, section 2
    void volatile* region = nullptr;
    const int outcome = base_.methods().xShmMap(base_.get(), 0, region_size, 0, &region);
    return outcome == SQLITE_OK ? static_cast<const std::uint64_t*>(const_cast<void*>(region)) : nullptr;
}

}  // namespace lawful::store::vault
