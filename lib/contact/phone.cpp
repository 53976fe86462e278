// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#if LAWFUL_PHONE
#include <phonenumbers/phonenumberutil.h>
#endif

#include "base/text.hpp"
#include "contact/parts.hpp"
#include "contact/reason.hpp"

namespace lawful::contact {
namespace {

#if LAWFUL_PHONE

std::string e164(std::string_view text, std::string_view default_region) {
    using Util = i18n::phonenumbers::PhoneNumberUtil;
    constexpr std::string_view unknown_region = "ZZ";
    const auto& util = *Util::GetInstance();
    const auto region =
        default_region.empty() ? std::string(unknown_region) : to_upper_ascii(default_region);
    i18n::phonenumbers::PhoneNumber number;
    if (util.Parse(std::string(text), region, &number) != Util::NO_PARSING_ERROR ||
        !util.IsPossibleNumber(number) || !util.IsValidNumber(number)) {
        fail(reason::not_a_phone_number);
    }
    // E.164 has no room for it, and two people behind one switchboard are not one address.
    if (number.has_extension()) fail(reason::phone_extension);
    std::string formatted;
    util.Format(number, Util::E164, &formatted);
    return formatted;
}

#else

std::string e164(std::string_view text, std::string_view) {
    constexpr std::size_t fewest_digits = 8;
    constexpr std::size_t most_digits = 15;  // E.164 6.2.1
    const auto digits = text.substr(1);
    const bool is_e164 = text.front() == '+' && digits.size() >= fewest_digits &&
                         digits.size() <= most_digits && digits.front() != '0' &&
                         digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_e164) fail(reason::not_a_phone_number);
    return std::string(text);
}

#endif

}  // namespace

Normal normal_phone(std::string_view text, std::string_view default_region) {
    if (text.front() == '=' || text.front() == '@') fail(reason::formula);
    const auto number = e164(text, default_region);
    const auto key = std::string(phone_prefix) + number;
    return {.medium = Medium::phone, .text = number, .identity = key, .loose = key};
}

}  // namespace lawful::contact
