// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "contact/parts.hpp"
#include "contact/reason.hpp"

namespace lawful::contact {
namespace {

constexpr std::string_view white_space = " \t\r\n\f\v";

bool is_control(char c) {
    if (white_space.find(c) != std::string_view::npos) return false;
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

/// A piece with something on both sides of an @.
bool has_inner_at(std::string_view piece) {
    const auto at = piece.find('@');
    if (at == std::string_view::npos || at == 0) return false;
    return piece.find_first_not_of('@', at) != std::string_view::npos;
}

bool holds_two_addresses(std::string_view text) {
    constexpr std::string_view separators = " \t\r\n\f\v;,|/<>";
    int addresses = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(separators), text.size());
        if (has_inner_at(text.substr(0, end))) ++addresses;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return addresses > 1;
}

}  // namespace

bool looks_like_formula(std::string_view text) {
    constexpr std::string_view starts = "=+-@";
    constexpr std::string_view number = "+-0123456789 ().";
    return !text.empty() && starts.find(text.front()) != std::string_view::npos &&
           text.find_first_not_of(number) != std::string_view::npos;
}

std::string_view why_not_email(std::string_view text) {
    const auto ats = std::count(text.begin(), text.end(), '@');
    if (looks_like_formula(text) && !(text.front() == '@' && ats == 1 && !text.ends_with(')'))) {
        return reason::formula;
    }
    if (ats == 0) return reason::no_at;
    if (std::any_of(text.begin(), text.end(), is_control)) return reason::control_character;
    if (holds_two_addresses(text)) return reason::two_addresses;
    if (text.ends_with('>') && text.find('<') != std::string_view::npos) {
        return reason::display_name;
    }
    if (ats > 1 && text.find('"') == std::string_view::npos) return reason::more_than_one_at;
    if (text.front() == '@') return reason::nothing_before_at;
    if (text.back() == '@') return reason::nothing_after_at;
    if (text.find_first_of(white_space) != std::string_view::npos) return reason::space;
    return reason::not_a_local_part;
}

}  // namespace lawful::contact
