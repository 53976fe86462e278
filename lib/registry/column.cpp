// SPDX-License-Identifier: Apache-2.0
#include "registry/column.hpp"

#include <algorithm>

namespace lawful::registry {

void Column::reserve(std::size_t addresses) {
    ids_.reserve(addresses);
    until_.reserve(addresses);
    said_.reserve(addresses);
}

std::size_t Column::place_of(AddressId address) {
    // Whoever fills it comes with them in order.
    const auto found = ids_.empty() || ids_.back() < address
                           ? ids_.end()
                           : std::lower_bound(ids_.begin(), ids_.end(), address);
    const auto place = found - ids_.begin();
    if (found == ids_.end() || *found != address) {
        ids_.insert(found, address);
        until_.insert(until_.begin() + place, Until::never());
        said_.insert(said_.begin() + place, Sayings::Number{});
    }
    return static_cast<std::size_t>(place);
}

bool Column::put(AddressId address, const Brief& answer) {
    const auto saying = sayings_.number_of(answer);
    if (!saying) return false;
    const auto place = place_of(address);
    said_[place] = *saying;
    until_[place] = Until::of(answer);
    return true;
}

bool Column::holds_at(Instant now) const noexcept { return !next_.is_over(now); }

std::vector<AddressId> Column::to_ask_at(Instant now) const {
    std::vector<AddressId> out;
    for (std::size_t i = 0; i < ids_.size(); ++i) {
        if (until_[i].is_over(now)) out.push_back(ids_[i]);
    }
    return out;
}

void Column::settle() noexcept {
    next_ = {Until::for_ever};
    for (const auto until : until_) next_.milliseconds = std::min(next_.milliseconds, until.milliseconds);
}

}  // namespace lawful::registry
