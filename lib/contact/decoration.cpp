// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <optional>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "contact/contact.hpp"

namespace lawful::contact {
namespace {

/// What spreadsheets and web pages leave around a cell: U+00A0, U+200B, U+FEFF.
constexpr std::array<std::string_view, 3> invisible = {"\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

std::string_view trim_all(std::string_view text) {
    for (auto before = text.size() + 1; before != text.size();) {
        before = text.size();
        text = trim(text);
        for (const auto mark : invisible) {
            if (text.starts_with(mark)) text.remove_prefix(mark.size());
            if (text.ends_with(mark)) text.remove_suffix(mark.size());
        }
    }
    return text;
}

/// The inside of the one pair of angle brackets that ends the text, if there is one.
std::string_view without_display_name(std::string_view text) {
    if (!text.ends_with('>')) return text;
    std::optional<std::size_t> open;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (quoted && text[at] == '\\') {
            ++at;
        } else if (text[at] == '"') {
            quoted = !quoted;
        } else if (text[at] == '<' && !quoted) {
            if (open) return text;
            open = at;
        }
    }
    if (!open || quoted) return text;
    return trim_all(text.substr(*open + 1, text.size() - *open - 2));
}

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// RFC 3986 2.1.
std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool escape =
            text[at] == '%' && at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2]);
        if (escape) {
            out += as_text(from_hex(to_lower_ascii(text.substr(at + 1, 2))));
            at += 2;
        } else {
            out += text[at];
        }
    }
    return out;
}

}  // namespace

std::string undecorate(std::string_view cell) {
    constexpr std::string_view scheme = "mailto:";
    const auto text = without_display_name(trim_all(cell));
    if (to_lower_ascii(text.substr(0, scheme.size())) != scheme) return std::string(text);
    const auto address = text.substr(scheme.size());
    return std::string(trim_all(percent_decoded(address.substr(0, address.find('?')))));
}

}  // namespace lawful::contact
