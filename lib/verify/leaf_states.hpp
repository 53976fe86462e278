// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>

namespace lawful::verify {

/// What is known of each leaf so far, two bits a leaf, in pages that exist only where something is
/// known: a bundle cannot ask for memory by telling a size.
class LeafStates {
public:
    enum State : std::uint8_t { unknown, verified, erased, tampered };

    [[nodiscard]] State of(std::uint64_t leaf) const {
        const auto page = pages_.find(leaf / page_size);
        return page == pages_.end() ? unknown : at(page->second, leaf);
    }

    [[nodiscard]] bool is_opened(std::uint64_t leaf) const {
        const auto state = of(leaf);
        return state == verified || state == tampered;
    }

    void set(std::uint64_t leaf, State state) {
        auto& page = last_ != nullptr && last_number_ == leaf / page_size ? *last_ : load(leaf);
        --counts_[at(page, leaf)];
        ++counts_[state];
        const auto shift = leaf % 4 * 2;
        auto& bits = page[leaf % page_size / 4];
        bits = static_cast<std::uint8_t>((bits & ~(3U << shift)) | (unsigned{state} << shift));
    }

    [[nodiscard]] std::uint64_t count(State state) const { return counts_[state]; }

    /// Calls `visit(leaf, state)` for what is known, in order.
    template <class Visit>
    void each(Visit&& visit) const {
        for (const auto& [number, page] : pages_) {
            for (std::uint64_t leaf = number * page_size; leaf < (number + 1) * page_size; ++leaf) {
                if (const auto state = at(page, leaf); state != unknown) visit(leaf, state);
            }
        }
    }

private:
    static constexpr std::uint64_t page_size = 256;
    using Page = std::array<std::uint8_t, page_size / 4>;

    static State at(const Page& page, std::uint64_t leaf) {
        return static_cast<State>(page[leaf % page_size / 4] >> (leaf % 4 * 2) & 3U);
    }

    Page& load(std::uint64_t leaf) {
        last_number_ = leaf / page_size;
        last_ = &pages_[last_number_];
        return *last_;
    }

    std::map<std::uint64_t, Page> pages_;
    std::uint64_t last_number_ = 0;
    Page* last_ = nullptr;
    std::array<std::uint64_t, 4> counts_{};
};

}  // namespace lawful::verify
