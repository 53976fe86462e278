// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.hpp"

#include <algorithm>

#include <lawful/error.hpp>

namespace lawful {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

template <std::size_t Size>
std::array<std::uint8_t, Size> exactly(ByteView bytes) {
    if (bytes.size() != Size) throw Error(ErrorCode::corrupt, "stored value has the wrong size");
    std::array<std::uint8_t, Size> out{};
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

constexpr std::uint8_t no_digit = 0xff;
using DigitTable = std::array<std::uint8_t, 256>;

constexpr DigitTable table_of(std::string_view digits) {
    DigitTable table{};
    table.fill(no_digit);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        table[static_cast<unsigned char>(digits[i])] = static_cast<std::uint8_t>(i);
    }
    return table;
}

constexpr auto hex_table = table_of(hex_digits);
constexpr auto base64_table = table_of(base64_digits);

std::uint32_t digit(const DigitTable& table, char c, const char* what) {
    const auto value = table[static_cast<unsigned char>(c)];
    if (value == no_digit) throw Error(ErrorCode::invalid_text, what);
    return value;
}

}  // namespace

ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string_view as_text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string to_hex(ByteView bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        out += hex_digits[byte >> 4U];
        out += hex_digits[byte & 15U];
    }
    return out;
}

Bytes from_hex(std::string_view text) {
    constexpr auto what = "not lower-case hexadecimal";
    if (text.size() % 2 != 0) throw Error(ErrorCode::invalid_text, what);
    Bytes out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        out.push_back(static_cast<std::uint8_t>(digit(hex_table, text[i], what) << 4U |
                                                digit(hex_table, text[i + 1], what)));
    }
    return out;
}

std::string to_base64(ByteView bytes) {
    std::string out((bytes.size() + 2) / 3 * 4, '=');
    auto* to = out.data();
    const auto put = [&](std::uint32_t group, std::size_t digits) {
        for (std::size_t i = 0; i < digits; ++i) to[i] = base64_digits[group >> (18U - 6U * i) & 63U];
        to += 4;
    };
    const auto byte = [&](std::size_t at) -> std::uint32_t { return bytes[at]; };
    const auto whole = bytes.size() / 3 * 3;
    for (std::size_t i = 0; i < whole; i += 3) put(byte(i) << 16U | byte(i + 1) << 8U | byte(i + 2), 4);
    const auto left = bytes.size() - whole;
    if (left == 1) put(byte(whole) << 16U, 2);
    if (left == 2) put(byte(whole) << 16U | byte(whole + 1) << 8U, 3);
    return out;
}

Bytes from_base64(std::string_view text) {
    constexpr auto what = "not base64";
    if (text.size() % 4 != 0) throw Error(ErrorCode::invalid_text, what);
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
    Bytes out(text.size() / 4 * 3);
    auto* to = out.data();
    std::uint32_t seen = 0;
    const auto four = [&](char a, char b, char c, char d) {
        const auto value = [&](char digit) {
            const std::uint32_t found = base64_table[static_cast<unsigned char>(digit)];
            seen |= found;
            return found;
        };
        const auto group = value(a) << 18U | value(b) << 12U | value(c) << 6U | value(d);
        *to++ = static_cast<std::uint8_t>(group >> 16U);
        *to++ = static_cast<std::uint8_t>(group >> 8U);
        *to++ = static_cast<std::uint8_t>(group);
    };
    const auto whole = text.size() - (padding > 0 ? 4 : 0);
    for (std::size_t i = 0; i < whole; i += 4) four(text[i], text[i + 1], text[i + 2], text[i + 3]);
    if (padding > 0) four(text[whole], text[whole + 1], padding == 1 ? text[whole + 2] : 'A', 'A');
    if (seen == no_digit) throw Error(ErrorCode::invalid_text, what);
    for (std::size_t i = 0; i < padding; ++i) {
        if (out.back() != 0) throw Error(ErrorCode::invalid_text, what);
        out.pop_back();
    }
    return out;
}

template <>
std::array<std::uint8_t, 16> to_array<16>(ByteView bytes) {
    return exactly<16>(bytes);
}

template <>
std::array<std::uint8_t, 32> to_array<32>(ByteView bytes) {
    return exactly<32>(bytes);
}

}  // namespace lawful
