// SPDX-License-Identifier: Apache-2.0
#include "exchange/windows_1252.hpp"

#include <array>
#include <cstdint>

namespace lawful::exchange {
namespace {

/// Bytes 0x80 to 0x9F; 0 is undefined. From 0xA0 on the code page is ISO 8859-1.
constexpr std::array<std::uint16_t, 32> upper_controls{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,  //
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,       //
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,  //
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append(std::string& out, unsigned point) {
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0U | (point >> 6U));
        out += static_cast<char>(0x80U | (point & 0x3FU));
    } else {
        out += static_cast<char>(0xE0U | (point >> 12U));
        out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (point & 0x3FU));
    }
}

}  // namespace

std::optional<std::string> from_windows_1252(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        unsigned point = static_cast<std::uint8_t>(c);
        if (point >= 0x80 && point < 0xA0) {
            point = upper_controls.at(point - 0x80);
            if (point == 0) return std::nullopt;
        }
        append(out, point);
    }
    return out;
}

}  // namespace lawful::exchange
