// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "contact/parts.hpp"
#include "contact/reason.hpp"
#include "contact/unicode.hpp"

namespace lawful::contact {
namespace {

constexpr std::size_t longest_local_part = 64;  // RFC 5321 4.5.3.1.1
constexpr std::size_t longest_address = 254;    // RFC 5321 4.5.3.1.3, without the angle brackets

struct Mailbox {
    std::string local;  ///< without quotes and escapes
    bool quoted = false;
    std::string_view domain;
};

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// RFC 5322 3.2.3, with RFC 6531 3.3.
bool is_atext(char c) {
    constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           signs.find(c) != std::string_view::npos || is_beyond_ascii(c);
}

bool is_dot_string(std::string_view text) {
    const auto atoms = split(text, '.');
    return std::all_of(atoms.begin(), atoms.end(), [](const std::string& atom) {
        return !atom.empty() && std::all_of(atom.begin(), atom.end(), is_atext);
    });
}

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

/// RFC 5321 4.1.2: the position of the quote that closes the one at the start.
std::optional<std::size_t> closing_quote(std::string_view text, std::string& content) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == '"') return at;
        if (text[at] == '\\') {
            if (++at >= text.size() || !is_printable(text[at])) return std::nullopt;
        } else if (!is_printable(text[at]) && !is_beyond_ascii(text[at])) {
            return std::nullopt;
        }
        content += text[at];
    }
    return std::nullopt;
}

std::optional<Mailbox> split_mailbox(std::string_view text) {
    Mailbox mailbox;
    std::size_t at = 0;
    if (text.starts_with('"')) {
        mailbox.quoted = true;
        const auto quote = closing_quote(text, mailbox.local);
        if (!quote) return std::nullopt;
        at = *quote + 1;
        if (at >= text.size() || text[at] != '@') return std::nullopt;
    } else {
        at = text.find('@');
        if (at == std::string_view::npos || !is_dot_string(text.substr(0, at))) return std::nullopt;
        mailbox.local = text.substr(0, at);
    }
    mailbox.domain = text.substr(at + 1);
    if (mailbox.domain.empty() || mailbox.domain.find_first_of("@ \t\r\n") != std::string::npos) {
        return std::nullopt;
    }
    return mailbox;
}

/// RFC 6532 3.1 wants NFC, and what cannot be seen must not make two mailboxes of one.
std::string checked_local(const Mailbox& mailbox) {
    auto local = nfc(mailbox.local);
    if (!is_ascii(local)) {
        if (is_mark(code_point(local, 0).value)) fail(reason::unusable_character);
        for (std::size_t at = 0; at < local.size();) {
            const auto character = code_point(local, at);
            if (character.value >= 0x80 && !is_visible(character.value)) {
                fail(reason::unusable_character);
            }
            at += character.size;
        }
        if (compatibility_fold(local).empty()) fail(reason::unusable_character);
    }
    // NFC turns U+037E into a semicolon.
    if (!mailbox.quoted && !is_dot_string(local)) fail(reason::not_a_local_part);
    return local;
}

/// Quotes only where needed: RFC 5321 4.1.2 says that `"jan"` and `jan` are one local part.
std::string written(std::string_view local) {
    if (is_dot_string(local)) return std::string(local);
    std::string quoted = "\"";
    for (const char c : local) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string identity_of(const std::string& local, LocalPartCase local_part_case) {
    const auto lower = to_lower_ascii(local);
    // RFC 5321 4.5.1: postmaster is a mailbox whatever its case.
    if (local_part_case == LocalPartCase::strict && lower != "postmaster") return local;
    return nfc(lower);
}

/// The deny side over-matches: compatibility forms, case and `+tag` do not count.
std::string loose_local(std::string_view local) {
    auto folded = compatibility_fold(local);
    const auto tag = folded.find('+');
    if (tag != std::string::npos && tag > 0) folded.resize(tag);
    return folded;
}

}  // namespace

Normal normal_email(std::string_view text, LocalPartCase local_part_case) {
    const auto mailbox = split_mailbox(text);
    if (!mailbox) fail(why_not_email(text));
    const auto local = checked_local(*mailbox);
    const auto local_text = written(local);
    if (local_text.size() > longest_local_part) fail(reason::long_local_part);
    const auto domain = mailbox->domain.starts_with('[') ? address_literal(mailbox->domain)
                                                         : ascii_domain(mailbox->domain);
    const auto at_domain = '@' + domain;
    if (local_text.size() + at_domain.size() > longest_address) fail(reason::long_address);

    const std::string prefix(email_prefix);
    return {.medium = Medium::email,
            .text = local_text + at_domain,
            .identity = prefix + identity_of(local_text, local_part_case) + at_domain,
            .loose = prefix + loose_local(local) + at_domain};
}

}  // namespace lawful::contact
