// SPDX-License-Identifier: Apache-2.0
#include "display.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace lawful::tool {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

struct CodePoint {
    char32_t value = 0;
    std::size_t size = 0;  ///< 0: not UTF-8
};

std::size_t size_by_lead(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

/// RFC 3629 section 4.
CodePoint code_point(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const auto size = size_by_lead(lead);
    if (size == 0 || at + size > text.size()) return {};
    if (size == 1) return {lead, 1};
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    char32_t value = lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        const auto next = static_cast<unsigned char>(text[at + i]);
        if ((next & 0xC0U) != 0x80U) return {};
        value = (value << 6U) | (next & 0x3FU);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < least.at(size) || value > 0x10FFFF || surrogate) return {};
    return {value, size};
}

using Ranges = std::pair<char32_t, char32_t>;

template <std::size_t count>
bool is_in(const std::array<Ranges, count>& ranges, char32_t value) {
    return std::any_of(ranges.begin(), ranges.end(), [value](const Ranges& range) {
        return value >= range.first && value <= range.second;
    });
}

/// C0, DEL, C1, line and paragraph separators, and the marks that turn the direction of text.
bool drives_terminal(char32_t value) {
    constexpr std::array<Ranges, 5> ranges{
        {{0x00, 0x1F}, {0x7F, 0x9F}, {0x2028, 0x202E}, {0x2066, 0x2069}, {0x200E, 0x200F}}};
    return is_in(ranges, value);
}

std::size_t columns(char32_t value) {
    constexpr std::array<Ranges, 6> none{{{0x300, 0x36F},
                                          {0x483, 0x489},
                                          {0x1AB0, 0x1AFF},
                                          {0x200B, 0x200D},
                                          {0x20D0, 0x20FF},
                                          {0xFE00, 0xFE0F}}};
    constexpr std::array<Ranges, 8> wide{{{0x1100, 0x115F},
                                          {0x2E80, 0x303E},
                                          {0x3041, 0xA4CF},
                                          {0xAC00, 0xD7A3},
                                          {0xF900, 0xFAFF},
                                          {0xFF00, 0xFF60},
                                          {0x1F300, 0x1FAFF},
                                          {0x20000, 0x3FFFD}}};
    if (is_in(none, value)) return 0;
    return is_in(wide, value) ? 2 : 1;
}

std::string_view leading(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (std::size_t seen = 0; seen < count && at < text.size(); ++seen) {
        at += std::max<std::size_t>(code_point(text, at).size, 1);
    }
    return text.substr(0, at);
}

template <class Refused>
std::string kept(std::string_view text, Refused refused) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = code_point(text, at);
        const auto size = std::max<std::size_t>(point.size, 1);
        const bool shown = point.size != 0 && !refused(point.value);
        out += shown ? text.substr(at, size) : replacement;
        at += size;
    }
    return out;
}

std::string joined(std::string_view head, std::string_view tail) {
    return std::string(head).append(ellipsis).append(tail);
}

}  // namespace

std::string printable(std::string_view text) { return kept(text, drives_terminal); }

std::string to_utf8(std::string_view text) {
    return kept(text, [](char32_t) { return false; });
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = code_point(text, at);
        width += point.size == 0 ? 1 : columns(point.value);
        at += std::max<std::size_t>(point.size, 1);
    }
    return width;
}

std::string masked(Medium medium, std::string_view text) {
    switch (medium) {
        case Medium::email: {
            const auto at = text.rfind('@');
            if (at == std::string_view::npos) return std::string(ellipsis);
            const auto local = text.substr(text.starts_with('"') ? 1 : 0, at);
            return joined(at == 0 ? local.substr(0, 0) : leading(local, 1), text.substr(at));
        }
        case Medium::phone:
            return text.size() < 8 ? std::string(ellipsis)
                                   : joined(text.substr(0, 3), text.substr(text.size() - 2));
        case Medium::post: return joined(leading(text, text.size() < 6 ? 1 : 3), "");
    }
    return std::string(ellipsis);
}

}  // namespace lawful::tool
