// SPDX-License-Identifier: Apache-2.0
#include "store/vault/page.hpp"

#include <algorithm>

#include "store/vault/big_endian.hpp"

namespace lawful::store::vault {
namespace {

constexpr std::size_t nonce_size = crypto::Xaes256Gcm::nonce_size;
constexpr std::size_t tag_size = crypto::Xaes256Gcm::tag_size;
constexpr std::size_t tag_at = cipher_size + nonce_size;
constexpr std::size_t trailer_at = tag_at + tag_size;
constexpr std::size_t trailer_size = page_size - trailer_at;
constexpr std::uint32_t key_epoch = 1;

std::array<std::uint8_t, trailer_size> trailer() {
    std::array<std::uint8_t, trailer_size> out{};
    put32(out, key_epoch);
    return out;
}

/// `D`, page number, trailer.
std::array<std::uint8_t, 13> page_context(std::uint32_t number) {
    std::array<std::uint8_t, 13> out{'D'};
    put32(std::span(out).subspan(1), number);
    const auto end = trailer();
    std::copy(end.begin(), end.end(), out.begin() + 5);
    return out;
}

/// `W`, page number, salts, offset, trailer.
std::array<std::uint8_t, 29> frame_context(const FramePlace& place) {
    std::array<std::uint8_t, 29> out{'W'};
    put32(std::span(out).subspan(1), place.page);
    std::copy(place.salts.begin(), place.salts.end(), out.begin() + 5);
    put64(std::span(out).subspan(13), place.offset);
    const auto end = trailer();
    std::copy(end.begin(), end.end(), out.begin() + 21);
    return out;
}

void seal(const crypto::Xaes256Gcm& key, crypto::NoncePool& nonces, ByteView context, ByteView plain,
          Page& out) {
    const auto nonce = nonces.next();
    std::copy(nonce.begin(), nonce.end(), out.begin() + cipher_size);
    const auto end = trailer();
    std::copy(end.begin(), end.end(), out.begin() + trailer_at);
    const std::span all(out);
    key.seal_into(nonce, plain.first(cipher_size), context, all.first<cipher_size>(),
                  all.subspan<tag_at, tag_size>());
}

bool open(const crypto::Xaes256Gcm& key, ByteView context, ByteView sealed,
          std::span<std::uint8_t> plain) {
    const auto end = trailer();
    if (!std::equal(end.begin(), end.end(), sealed.begin() + trailer_at)) return false;
    if (!key.open_into(sealed.subspan(cipher_size, nonce_size), sealed.first(cipher_size),
                       sealed.subspan<tag_at, tag_size>(), context, plain.first(cipher_size))) {
        return false;
    }
    std::fill(plain.begin() + cipher_size, plain.end(), std::uint8_t{0});
    return true;
}

}  // namespace

bool reserved_is_zero(ByteView page) {
    return std::all_of(page.begin() + cipher_size, page.end(), [](auto byte) { return byte == 0; });
}

void seal_page(const FileKeys& keys, std::uint32_t number, ByteView plain, Page& out) {
    seal(keys.page(), keys.nonces(), page_context(number), plain, out);
}

bool open_page(const FileKeys& keys, std::uint32_t number, ByteView sealed,
               std::span<std::uint8_t> plain) {
    return open(keys.page(), page_context(number), sealed, plain);
}

void seal_frame_page(const FileKeys& keys, const FramePlace& place, ByteView plain, Page& out) {
    seal(keys.wal(), keys.nonces(), frame_context(place), plain, out);
}

bool open_frame_page(const FileKeys& keys, const FramePlace& place, ByteView sealed,
                     std::span<std::uint8_t> plain) {
    return open(keys.wal(), frame_context(place), sealed, plain);
}

}  // namespace lawful::store::vault
