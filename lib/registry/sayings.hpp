// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include <lawful/decision.hpp>

namespace lawful::registry {

/// What answers say, apart from their time: there are few of these, so that an answer in memory only has the
/// number of its own.
class Sayings {
public:
    using Number = std::uint16_t;

    /// None when there are too many.
    [[nodiscard]] std::optional<Number> number_of(const Brief& answer) {
        const auto same = [&](const Brief& one) {
            return one.verdict == answer.verdict && one.codes == answer.codes;
        };
        const auto found = std::find_if(all_.begin(), all_.end(), same);
        if (found != all_.end()) return static_cast<Number>(found - all_.begin());
        if (all_.size() == most) return std::nullopt;
        all_.push_back({.verdict = answer.verdict, .codes = answer.codes, .valid_until = {}, .ledger_size = 0});
        return static_cast<Number>(all_.size() - 1);
    }

    /// Without `valid_until` and `ledger_size`.
    [[nodiscard]] const std::vector<Brief>& all() const noexcept { return all_; }
    [[nodiscard]] const Brief& operator[](Number number) const noexcept { return all_[number]; }

private:
    static constexpr std::size_t most = 4'096;

    std::vector<Brief> all_;
};

}  // namespace lawful::registry
