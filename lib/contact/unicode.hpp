// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Unicode 14 through libunistring, never the locale. Input is well-formed UTF-8.
namespace lawful::contact {

[[nodiscard]] std::string nfc(std::string_view text);
/// Full case folding, then NFC.
[[nodiscard]] std::string case_fold(std::string_view text);
/// NFKC_Casefold (Unicode 3.13, D146): compatibility forms, case and invisible characters gone.
[[nodiscard]] std::string compatibility_fold(std::string_view text);

struct CodePoint {
    char32_t value = 0;
    std::size_t size = 1;  ///< in octets
};
/// Of the character that begins at `at`.
[[nodiscard]] CodePoint code_point(std::string_view text, std::size_t at);

[[nodiscard]] bool is_mark(char32_t character);
[[nodiscard]] bool is_white_space(char32_t character);
[[nodiscard]] bool is_punctuation(char32_t character);
/// Not a control (line and paragraph separators included), surrogate, private, or unassigned: what
/// is unassigned now may normalise differently later.
[[nodiscard]] bool is_text(char32_t character);
/// Text that can be seen or joins what can be seen: no white space, no hidden formatting.
[[nodiscard]] bool is_visible(char32_t character);

}  // namespace lawful::contact
