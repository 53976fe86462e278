// SPDX-License-Identifier: Apache-2.0
#include "crypto/locked.hpp"

#include <cstdint>
#include <new>
#include <span>

#include <sys/mman.h>
#include <unistd.h>

#include "crypto/wipe.hpp"

namespace lawful::crypto {
namespace {

std::size_t whole_pages(std::size_t size) {
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return (size / page + (size % page == 0 ? 0 : 1)) * page;
}

void* map(std::size_t size) {
    void* const data =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (data == MAP_FAILED) throw std::bad_alloc();
    return data;
}

}  // namespace

LockedPages::LockedPages(std::size_t size)
    : size_(whole_pages(size)), data_(map(size_)), locked_(::mlock(data_, size_) == 0) {
#ifdef MADV_DONTDUMP
    (void)::madvise(data_, size_, MADV_DONTDUMP);
#endif
}

LockedPages::~LockedPages() {
    wipe({static_cast<std::uint8_t*>(data_), size_});
    (void)::munmap(data_, size_);
}

}  // namespace lawful::crypto
