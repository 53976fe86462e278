// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <type_traits>

namespace lawful::store {

/// Zeroed memory in which each use of a random place should cost one miss and no walk of page tables: on pages
/// of 2 MB where the system gives them. None of it is taken before it is first written.
class ZeroedMemory {
public:
    /// Throws `std::bad_alloc`.
    explicit ZeroedMemory(std::size_t bytes);
    ZeroedMemory(const ZeroedMemory&) = delete;
    ZeroedMemory& operator=(const ZeroedMemory&) = delete;
    ~ZeroedMemory();

    [[nodiscard]] void* data() const noexcept { return data_; }
    /// Zeroes it again, and gives it back until it is next written.
    void clear() noexcept;

private:
    void* data_;
    std::size_t bytes_;
};

/// So many of a type of which all zeros are a value.
template <class Type>
class ZeroedArray {
    static_assert(std::is_trivially_copyable_v<Type> && std::is_trivially_destructible_v<Type>);

public:
    explicit ZeroedArray(std::size_t count) : memory_(count * sizeof(Type)) {}

    [[nodiscard]] Type* data() const noexcept { return static_cast<Type*>(memory_.data()); }
    [[nodiscard]] Type& operator[](std::size_t index) const noexcept { return data()[index]; }
    void clear() noexcept { memory_.clear(); }

private:
    ZeroedMemory memory_;
};

}  // namespace lawful::store
