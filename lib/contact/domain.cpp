// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <memory>
#include <new>

#include <arpa/inet.h>
#include <idn2.h>

#include "base/text.hpp"
#include "contact/parts.hpp"
#include "contact/reason.hpp"

namespace lawful::contact {
namespace {

constexpr std::size_t longest_domain = 255;
constexpr std::size_t longest_label = 63;
constexpr std::string_view a_label_prefix = "xn--";

/// UTS 46 section 4.5: U+002E, U+FF0E, U+3002, U+FF61.
constexpr std::array<std::string_view, 4> dots = {".", "\xEF\xBC\x8E", "\xE3\x80\x82",
                                                  "\xEF\xBD\xA1"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter_digit_hyphen(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

/// RFC 1123 2.1; RFC 5890 2.3.1 reserves labels with hyphens third and fourth for A-labels.
bool is_label(std::string_view label) {
    if (label.empty() || label.size() > longest_label) return false;
    if (label.front() == '-' || label.back() == '-') return false;
    if (label.substr(0, 4).ends_with("--") && label.size() > 3 &&
        !label.starts_with(a_label_prefix)) {
        return false;
    }
    return std::all_of(label.begin(), label.end(), is_letter_digit_hyphen);
}

/// RFC 5321 allows one label and all digits at the end; no mailer can deliver to either, and the
/// second is an IPv4 address without its brackets.
bool is_mail_domain(std::string_view domain) {
    const auto labels = split(domain, '.');
    if (labels.size() < 2 || !std::all_of(labels.begin(), labels.end(), is_label)) return false;
    return !std::all_of(labels.back().begin(), labels.back().end(), is_digit);
}

/// UTS 46 revision 33 keeps the capital sharp s (U+1E9E) apart from `ss`, as IDNA2008 keeps the
/// small one; the tables of libidn2 2.3.3 are older and would write to somebody else's domain.
std::string with_small_sharp_s(std::string_view domain) {
    constexpr std::string_view capital = "\xE1\xBA\x9E";
    constexpr std::string_view small = "\xC3\x9F";
    std::string out(domain);
    for (auto at = out.find(capital); at != std::string::npos; at = out.find(capital, at)) {
        out.replace(at, capital.size(), small);
    }
    return out;
}

/// IDNA2008, non-transitional. STD 3 is checked on the result, not asked of libidn2: with
/// IDN2_USE_STD3_ASCII_RULES version 2.3.3 drops what it should refuse, and `a_b` becomes `ab`.
std::string to_a_labels(std::string_view domain) {
    std::uint8_t* output = nullptr;
    const auto terminated = with_small_sharp_s(domain);
    const auto code = idn2_lookup_u8(reinterpret_cast<const std::uint8_t*>(terminated.c_str()),
                                     &output, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    const std::unique_ptr<std::uint8_t, decltype(&idn2_free)> owner(output, &idn2_free);
    if (code == IDN2_MALLOC) throw std::bad_alloc();
    if (code == IDN2_TOO_BIG_DOMAIN) fail(reason::long_address);
    if (code != IDN2_OK) fail(reason::not_a_domain);
    return to_lower_ascii(reinterpret_cast<const char*>(owner.get()));
}

/// Before IDNA as well as after it: normalising may join a `<` and a mark to a letter.
bool has_foreign_ascii(std::string_view domain) {
    return std::any_of(domain.begin(), domain.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80 && c != '.' && !is_letter_digit_hyphen(c);
    });
}

template <std::size_t Octets, std::size_t Text>
std::string one_spelling(int family, std::string_view address) {
    std::array<unsigned char, Octets> octets{};
    std::array<char, Text> text{};
    if (inet_pton(family, std::string(address).c_str(), octets.data()) != 1) {
        fail(reason::not_a_literal);
    }
    return inet_ntop(family, octets.data(), text.data(), Text);
}

}  // namespace

std::string_view without_trailing_dot(std::string_view domain) {
    for (const auto dot : dots) {
        if (domain.ends_with(dot)) return domain.substr(0, domain.size() - dot.size());
    }
    return domain;
}

std::string ascii_domain(std::string_view domain) {
    if (has_foreign_ascii(domain)) fail(reason::not_a_domain);
    if (without_trailing_dot(domain).size() != domain.size()) fail(reason::trailing_dot);
    auto folded = to_lower_ascii(domain);
    if (!is_ascii(domain)) {
        folded = to_a_labels(domain);
    } else if (domain.size() > longest_domain) {
        fail(reason::long_domain);
    } else if (folded.find(a_label_prefix) != std::string::npos) {
        folded = to_a_labels(folded);
    }
    if (!is_mail_domain(folded)) fail(reason::not_a_domain);
    return folded;
}

std::string address_literal(std::string_view bracketed) {
    constexpr std::string_view tag = "ipv6:";
    if (!bracketed.ends_with(']') || bracketed.find('\0') != std::string_view::npos) {
        fail(reason::not_a_literal);
    }
    const auto inner = bracketed.substr(1, bracketed.size() - 2);
    if (to_lower_ascii(inner.substr(0, tag.size())) != tag) {
        return "[" + one_spelling<4, INET_ADDRSTRLEN>(AF_INET, inner) + "]";
    }
    const auto address = inner.substr(tag.size());
    return "[IPv6:" + one_spelling<16, INET6_ADDRSTRLEN>(AF_INET6, address) + "]";
}

}  // namespace lawful::contact
