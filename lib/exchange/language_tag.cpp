// SPDX-License-Identifier: Apache-2.0
#include "exchange/language_tag.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace lawful::exchange {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_primary(std::string_view part) {
    return (part.size() == 2 || part.size() == 3) &&
           std::all_of(part.begin(), part.end(), is_letter);
}

bool is_subtag(std::string_view part) {
    return !part.empty() && part.size() <= 8 && std::all_of(part.begin(), part.end(), [](char c) {
        return is_letter(c) || is_digit(c);
    });
}

}  // namespace

std::optional<std::string> language_tag(std::string_view text) {
    std::string out;
    for (const auto& part : split(text, '-')) {
        if (out.empty() ? !is_primary(part) : !is_subtag(part)) return std::nullopt;
        auto tag = to_lower_ascii(part);
        // RFC 5646 section 2.1.1: regions in capitals, scripts in title case.
        if (!out.empty() && part.size() == 2) tag = to_upper_ascii(part);
        if (!out.empty() && part.size() == 4) tag[0] = to_upper_ascii(tag).front();
        out += (out.empty() ? "" : "-") + tag;
    }
    return out;
}

}  // namespace lawful::exchange
