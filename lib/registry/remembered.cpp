// SPDX-License-Identifier: Apache-2.0
#include "registry/remembered.hpp"

#include <algorithm>
#include <limits>
#include <span>

namespace lawful::registry {
namespace {

constexpr auto for_ever = std::numeric_limits<std::int64_t>::max();

std::int64_t milliseconds_of(Instant instant) { return instant.time_since_epoch().count(); }

}  // namespace

Remembered::Remembered(std::size_t bytes)
    : sets_(std::max<std::size_t>(1, bytes / (ways * (sizeof(Slot) + sizeof(std::uint32_t))))),
      slots_(std::make_unique<Slot[]>(sets_ * ways)),
      generations_(std::make_unique<std::uint32_t[]>(sets_ * ways)) {
    static_assert(sizeof(Slot) + sizeof(std::uint32_t) <= 64);
}

std::size_t Remembered::bytes() const noexcept {
    return sets_ * ways * (sizeof(Slot) + sizeof(std::uint32_t));
}

bool Remembered::is_alive(const Slot& slot) const noexcept {
    return slot.era == era_ && slot.generation == generations_[slot.bucket];
}

Remembered::Slot* Remembered::set_of(const Key& key) const noexcept {
    return &slots_[key[0] % sets_ * ways];
}

std::optional<Brief> Remembered::find(const Key& key, Instant now) const noexcept {
    for (const auto& slot : std::span(set_of(key), ways)) {
        if (slot.key != key || !is_alive(slot)) continue;
        if (slot.until <= milliseconds_of(now)) return std::nullopt;
        Brief answer{.verdict = slot.verdict, .codes = slot.codes, .valid_until = {}, .ledger_size = 0};
        if (slot.until != for_ever) answer.valid_until = Instant{std::chrono::milliseconds{slot.until}};
        return answer;
    }
    return std::nullopt;
}

Remembered::Slot& Remembered::place_for(const Key& key) noexcept {
    const std::span set(set_of(key), ways);
    for (auto& slot : set) {
        if (slot.key == key) return slot;
    }
    for (auto& slot : set) {
        if (!is_alive(slot)) return slot;
    }
    return set[turn_++ % ways];
}

void Remembered::put(const Key& key, std::uint64_t bucket, const Brief& answer) noexcept {
    const auto number = static_cast<std::uint32_t>(bucket % (sets_ * ways));
    place_for(key) = {.key = key,
                      .codes = answer.codes,
                      .until = answer.valid_until ? milliseconds_of(*answer.valid_until) : for_ever,
                      .bucket = number,
                      .generation = generations_[number],
                      .era = era_,
                      .verdict = answer.verdict};
}

void Remembered::forget(std::uint64_t bucket) noexcept {
    // Once round, old answers would be alive again.
    if (++generations_[bucket % (sets_ * ways)] == 0) forget_all();
}

void Remembered::forget_all() noexcept {
    if (++era_ != 0) return;
    era_ = 1;
    for (auto& slot : std::span(slots_.get(), sets_ * ways)) slot.era = 0;
}

}  // namespace lawful::registry
