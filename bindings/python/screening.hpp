// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <lawful/registry.hpp>

namespace lawful::python {

/// The answers for many addresses, and the same as columns: a number an address, so that a million of
/// them become no million Python objects.
class Screening {
public:
    explicit Screening(std::vector<Screened> items);

    [[nodiscard]] const std::vector<Screened>& items() const { return items_; }
    /// The codes of all reasons, in order.
    [[nodiscard]] const std::vector<std::string>& codes() const { return codes_; }

    std::vector<std::uint8_t> verdict{};  ///< as `Verdict` counts: 1 to 3
    std::vector<std::uint8_t> allowed{};  ///< 0 or 1
    std::vector<std::int16_t> reason{};   ///< of `codes`: the first that denies, or -1
    std::vector<std::uint8_t> reasons{};  ///< a row for each address, a column for each code; 0 or 1

private:
    void collect_codes();
    void fill_row(std::size_t row, const Decision& decision);
    [[nodiscard]] std::size_t column_of(const std::string& code) const;

    std::vector<Screened> items_;
    std::vector<std::string> codes_{};
};

}  // namespace lawful::python
