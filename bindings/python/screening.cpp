// SPDX-License-Identifier: Apache-2.0
#include "screening.hpp"

#include <algorithm>

namespace lawful::python {

Screening::Screening(std::vector<Screened> items) : items_(std::move(items)) {
    collect_codes();
    verdict.resize(items_.size());
    allowed.resize(items_.size());
    reason.resize(items_.size(), -1);
    reasons.resize(items_.size() * std::max<std::size_t>(1, codes_.size()));
    for (std::size_t row = 0; row < items_.size(); ++row) fill_row(row, items_[row].decision);
}

void Screening::collect_codes() {
    // There are some dozens; nearly always the one looked for is there.
    for (const auto& item : items_) {
        for (const auto& one : item.decision.reasons) {
            const auto place = std::lower_bound(codes_.begin(), codes_.end(), one.code);
            if (place == codes_.end() || *place != one.code) codes_.insert(place, one.code);
        }
    }
}

std::size_t Screening::column_of(const std::string& code) const {
    return static_cast<std::size_t>(std::lower_bound(codes_.begin(), codes_.end(), code) - codes_.begin());
}

void Screening::fill_row(std::size_t row, const Decision& decision) {
    verdict[row] = static_cast<std::uint8_t>(decision.verdict);
    allowed[row] = decision ? 1 : 0;
    for (const auto& one : decision.reasons) {
        const auto column = column_of(one.code);
        reasons[row * codes_.size() + column] = 1;
        if (one.effect == Effect::block && reason[row] < 0) reason[row] = static_cast<std::int16_t>(column);
    }
}

}  // namespace lawful::python
