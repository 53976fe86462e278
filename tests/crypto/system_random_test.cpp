// SPDX-License-Identifier: Apache-2.0
#include "crypto/system_random.hpp"

#include <algorithm>
#include <set>

#include <sys/wait.h>
#include <unistd.h>

#include "support.hpp"

namespace lawful::crypto {

TEST_CASE("the system's random source fills all of it, and never the same twice") {
    SystemRandom random;
    random.fill({});
    std::set<Bytes> seen;
    for (int i = 0; i < 1000; ++i) {
        Bytes bytes(24);
        random.fill(bytes);
        CHECK(seen.insert(bytes).second);
    }
    Bytes large(100'000);
    random.fill(large);
    // Each byte value is expected 390 times; a tail left at zero would show.
    CHECK(std::count(large.begin(), large.end(), std::uint8_t{0}) < 600);
    CHECK(std::any_of(large.end() - 16, large.end(), [](auto byte) { return byte != 0; }));
}

TEST_CASE("parent and child of a fork do not share their randomness") {
    SystemRandom random;
    Bytes warm(32);
    random.fill(warm);  // seeded before the fork: this is the dangerous case
    int ends[2] = {};
    REQUIRE(::pipe(ends) == 0);
    const auto child = ::fork();
    REQUIRE(child >= 0);
    Bytes mine(32);
    if (child == 0) {
        random.fill(mine);
        const bool written = ::write(ends[1], mine.data(), mine.size()) == 32;
        ::_exit(written ? 0 : 1);
    }
    random.fill(mine);
    Bytes theirs(32);
    CHECK(::read(ends[0], theirs.data(), theirs.size()) == 32);
    int status = -1;
    CHECK(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    ::close(ends[0]);
    ::close(ends[1]);
    CHECK(mine != theirs);
    CHECK(theirs != Bytes(32));
}

}  // namespace lawful::crypto
