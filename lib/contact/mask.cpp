// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.hpp"
#include "contact/contact.hpp"
#include "contact/unicode.hpp"

namespace lawful::contact {
namespace {

constexpr std::string_view ellipsis = "\xE2\x80\xA6";

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) at += code_point(text, at).size;
    return count;
}

/// At most `count` characters, none of them cut, none of them a line's end.
std::string_view leading(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (std::size_t seen = 0; seen < count && at < text.size() && text[at] != '\n'; ++seen) {
        at += code_point(text, at).size;
    }
    return text.substr(0, at);
}

std::string masked_email(std::string_view text) {
    const auto at = text.rfind('@');
    if (at == std::string_view::npos) return std::string(ellipsis);
    auto local = text.substr(0, at);
    if (local.starts_with('"')) local.remove_prefix(1);
    if (local.starts_with('\\')) local.remove_prefix(1);
    const std::size_t shown = local == "\"" ? 0 : 1;
    return std::string(leading(local, shown)).append(ellipsis).append(text.substr(at));
}

std::string masked_phone(std::string_view text) {
    constexpr std::size_t head = 3;
    constexpr std::size_t tail = 2;
    if (text.size() < head + tail + 3) return std::string(ellipsis);
    const auto end = text.substr(text.size() - tail);
    return std::string(text.substr(0, head)).append(ellipsis).append(end);
}

std::string masked_post(std::string_view text) {
    constexpr std::size_t shown = 3;
    return std::string(leading(text, std::min(shown, characters(text) / 2))).append(ellipsis);
}

}  // namespace

std::string mask(const Normal& address) { return mask(address.medium, address.text); }

std::string mask(Medium medium, std::string_view text) {
    if (!is_utf8(text)) return std::string(ellipsis);
    switch (medium) {
        case Medium::email: return masked_email(text);
        case Medium::phone: return masked_phone(text);
        case Medium::post: return masked_post(text);
    }
    return std::string(ellipsis);
}

}  // namespace lawful::contact
