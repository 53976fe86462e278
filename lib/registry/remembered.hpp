// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "store/zeroed.hpp"
#include "crypto/short_hash.hpp"
#include "registry/sayings.hpp"

namespace lawful::registry {

/// Answers in memory of a fixed size: new ones push out others once some nine tenths of it are full. Each lies in a
/// bucket, that of its address's loose key, and is forgotten with it. Used by one thread at a time, or by many that
/// only find.
class Remembered {
public:
    using Key = crypto::ShortHash::Value;

    /// Room for at least four answers, whatever the bytes.
    explicit Remembered(std::size_t bytes);

    /// Gives the answer as it was put, without `ledger_size`. False at its `valid_until` and after.
    [[nodiscard]] bool find(const Key& key, Instant now, Brief& answer) const noexcept;
    /// Brings what `find` will read nearer.
    void prefetch(const Key& key) const noexcept;
    void put(const Key& key, std::uint64_t bucket, const Brief& answer);

    void forget(std::uint64_t bucket) noexcept;
    void forget_all() noexcept;

    [[nodiscard]] std::size_t bytes() const noexcept;

private:
    /// Four lie side by side in two lines of a cache, a set; an answer is in one of two sets.
    static constexpr std::size_t ways = 4;
    static constexpr std::size_t choices = 2;

    struct Slot {
        Key key;
        Until until;
        std::uint32_t bucket;
        Sayings::Number saying;
        std::uint16_t era;  ///< 0: empty, and in no chain
    };
    static_assert(sizeof(Slot) == 32);

    /// Of a bucket's slots, with their numbers counted from 1: 0 ends it.
    struct Links {
        std::uint32_t next;
        std::uint32_t previous;
    };

    /// Where it begins.
    [[nodiscard]] std::size_t set_of(const Key& key, std::size_t choice) const noexcept;
    /// The number of the way to look at in turn.
    [[nodiscard]] static std::size_t way_of(const Key& key, std::size_t turn) noexcept;
    /// The slot that has the key, or nothing.
    [[nodiscard]] const Slot* slot_of(const Key& key) const noexcept;
    [[nodiscard]] std::optional<std::size_t> free_in(std::size_t set, const Key& key) const noexcept;
    [[nodiscard]] std::optional<std::size_t> free_for(const Key& key) const noexcept;
    /// Moves an answer of the set to its other one.
    [[nodiscard]] std::optional<std::size_t> freed_in(std::size_t set) noexcept;
    [[nodiscard]] std::size_t place_for(const Key& key) noexcept;
    void write(std::size_t place, const Slot& slot) noexcept;
    void empty(std::size_t place) noexcept;
    void chain(std::size_t place) noexcept;
    void unchain(std::size_t place) noexcept;

    std::size_t sets_;
    store::ZeroedArray<Slot> slots_;
    store::ZeroedArray<Links> links_;            ///< of each slot; read only to put and to forget
    store::ZeroedArray<std::uint32_t> buckets_;  ///< the first of each one's slots; as many as slots
    Sayings sayings_;
    std::uint16_t era_ = 1;
    std::uint32_t turn_ = 0;
};

}  // namespace lawful::registry
