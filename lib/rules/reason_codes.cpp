// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include "rules/national_rows.hpp"
#include "rules/rule_table.hpp"

#include <lawful/decision.hpp>

namespace lawful {
namespace {

constexpr std::size_t bits = 64;
/// For rows that another version of the library recorded.
constexpr std::string_view unlisted = "UNLISTED";

std::vector<std::string> all_codes() {
    std::vector<std::string> codes{std::string(unlisted)};
    for (const auto code : rules::codes()) codes.emplace_back(code);
    for (const auto& row : rules::national_rows()) codes.push_back(row.code);
    std::sort(codes.begin() + 1, codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

/// The place of a code is its bit; the first is `unlisted`.
const std::vector<std::string>& listed() {
    static const auto codes = all_codes();
    return codes;
}

std::size_t place_of(std::string_view code) {
    const auto& codes = listed();
    const auto found = std::lower_bound(codes.begin() + 1, codes.end(), code);
    return found != codes.end() && *found == code ? static_cast<std::size_t>(found - codes.begin()) : 0;
}

}  // namespace

void ReasonCodes::add(std::string_view code) {
    const auto place = place_of(code);
    words_.at(place / bits) |= std::uint64_t{1} << place % bits;
}

bool ReasonCodes::contains(std::string_view code) const {
    const auto place = place_of(code);
    return (words_.at(place / bits) >> place % bits & 1U) != 0;
}

std::vector<std::string> ReasonCodes::list() const {
    std::vector<std::string> out;
    for (const auto& code : listed()) {
        const auto place = static_cast<std::size_t>(&code - listed().data());
        if ((words_.at(place / bits) >> place % bits & 1U) != 0) out.push_back(code);
    }
    return out;
}

Brief in_brief(const Decision& decision) {
    Brief brief{.verdict = decision.verdict,
                .codes = {},
                .valid_until = decision.valid_until,
                .ledger_size = decision.ledger_size};
    for (const auto& reason : decision.reasons) {
        if (reason.effect != Effect::info) brief.codes.add(reason.code);
    }
    return brief;
}

}  // namespace lawful
