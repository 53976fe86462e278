// SPDX-License-Identifier: Apache-2.0
#include "contact/parts.hpp"
#include "contact/reason.hpp"
#include "contact/unicode.hpp"

namespace lawful::contact {
namespace {

constexpr std::size_t longest_postal_address = 1000;

bool is_line_end(char32_t character) {
    return character == '\n' || character == '\r' || character == 0x0B || character == 0x0C ||
           character == 0x85 || character == 0x2028 || character == 0x2029;
}

/// Lines trimmed, none empty; one space for white space inside a line.
std::string tidy(std::string_view text) {
    std::string out;
    char pending = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = code_point(text, at);
        if (is_line_end(character.value)) {
            pending = '\n';
        } else if (is_white_space(character.value)) {
            if (pending == 0) pending = ' ';
        } else {
            if (!is_text(character.value)) fail(reason::control_character);
            if (pending != 0 && !out.empty()) out += pending;
            pending = 0;
            out.append(text.substr(at, character.size));
        }
        at += character.size;
    }
    return out;
}

/// One space for white space and punctuation: `Kerkstraat 1, Utrecht` is `Kerkstraat 1 Utrecht`.
std::string words(std::string_view text) {
    std::string out;
    bool pending = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = code_point(text, at);
        if (is_white_space(character.value) || is_punctuation(character.value)) {
            pending = true;
        } else {
            if (pending && !out.empty()) out += ' ';
            pending = false;
            out.append(text.substr(at, character.size));
        }
        at += character.size;
    }
    return out;
}

}  // namespace

Normal normal_post(std::string_view text) {
    const auto tidied = tidy(nfc(text));
    if (looks_like_formula(tidied)) fail(reason::formula);
    if (tidied.size() > longest_postal_address) fail(reason::long_postal_address);
    const auto identity = words(case_fold(tidied));
    const auto loose = words(compatibility_fold(tidied));
    if (identity.empty() || loose.empty()) fail(reason::not_a_postal_address);
    return {.medium = Medium::post,
            .text = tidied,
            .identity = std::string(post_prefix) + identity,
            .loose = std::string(post_prefix) + loose};
}

}  // namespace lawful::contact
