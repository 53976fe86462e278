// SPDX-License-Identifier: Apache-2.0
#include "registry/remembered.hpp"

#include <algorithm>
#include <limits>

namespace lawful::registry {

Remembered::Remembered(std::size_t bytes)
    : sets_(std::clamp<std::size_t>(bytes / (ways * (sizeof(Slot) + sizeof(Links) + sizeof(std::uint32_t))), 1,
                                    std::numeric_limits<std::uint32_t>::max() / ways - 1)),
      slots_(sets_ * ways),
      links_(sets_ * ways),
      buckets_(sets_ * ways) {}

std::size_t Remembered::bytes() const noexcept {
    return sets_ * ways * (sizeof(Slot) + sizeof(Links) + sizeof(std::uint32_t));
}

std::size_t Remembered::set_of(const Key& key, std::size_t choice) const noexcept {
    // The high half of the product: as even as a remainder, without a division.
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::size_t>((static_cast<Wide>(key[choice]) * sets_) >> 64U) * ways;
}

std::size_t Remembered::way_of(const Key& key, std::size_t turn) noexcept { return (key[1] + turn) % ways; }

const Remembered::Slot* Remembered::slot_of(const Key& key) const noexcept {
    for (std::size_t choice = 0; choice < choices; ++choice) {
        const auto* const set = &slots_[set_of(key, choice)];
        for (std::size_t turn = 0; turn < ways; ++turn) {
            const auto& slot = set[way_of(key, turn)];
            if (slot.key == key && slot.era == era_) return &slot;
        }
    }
    return nullptr;
}

bool Remembered::find(const Key& key, Instant now, Brief& answer) const noexcept {
    const auto* const slot = slot_of(key);
    if (slot == nullptr || slot->until.is_over(now)) return false;
    answer = sayings_[slot->saying];
    slot->until.put_in(answer);
    return true;
}

void Remembered::prefetch(const Key& key) const noexcept {
    __builtin_prefetch(&slots_[set_of(key, 0) + way_of(key, 0)]);
}

std::optional<std::size_t> Remembered::free_in(std::size_t set, const Key& key) const noexcept {
    for (std::size_t turn = 0; turn < ways; ++turn) {
        const auto place = set + way_of(key, turn);
        if (slots_[place].era != era_) return place;
    }
    return std::nullopt;
}

std::optional<std::size_t> Remembered::free_for(const Key& key) const noexcept {
    const auto first = free_in(set_of(key, 0), key);
    return first ? first : free_in(set_of(key, 1), key);
}

std::optional<std::size_t> Remembered::freed_in(std::size_t set) noexcept {
    for (auto place = set; place < set + ways; ++place) {
        const auto other = free_for(slots_[place].key);
        if (!other) continue;
        write(*other, slots_[place]);
        empty(place);
        return place;
    }
    return std::nullopt;
}

std::size_t Remembered::place_for(const Key& key) noexcept {
    if (const auto* const slot = slot_of(key)) return static_cast<std::size_t>(slot - slots_.data());
    if (const auto place = free_for(key)) return *place;
    for (std::size_t choice = 0; choice < choices; ++choice) {
        if (const auto place = freed_in(set_of(key, choice))) return *place;
    }
    return set_of(key, 0) + turn_++ % ways;
}

void Remembered::put(const Key& key, std::uint64_t bucket, const Brief& answer) {
    const auto saying = sayings_.number_of(answer);
    if (!saying) return;
    write(place_for(key), {.key = key,
                           .until = Until::of(answer),
                           .bucket = static_cast<std::uint32_t>(bucket % (sets_ * ways)),
                           .saying = *saying,
                           .era = era_});
}

void Remembered::write(std::size_t place, const Slot& slot) noexcept {
    if (slots_[place].era != 0) empty(place);
    slots_[place] = slot;
    chain(place);
}

void Remembered::empty(std::size_t place) noexcept {
    unchain(place);
    slots_[place].era = 0;
}

void Remembered::chain(std::size_t place) noexcept {
    auto& first = buckets_[slots_[place].bucket];
    const auto number = static_cast<std::uint32_t>(place + 1);
    links_[place] = {.next = first, .previous = 0};
    if (first != 0) links_[first - 1].previous = number;
    first = number;
}

void Remembered::unchain(std::size_t place) noexcept {
    const auto [next, previous] = links_[place];
    if (next != 0) links_[next - 1].previous = previous;
    if (previous != 0) links_[previous - 1].next = next;
    else buckets_[slots_[place].bucket] = next;
}

void Remembered::forget(std::uint64_t bucket) noexcept {
    auto& first = buckets_[bucket % (sets_ * ways)];
    for (auto number = first; number != 0; number = links_[number - 1].next) slots_[number - 1].era = 0;
    first = 0;
}

void Remembered::forget_all() noexcept {
    if (++era_ != 0) return;
    // Once round, old answers would be alive again.
    era_ = 1;
    slots_.clear();
    buckets_.clear();
}

}  // namespace lawful::registry
