// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// Why a text is no address. Closed set; none can hold a part of the address.
namespace lawful::contact::reason {

inline constexpr std::string_view no_address = "no address";
inline constexpr std::string_view not_utf8 = "not utf-8 text";
inline constexpr std::string_view control_character = "control character in the address";
inline constexpr std::string_view unusable_character = "a character that no address may contain";
inline constexpr std::string_view formula = "a formula, not an address";
inline constexpr std::string_view two_addresses = "two addresses in one field";

inline constexpr std::string_view no_at = "no @ in the address";
inline constexpr std::string_view more_than_one_at = "more than one @";
inline constexpr std::string_view nothing_before_at = "nothing before the @";
inline constexpr std::string_view nothing_after_at = "nothing after the @";
inline constexpr std::string_view display_name = "a name beside the address";
inline constexpr std::string_view space = "space in the address";
inline constexpr std::string_view not_a_local_part = "not a local part";
inline constexpr std::string_view not_a_domain = "not a domain name";
inline constexpr std::string_view not_a_literal = "not an address literal";
inline constexpr std::string_view trailing_dot = "domain ends with a dot";
inline constexpr std::string_view long_local_part = "local part longer than 64 octets";
inline constexpr std::string_view long_domain = "domain longer than 255 octets";
inline constexpr std::string_view long_address = "address longer than 254 octets";

inline constexpr std::string_view not_a_phone_number = "not a phone number";
inline constexpr std::string_view phone_extension = "a phone number with an extension";

inline constexpr std::string_view not_a_postal_address = "not a postal address";
inline constexpr std::string_view long_postal_address = "address longer than 1000 octets";

}  // namespace lawful::contact::reason
