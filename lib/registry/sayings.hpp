// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include <lawful/decision.hpp>

namespace lawful::registry {

/// An answer's `valid_until` in eight bytes.
struct Until {
    std::int64_t milliseconds;  ///< since 1970, exclusive

    static constexpr std::int64_t for_ever = INT64_MAX;

    [[nodiscard]] static Until of(const Brief& answer) noexcept {
        return {answer.valid_until ? answer.valid_until->time_since_epoch().count() : for_ever};
    }
    /// Of an answer that is not known.
    [[nodiscard]] static constexpr Until never() noexcept { return {INT64_MIN}; }

    [[nodiscard]] bool is_over(Instant now) const noexcept { return milliseconds <= now.time_since_epoch().count(); }
    void put_in(Brief& answer) const noexcept {
        answer.valid_until.reset();
        if (milliseconds != for_ever) answer.valid_until = Instant{std::chrono::milliseconds{milliseconds}};
    }
};

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
