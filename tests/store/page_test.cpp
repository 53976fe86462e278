// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "store/small_vault.hpp"

using namespace support;
using namespace lawful::store::vault;

namespace {

Page sample() {
    Page page{};
    for (std::size_t i = 0; i < cipher_size; ++i) page[i] = static_cast<std::uint8_t>(i * 7);
    return page;
}

}  // namespace

TEST_CASE("a page comes back with zeros where its nonce and tag are") {
    const SmallVault vault;
    Page sealed;
    Page plain;
    seal_page(*vault.keys(), 5, sample(), sealed);
    REQUIRE(open_page(*vault.keys(), 5, sealed, plain));
    CHECK(plain == sample());
    CHECK(reserved_is_zero(plain));
    CHECK_FALSE(reserved_is_zero(sealed));
}

TEST_CASE("a flipped bit anywhere in a page is found") {
    const SmallVault vault;
    Page sealed;
    Page plain;
    seal_page(*vault.keys(), 5, sample(), sealed);
    int found = 0;
    for (std::size_t bit = 0; bit < page_size * 8; ++bit) {
        sealed[bit / 8] = static_cast<std::uint8_t>(sealed[bit / 8] ^ (1U << (bit % 8)));
        if (!open_page(*vault.keys(), 5, sealed, plain)) ++found;
        sealed[bit / 8] = static_cast<std::uint8_t>(sealed[bit / 8] ^ (1U << (bit % 8)));
    }
    CHECK(found == static_cast<int>(page_size) * 8);
    CHECK(open_page(*vault.keys(), 5, sealed, plain));
}

TEST_CASE("a page opens in its place only, in its file only, and zeros are no page") {
    const SmallVault vault;
    const SmallVault other(2);
    Page sealed;
    Page plain;
    seal_page(*vault.keys(), 5, sample(), sealed);
    CHECK_FALSE(open_page(*vault.keys(), 6, sealed, plain));
    CHECK_FALSE(open_page(*other.keys(), 5, sealed, plain));
    CHECK_FALSE(open_page(*vault.keys(), 5, Page{}, plain));

    const FramePlace place{.page = 5, .salts = {1, 2, 3, 4, 5, 6, 7, 8}, .offset = 32};
    seal_frame_page(*vault.keys(), place, sample(), sealed);
    CHECK(open_frame_page(*vault.keys(), place, sealed, plain));
    CHECK_FALSE(open_page(*vault.keys(), 5, sealed, plain));
    for (const auto& elsewhere : {FramePlace{6, place.salts, 32}, FramePlace{5, {1, 2, 3, 4, 5, 6, 7, 9}, 32},
                                  FramePlace{5, place.salts, 32 + frame_size}}) {
        CHECK_FALSE(open_frame_page(*vault.keys(), elsewhere, sealed, plain));
    }
}

TEST_CASE("a page with reserved bytes that are not zero is not written") {
    // They would come back as zeros, and SQLite's checksum of the frame would not hold.
    const SmallVault vault;
    const auto db = vault.open();
    Page page = sample();
    page[page_size - 1] = 1;
    CHECK(db->vault().write(page, page_size) == SQLITE_IOERR_WRITE);
    CHECK(db->vault().write(sample(), page_size) == SQLITE_OK);
    CHECK(db->vault().write(sample(), page_size + 512) == SQLITE_IOERR_WRITE);
    CHECK(db->vault().write(lawful::ByteView(page).first(512), page_size) == SQLITE_IOERR_WRITE);
}

TEST_CASE("the same page twice has nothing in common") {
    const SmallVault vault;
    Page first;
    Page second;
    seal_page(*vault.keys(), 5, sample(), first);
    seal_page(*vault.keys(), 5, sample(), second);
    int equal = 0;
    for (std::size_t i = 0; i < page_size - 8; ++i) equal += first[i] == second[i] ? 1 : 0;
    CHECK(equal < 100);
}
