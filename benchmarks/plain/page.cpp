// SPDX-License-Identifier: Apache-2.0
/// Pages in clear, in the place of lib/store/vault/page.cpp and in benchmarks alone: what is left of the time
/// is the price of everything but their encryption. What says whose page it is lies where nonce and tag do.
#include "store/vault/page.hpp"

#include <algorithm>

#include "store/vault/big_endian.hpp"

namespace lawful::store::vault {
namespace {

using Mark = std::array<std::uint8_t, reserved_size>;

Mark mark_of(std::uint8_t kind, std::uint32_t page, const std::array<std::uint8_t, 8>& salts,
             std::uint64_t offset) {
    Mark mark{kind};
    put32(std::span(mark).subspan(1), page);
    std::copy(salts.begin(), salts.end(), mark.begin() + 5);
    put64(std::span(mark).subspan(13), offset);
    return mark;
}

void seal(const Mark& mark, ByteView plain, Page& out) {
    std::copy_n(plain.begin(), cipher_size, out.begin());
    std::copy(mark.begin(), mark.end(), out.begin() + cipher_size);
}

bool open(const Mark& mark, ByteView sealed, std::span<std::uint8_t> plain) {
    if (!std::equal(mark.begin(), mark.end(), sealed.begin() + cipher_size)) return false;
    if (plain.data() != sealed.data()) std::copy_n(sealed.begin(), cipher_size, plain.begin());
    std::fill(plain.begin() + cipher_size, plain.end(), std::uint8_t{0});
    return true;
}

}  // namespace

bool reserved_is_zero(ByteView page) {
    return std::all_of(page.begin() + cipher_size, page.end(), [](auto byte) { return byte == 0; });
}

void seal_page(const FileKeys&, std::uint32_t number, ByteView plain, Page& out) {
    seal(mark_of('D', number, {}, 0), plain, out);
}

bool open_page(const FileKeys&, std::uint32_t number, ByteView sealed,
               std::span<std::uint8_t> plain) {
    return open(mark_of('D', number, {}, 0), sealed, plain);
}

void seal_frame_page(const FileKeys&, const FramePlace& place, ByteView plain, Page& out) {
    seal(mark_of('W', place.page, place.salts, place.offset), plain, out);
}

bool open_frame_page(const FileKeys&, const FramePlace& place, ByteView sealed,
                     std::span<std::uint8_t> plain) {
    return open(mark_of('W', place.page, place.salts, place.offset), sealed, plain);
}

}  // namespace lawful::store::vault
