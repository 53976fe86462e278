// SPDX-License-Identifier: Apache-2.0
#include "contact/contact.hpp"

#include <lawful/error.hpp>

#include "base/text.hpp"
#include "contact/parts.hpp"
#include "contact/reason.hpp"

namespace lawful::contact {
namespace {

struct Limit {
    std::size_t octets;
    std::string_view reason;
};

Limit input_limit(Medium medium) {
    switch (medium) {
        case Medium::email: return {longest_email_input, reason::long_address};
        case Medium::phone: return {longest_phone_input, reason::not_a_phone_number};
        case Medium::post: return {longest_post_input, reason::long_postal_address};
    }
    fail(reason::no_address);
}

std::string_view readable(Medium medium, std::string_view input) {
    const auto text = trim(input);
    if (text.empty()) fail(reason::no_address);
    const auto limit = input_limit(medium);
    if (text.size() > limit.octets) fail(limit.reason);
    if (!is_utf8(text)) fail(reason::not_utf8);
    return text;
}

}  // namespace

void fail(std::string_view reason) { throw Error(ErrorCode::invalid_address, std::string(reason)); }

Normal normalise(Medium medium, std::string_view input, LocalPartCase local_part_case,
                 std::string_view default_region) {
    const auto text = readable(medium, input);
    switch (medium) {
        case Medium::email: return normal_email(text, local_part_case);
        case Medium::phone: return normal_phone(text, default_region);
        case Medium::post: return normal_post(text);
    }
    fail(reason::no_address);
}

std::optional<std::string> loose_of(Medium medium, std::string_view input,
                                    std::string_view default_region) {
    const auto text = trim(input);
    const auto tolerated = medium == Medium::email ? without_trailing_dot(text) : text;
    try {
        return normalise(medium, tolerated, LocalPartCase::strict, default_region).loose;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::invalid_address) throw;
        return std::nullopt;
    }
}

}  // namespace lawful::contact
