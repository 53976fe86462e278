// SPDX-License-Identifier: Apache-2.0
#include "crypto/locked.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

#include "crypto/keys.hpp"
#include "support.hpp"

namespace lawful::crypto {
namespace {

struct Noted {
    explicit Noted(int& alive) : count(alive) { ++count; }
    Noted(const Noted&) = delete;
    Noted& operator=(const Noted&) = delete;
    ~Noted() { --count; }
    int& count;
};

struct Throwing {
    Throwing() { throw std::runtime_error("refused"); }
};

// The flags of the mapping that holds `at`, as the kernel reports them.
std::string flags_of(const void* at) {
    std::ifstream maps("/proc/self/smaps");
    const auto wanted = reinterpret_cast<std::uintptr_t>(at);
    bool here = false;
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t from = 0;
        std::uintptr_t to = 0;
        if (std::sscanf(line.c_str(), "%lx-%lx ", &from, &to) == 2) {
            here = from <= wanted && wanted < to;
        }
        if (here && line.starts_with("VmFlags:")) return line + " ";
    }
    return {};
}

}  // namespace

TEST_CASE("a locked value is made in pages of its own, used, and destroyed") {
    int alive = 0;
    {
        const Locked<Noted> noted(alive);
        CHECK(alive == 1);
        CHECK(&noted->count == &alive);
        const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
        CHECK(reinterpret_cast<std::uintptr_t>(&*noted) % page == 0);
    }
    CHECK(alive == 0);
    CHECK_THROWS_AS(Locked<Throwing>(), std::runtime_error);
    const Locked<std::array<std::uint8_t, 10'000>> large{};
    CHECK(*large == std::array<std::uint8_t, 10'000>{});
}

TEST_CASE("locked pages are left out of core dumps, and of swap when the system grants it") {
    const Locked<SubKey> key(Bytes(32, 5));
    CHECK(testing::to_bytes(key->view()) == Bytes(32, 5));
    const auto flags = flags_of(&*key);
    if (flags.empty()) return;  // no /proc here
    CHECK(flags.find(" dd ") != std::string::npos);
#ifndef __SANITIZE_ADDRESS__  // its mlock does nothing, and says that it did
    CHECK((flags.find(" lo ") != std::string::npos) == key.locked());
#endif
}

TEST_CASE("a system that grants no locked memory is put up with") {
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_MEMLOCK, &before) == 0);
    rlimit none = before;
    none.rlim_cur = 0;
    REQUIRE(::setrlimit(RLIMIT_MEMLOCK, &none) == 0);
    const Locked<SubKey> key(Bytes(32, 5));
    CHECK(testing::to_bytes(key->view()) == Bytes(32, 5));
    CHECK(::setrlimit(RLIMIT_MEMLOCK, &before) == 0);
}

}  // namespace lawful::crypto
