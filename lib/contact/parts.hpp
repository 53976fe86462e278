// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "contact/contact.hpp"

/// Inside contact. Texts are trimmed, not empty and well-formed UTF-8 unless said.
namespace lawful::contact {

inline constexpr std::string_view email_prefix = "email:";
inline constexpr std::string_view phone_prefix = "phone:";
inline constexpr std::string_view post_prefix = "post:";

/// Octets read at most: room for what normalising makes shorter, little enough to be refused fast.
inline constexpr std::size_t longest_email_input = 1024;
inline constexpr std::size_t longest_phone_input = 250;
inline constexpr std::size_t longest_post_input = 4000;

[[noreturn]] void fail(std::string_view reason);

[[nodiscard]] Normal normal_email(std::string_view text, LocalPartCase local_part_case);
[[nodiscard]] Normal normal_phone(std::string_view text, std::string_view default_region);
[[nodiscard]] Normal normal_post(std::string_view text);

/// RFC 5321 4.1.2 Domain of at least two labels, as lower-case A-labels (RFC 5890 2.3.2.1).
[[nodiscard]] std::string ascii_domain(std::string_view domain);
/// RFC 5321 4.1.3, `[192.0.2.1]` or `[IPv6:2001:db8::1]`, in one spelling (RFC 5952).
[[nodiscard]] std::string address_literal(std::string_view bracketed);
/// The domain without the dot at its end: U+002E or what IDNA maps to it (UTS 46 section 4.5).
[[nodiscard]] std::string_view without_trailing_dot(std::string_view domain);

/// Why a text that is not `local@domain` is none. Any bytes.
[[nodiscard]] std::string_view why_not_email(std::string_view text);
/// What a spreadsheet would run (CWE-1236).
[[nodiscard]] bool looks_like_formula(std::string_view text);

}  // namespace lawful::contact
