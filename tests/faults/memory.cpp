// SPDX-License-Identifier: Apache-2.0
#include "faults/memory.hpp"

#include <openssl/crypto.h>
#include <sqlite3.h>

#include <array>
#include <cstdlib>
#include <new>

namespace faults::memory {
namespace {

struct State {
    std::array<std::uint64_t, 4> counts{};
    std::uint64_t total = 0;
    std::uint64_t target = 0;  ///< 0: no fault
    bool armed = false;
    bool for_ever = false;
    bool fired = false;
};
State state;

bool fails(Whose whose) noexcept {
    if (!state.armed) return false;
    ++state.counts[static_cast<std::size_t>(whose)];
    ++state.total;
    if (state.target == 0 || state.total < state.target) return false;
    if (state.total > state.target && !state.for_ever) return false;
    return state.fired = true;
}

sqlite3_mem_methods real;

void* sqlite_allocate(int size) { return fails(Whose::sqlite) ? nullptr : real.xMalloc(size); }
void* sqlite_resize(void* block, int size) {
    return fails(Whose::sqlite) ? nullptr : real.xRealloc(block, size);
}

void* openssl_allocate(std::size_t size, const char* /*file*/, int /*line*/) {
    return fails(Whose::openssl) ? nullptr : std::malloc(size);
}
void* openssl_resize(void* block, std::size_t size, const char* /*file*/, int /*line*/) {
    return fails(Whose::openssl) ? nullptr : std::realloc(block, size);
}
void openssl_free(void* block, const char* /*file*/, int /*line*/) { std::free(block); }

}  // namespace

bool take_over() {
    if (CRYPTO_set_mem_functions(openssl_allocate, openssl_resize, openssl_free) != 1) return false;
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK) return false;
    auto hooked = real;
    hooked.xMalloc = sqlite_allocate;
    hooked.xRealloc = sqlite_resize;
    // Without a lookaside each small allocation is one of its own.
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &hooked) == SQLITE_OK &&
           sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK;
}

void arm(std::uint64_t allocation, bool for_ever) {
    state = {.counts = {}, .total = 0, .target = allocation, .armed = true, .for_ever = for_ever,
             .fired = false};
}

bool disarm() {
    state.armed = false;
    return state.fired;
}

std::uint64_t counted(Whose whose) { return state.counts[static_cast<std::size_t>(whose)]; }

void* allocate(std::size_t size) {
    void* const block = fails(Whose::cpp) ? nullptr : std::malloc(size == 0 ? 1 : size);
    if (block == nullptr) throw std::bad_alloc();
    return block;
}

}  // namespace faults::memory

void* operator new(std::size_t size) { return faults::memory::allocate(size); }
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t /*size*/) noexcept { std::free(block); }
