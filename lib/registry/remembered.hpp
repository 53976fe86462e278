// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "crypto/short_hash.hpp"

#include <lawful/decision.hpp>

namespace lawful::registry {

/// Answers in memory of a fixed size: new ones push out others. Each lies in a bucket, that of its
/// address's loose key, and is forgotten with it. Used by one thread at a time, or by many that only find.
class Remembered {
public:
    using Key = crypto::ShortHash::Value;

    /// Room for at least four answers, whatever the bytes.
    explicit Remembered(std::size_t bytes);

    /// As it was put, without `ledger_size`; nothing at its `valid_until` and after.
    [[nodiscard]] std::optional<Brief> find(const Key& key, Instant now) const noexcept;
    void put(const Key& key, std::uint64_t bucket, const Brief& answer) noexcept;

    void forget(std::uint64_t bucket) noexcept;
    void forget_all() noexcept;

    [[nodiscard]] std::size_t bytes() const noexcept;

private:
    static constexpr std::size_t ways = 4;

    struct Slot {
        Key key{};
        ReasonCodes codes{};
        std::int64_t until = 0;
        std::uint32_t bucket = 0;
        std::uint32_t generation = 0;
        std::uint32_t era = 0;     ///< 0: never used
        Verdict verdict = Verdict::deny;
    };

    [[nodiscard]] bool is_alive(const Slot& slot) const noexcept;
    /// The slots in which an answer of that key may lie.
    [[nodiscard]] Slot* set_of(const Key& key) const noexcept;
    [[nodiscard]] Slot& place_for(const Key& key) noexcept;

    std::size_t sets_;
    std::unique_ptr<Slot[]> slots_;
    std::unique_ptr<std::uint32_t[]> generations_;  ///< of each bucket; as many as slots
    std::uint32_t era_ = 1;
    std::uint32_t turn_ = 0;
};

}  // namespace lawful::registry
