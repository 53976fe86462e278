// SPDX-License-Identifier: Apache-2.0
#include "contact/unicode.hpp"

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/text.hpp"

namespace lawful::contact {
namespace {

struct Free {
    void operator()(std::uint8_t* bytes) const { std::free(bytes); }
};

const std::uint8_t* octets(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

/// libunistring fails only for want of memory: the input is well formed.
std::string taken(std::uint8_t* bytes, std::size_t size) {
    const std::unique_ptr<std::uint8_t, Free> owner(bytes);
    if (!owner) throw std::bad_alloc();
    return {reinterpret_cast<const char*>(bytes), size};
}

std::string folded(std::string_view text, uninorm_t form) {
    std::size_t size = 0;
    auto* bytes = u8_casefold(octets(text), text.size(), nullptr, form, nullptr, &size);
    return taken(bytes, size);
}

std::string without_ignorable(std::string_view text) {
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = code_point(text, at);
        if (!uc_is_property_default_ignorable_code_point(character.value)) {
            kept.append(text.substr(at, character.size));
        }
        at += character.size;
    }
    return kept;
}

bool is_in(char32_t character, std::uint32_t categories) {
    return uc_is_general_category_withtable(character, categories);
}

}  // namespace

std::string nfc(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    std::size_t size = 0;
    auto* bytes = u8_normalize(UNINORM_NFC, octets(text), text.size(), nullptr, &size);
    return taken(bytes, size);
}

std::string case_fold(std::string_view text) {
    return is_ascii(text) ? to_lower_ascii(text) : folded(text, UNINORM_NFC);
}

std::string compatibility_fold(std::string_view text) {
    if (is_ascii(text)) return to_lower_ascii(text);
    const auto all = folded(text, UNINORM_NFKC);
    const auto seen = without_ignorable(all);
    // What stood between a letter and its mark is gone, so they may now be one character.
    return seen == all ? all : folded(seen, UNINORM_NFKC);
}

CodePoint code_point(std::string_view text, std::size_t at) {
    ucs4_t value = 0;
    const auto size = u8_mbtouc(&value, octets(text) + at, text.size() - at);
    return {value, static_cast<std::size_t>(size)};
}

bool is_mark(char32_t character) { return is_in(character, UC_CATEGORY_MASK_M); }

bool is_white_space(char32_t character) { return uc_is_property_white_space(character); }

bool is_punctuation(char32_t character) { return is_in(character, UC_CATEGORY_MASK_P); }

bool is_text(char32_t character) {
    return !is_in(character, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Co |
                                 UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp);
}

bool is_visible(char32_t character) {
    constexpr char32_t non_joiner = 0x200C;
    constexpr char32_t joiner = 0x200D;
    if (character == non_joiner || character == joiner) return true;
    return is_text(character) && !is_in(character, UC_CATEGORY_MASK_Z | UC_CATEGORY_MASK_Cf);
}

}  // namespace lawful::contact
