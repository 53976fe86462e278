// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <lawful/policy.hpp>
#include <lawful/terms.hpp>

/// Addresses: what to write to, and the bytes that the two keyed hashes are computed over.
namespace lawful::contact {

struct Normal {
    Medium medium = Medium::email;
    std::string text;      ///< the form to write to; normalising it again gives it again
    std::string identity;  ///< used to allow: never equal for two different mailboxes
    std::string loose;     ///< used to deny: equal for the ways to write one mailbox

    bool operator==(const Normal&) const = default;
};

/// RFC 5321 4.1.2 with RFC 6531 (e-mail), E.164 (phone), up to 1000 octets of text (post). White
/// space around it is trimmed. `default_region` (ISO 3166-1) reads national phone numbers.
/// Throws `invalid_address` with one of the texts of `reason.hpp`.
[[nodiscard]] Normal normalise(Medium medium, std::string_view input, LocalPartCase local_part_case,
                               std::string_view default_region = "");

/// The deny side: `Normal::loose`, also for an address whose only fault is a dot at its end.
/// Nothing for any other fault.
[[nodiscard]] std::optional<std::string> loose_of(Medium medium, std::string_view input,
                                                  std::string_view default_region = "");

/// For people's eyes: `j…@example.org`, `+31…95`, `Ker…`.
[[nodiscard]] std::string mask(const Normal& address);
[[nodiscard]] std::string mask(Medium medium, std::string_view text);

/// A spreadsheet's cell without what is around the address: white space (also U+00A0, U+200B,
/// U+FEFF), `mailto:` (RFC 6068) and its query, a display name with angle brackets.
[[nodiscard]] std::string undecorate(std::string_view cell);

}  // namespace lawful::contact
