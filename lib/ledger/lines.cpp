// SPDX-License-Identifier: Apache-2.0
#include "ledger/lines.hpp"

#include <charconv>

namespace lawful::ledger {

std::optional<std::uint64_t> decimal(std::string_view text) {
    std::uint64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || error != std::errc{} || stop != end) return std::nullopt;
    if (text.size() > 1 && text.front() == '0') return std::nullopt;
    return number;
}

std::optional<Digest> hash_line(std::string_view line) {
    constexpr std::size_t base64_of_32 = 44;
    if (line.size() != base64_of_32) return std::nullopt;
    try {
        return to_array<32>(from_base64(line));
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace lawful::ledger
