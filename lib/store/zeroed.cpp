// SPDX-License-Identifier: Apache-2.0
#include "store/zeroed.hpp"

#include <cstring>
#include <new>

#include <sys/mman.h>

namespace lawful::store {

ZeroedMemory::ZeroedMemory(std::size_t bytes)
    : data_(::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)), bytes_(bytes) {
    if (data_ == MAP_FAILED) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
    // A wish: where it is not granted, small pages do as well.
    static_cast<void>(::madvise(data_, bytes_, MADV_HUGEPAGE));
#endif
}

ZeroedMemory::~ZeroedMemory() { ::munmap(data_, bytes_); }

void ZeroedMemory::clear() noexcept {
#ifdef __linux__
    if (::madvise(data_, bytes_, MADV_DONTNEED) == 0) return;
#endif
    std::memset(data_, 0, bytes_);
}

}  // namespace lawful::store
