// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <utility>

namespace lawful::crypto {

/// Whole pages, locked in memory and left out of core dumps where the system allows; wiped when
/// they go. Throws std::bad_alloc.
class LockedPages {
public:
    explicit LockedPages(std::size_t size);
    LockedPages(const LockedPages&) = delete;
    LockedPages& operator=(const LockedPages&) = delete;
    ~LockedPages();

    [[nodiscard]] void* data() const noexcept { return data_; }
    /// Whether the system granted the lock (RLIMIT_MEMLOCK).
    [[nodiscard]] bool locked() const noexcept { return locked_; }

private:
    std::size_t size_;
    void* data_;
    bool locked_;
};

/// A `T` in pages of its own, for keys that live long. What `T` itself keeps on the heap stays
/// there.
template <class T>
class Locked {
public:
    template <class... Arguments>
    explicit Locked(Arguments&&... arguments)
        : pages_(sizeof(T)),
          value_(std::construct_at(static_cast<T*>(pages_.data()),
                                   std::forward<Arguments>(arguments)...)) {}
    Locked(const Locked&) = delete;
    Locked& operator=(const Locked&) = delete;
    ~Locked() { std::destroy_at(value_); }

    [[nodiscard]] T& operator*() noexcept { return *value_; }
    [[nodiscard]] const T& operator*() const noexcept { return *value_; }
    [[nodiscard]] T* operator->() noexcept { return value_; }
    [[nodiscard]] const T* operator->() const noexcept { return value_; }
    [[nodiscard]] bool locked() const noexcept { return pages_.locked(); }

private:
    LockedPages pages_;
    T* value_;
};

}  // namespace lawful::crypto
