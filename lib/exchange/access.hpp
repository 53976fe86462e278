// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <lawful/registry.hpp>

/// A person's own copy (GDPR 15) and what they may take elsewhere (GDPR 20).
namespace lawful::exchange {

struct HeldAddress {
    AddressId id{};
    Address address{};
    Day from{};
    std::optional<Day> until{};       ///< exclusive
    bool shared = false;              ///< others read it, or read it once
};

struct SentMessage {
    EventIndex release = 0;
    Instant at{};
    AddressId address{};
    std::string purpose{};
    Channel channel = Channel::email;
    std::string outcome{};            ///< `released`, `delivered` or `failed`
};

/// Of one person, and nothing of anybody else.
struct AccessFacts {
    Policy policy;
    Instant made{};
    RecipientId id{};
    Recipient recipient;
    std::vector<RecipientRecord> merged;  ///< the same person under other ids
    std::string organisation;         ///< its name
    std::vector<HeldAddress> addresses;
    std::vector<RecordedEvent> events;  ///< the person's own, under every id, oldest first
    std::vector<SentMessage> messages;  ///< to an address while the person read it
    std::vector<RightsRequest> requests;  ///< what the person asked for
    std::map<std::string, std::string> notices;  ///< texts shown, by SHA-256
};

[[nodiscard]] std::string access_json(const AccessFacts& facts);
/// In the person's language where that is nl, fr or de, else in English.
[[nodiscard]] std::string access_html(const AccessFacts& facts);

/// GDPR 20(1): data on consent or contract. Nothing where there is neither.
[[nodiscard]] std::optional<std::string> portability_json(const AccessFacts& facts);
/// The same as a vCard 4.0 (RFC 6350).
[[nodiscard]] std::optional<std::string> portability_vcard(const AccessFacts& facts);

/// RFC 6350 3.4, 3.2: text escaped; a line folded at 75 octets, never inside a character, with its CRLF.
[[nodiscard]] std::string vcard_text(std::string_view text);
[[nodiscard]] std::string vcard_line(std::string_view line);

}  // namespace lawful::exchange
