// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "store/history.hpp"

using namespace support;
using namespace lawful::store::vault;

namespace {

struct Outcomes {
    int refused = 0;
    int whole = 0;
    int shorter = 0;
};

/// Flips one bit in each of `bytes` that `chosen` picks, and opens.
template <class Chosen>
Outcomes flip(const History& history, const std::filesystem::path& file, Chosen chosen) {
    const auto sound = bytes_of(file);
    Outcomes outcomes;
    for (std::size_t byte = 0; byte < sound.size(); ++byte) {
        if (!chosen(byte)) continue;
        put_bytes(file, flipped(sound, byte * 8 + byte % 8));
        const auto log = bytes_of(history.log());
        const auto found = history.opened();
        // Whoever opens the file last empties the log: each flip starts from the same two files.
        if (file != history.log()) put_bytes(history.log(), log);
        if (!found) {
            ++outcomes.refused;
        } else {
            ++(*found == history.last() ? outcomes.whole : outcomes.shorter);
        }
    }
    put_bytes(file, sound);
    return outcomes;
}

}  // namespace

TEST_CASE("a flipped bit in a page of the file is refused, or the page is in the log too") {
    const History history(6, 6);
    const auto outcomes = flip(history, history.file(), [](std::size_t byte) {
        return byte >= block0_size && byte % 13 == 0;
    });
    CHECK(outcomes.refused > 0);
    CHECK(outcomes.whole == 0);
    CHECK(outcomes.shorter == 0);
}

TEST_CASE("a flipped bit in the log loses no commit but those of its end") {
    const History history(8, 3);
    const auto outcomes = flip(history, history.log(), [](std::size_t byte) {
        const auto in_frame = (byte - wal_header_size) % frame_size;
        return byte < wal_header_size || in_frame < frame_header_size || in_frame % 41 == 0;
    });
    CHECK(outcomes.refused > 0);
    // Frames of the last two commits: nothing behind them tells damage from a torn write.
    CHECK(outcomes.shorter > 0);
}

TEST_CASE("a flipped bit in an early frame is damage, and can be accepted as a loss") {
    const History history(8, 0);
    const auto sound = bytes_of(history.log());
    put_bytes(history.log(), flipped(sound, (wal_header_size + 3 * frame_size + 500) * 8));
    CHECK_FALSE(history.opened());
    const auto found = history.opened(true);
    REQUIRE(found);
    CHECK(*found < history.last());
}

TEST_CASE("a flipped bit in the head of the log is damage before frames that authenticate") {
    const History history(5, 2);
    const auto sound = bytes_of(history.log());
    for (std::size_t bit = 0; bit < wal_header_size * 8; ++bit) {
        put_bytes(history.log(), flipped(sound, bit));
        const auto found = history.opened();
        CHECK_MESSAGE((!found || *found == history.last()), "bit " << bit);
    }
}

TEST_CASE("pages swapped, zeroed, of another vault, and a file cut short are refused") {
    const History history(6, 6);
    const History other(6, 6, 2);
    const auto sound = bytes_of(history.file());
    const auto page = [](std::string& bytes, std::size_t number) { return bytes.data() + number * page_size; };
    REQUIRE(history.opened() == history.last());

    SUBCASE("swapped") {
        auto bytes = sound;
        std::swap_ranges(page(bytes, 2), page(bytes, 3), page(bytes, 3));
        put_bytes(history.file(), bytes);
        CHECK_FALSE(history.opened());
    }
    SUBCASE("zeroed") {
        auto bytes = sound;
        std::fill_n(page(bytes, 2), page_size, '\0');
        put_bytes(history.file(), bytes);
        CHECK_FALSE(history.opened());
    }
    SUBCASE("of another vault") {
        auto bytes = sound;
        auto foreign = bytes_of(other.file());
        std::copy_n(page(foreign, 2), page_size, page(bytes, 2));
        put_bytes(history.file(), bytes);
        CHECK_FALSE(history.opened());
    }
    SUBCASE("cut short") {
        for (std::size_t size = 0; size < sound.size(); size += 1021) {
            put_bytes(history.file(), sound.substr(0, size));
            CHECK_FALSE(history.opened());
        }
    }
    SUBCASE("everything but block 0 gone") {
        put_bytes(history.file(), sound.substr(0, block0_size));
        CHECK_FALSE(history.opened());
    }
}

TEST_CASE("a torn page 1 whose good copy is in the log does not lock the file") {
    const History history(3, 0);
    auto bytes = bytes_of(history.file());
    bytes[block0_size + 2000] ^= 1;
    put_bytes(history.file(), bytes);
    CHECK(history.opened() == history.last());
}

TEST_CASE("a torn page 1 without a copy in the log is refused") {
    const History history(3, 3);
    auto bytes = bytes_of(history.file());
    bytes[block0_size + 2000] ^= 1;
    put_bytes(history.file(), bytes);
    RawVault db(history.file(), raw_key());
    CHECK(db.execute("SELECT count(*) FROM t") != SQLITE_OK);
    CHECK(sqlite3_extended_errcode(db.get()) == SQLITE_IOERR_DATA);
}

TEST_CASE("one bad page does not poison the connection") {
    const History history(30, 30);
    auto bytes = bytes_of(history.file());
    const auto pages = bytes.size() / page_size - 1;
    REQUIRE(pages > 4);
    bytes[(pages)*page_size + 9] ^= 1;  // the last page
    put_bytes(history.file(), bytes);
    RawVault db(history.file(), raw_key());
    CHECK(db.execute("SELECT sum(length(text)) FROM t") != SQLITE_OK);
    CHECK(sqlite3_extended_errcode(db.get()) == SQLITE_IOERR_DATA);
    CHECK(db.read("SELECT length(text) FROM t WHERE id = 1") == "940|");
    CHECK(db.vault().bad_pages({}) == std::vector<std::uint32_t>{static_cast<std::uint32_t>(pages)});
}
