// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>

#include "store/history.hpp"

using namespace support;
using namespace lawful::store::vault;

namespace {

/// Bytes of a file changed at random: flipped, overwritten, cut, repeated, moved.
std::string mutated(std::string bytes, std::mt19937_64& engine) {
    const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(engine() % limit); };
    for (auto changes = 1 + below(4); changes > 0 && !bytes.empty(); --changes) {
        const auto at = below(bytes.size());
        const auto size = std::min(bytes.size() - at, 1 + below(64));
        switch (below(6)) {
            case 0: bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8))); break;
            case 1: std::generate_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), size, [&] { return static_cast<char>(engine()); }); break;
            case 2: bytes.resize(at); break;
            case 3: bytes.insert(at, bytes.substr(below(bytes.size()), size)); break;
            case 4: bytes.append(bytes.substr(at, size)); break;
            default: bytes.replace(at, size, size, '\0'); break;
        }
    }
    return bytes;
}

std::chrono::seconds how_long() {
    const char* seconds = std::getenv("LAWFUL_SOAK");
    return std::chrono::seconds(seconds == nullptr ? 3 : std::atoi(seconds));
}

}  // namespace

TEST_CASE("random bytes in block 0, in the file and in the log: refused, or a state that was") {
    const History history(6, 3);
    const auto file = bytes_of(history.file());
    const auto log = bytes_of(history.log());
    const auto end = std::chrono::steady_clock::now() + how_long();
    std::uint64_t runs = 0;
    std::uint64_t refused = 0;
    for (std::uint64_t seed = 1; std::chrono::steady_clock::now() < end; ++seed, ++runs) {
        CAPTURE(seed);
        std::mt19937_64 engine(seed);
        auto damaged_file = file;
        auto damaged_log = log;
        switch (engine() % 3) {
            case 0: damaged_file = mutated(file.substr(0, block0_size), engine) + file.substr(block0_size); break;
            case 1: damaged_file = file.substr(0, block0_size) + mutated(file.substr(block0_size), engine); break;
            default: damaged_log = mutated(log, engine); break;
        }
        put_bytes(history.file(), damaged_file);
        put_bytes(history.log(), damaged_log);
        if (!history.opened()) ++refused;  // a state that never was throws
    }
    CHECK(refused > 0);
    MESSAGE(runs << " runs, " << refused << " refused");
}
