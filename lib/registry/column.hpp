// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "registry/sayings.hpp"

#include <lawful/id.hpp>

namespace lawful::registry {

/// The answers to one question about every address of a medium, side by side in the order of ids.
class Column {
public:
    static constexpr std::size_t bytes_each = sizeof(AddressId) + sizeof(Until) + sizeof(Sayings::Number);

    void reserve(std::size_t addresses);
    /// Adds the address where it is not there yet. False when there are too many different answers.
    bool put(AddressId address, const Brief& answer);
    /// None must be asked again before then.
    [[nodiscard]] bool holds_at(Instant now) const noexcept;
    /// Those that must be.
    [[nodiscard]] std::vector<AddressId> to_ask_at(Instant now) const;
    /// All have been asked: works out until when that lasts.
    void settle() noexcept;

    [[nodiscard]] std::size_t size() const noexcept { return ids_.size(); }

    /// Of a column that holds. The answer is only lent.
    template <class Visit>
    void each(std::uint64_t ledger_size, const Visit& visit) const {
        auto answers = sayings_.all();
        for (auto& answer : answers) answer.ledger_size = ledger_size;
        for (std::size_t i = 0; i < ids_.size(); ++i) {
            auto& answer = answers[said_[i]];
            until_[i].put_in(answer);
            visit(ids_[i], answer);
        }
    }

private:
    /// Of the address, which is added as unknown where it is not there.
    [[nodiscard]] std::size_t place_of(AddressId address);

    std::vector<AddressId> ids_;
    std::vector<Until> until_;
    std::vector<Sayings::Number> said_;
    Sayings sayings_;
    Until next_ = Until::never();  ///< the earliest of `until_`
};

}  // namespace lawful::registry
