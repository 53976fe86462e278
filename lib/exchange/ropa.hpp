// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <lawful/policy.hpp>

/// The record of processing activities (GDPR 30(1)): one activity for each declared purpose. What neither
/// policy nor registry knows says so, and is left to the controller.
namespace lawful::exchange {

struct RopaFacts {
    Policy policy;
    Instant made{};
    std::uint64_t recipients = 0;
    std::map<Medium, std::uint64_t> addresses;
};

[[nodiscard]] std::string ropa_html(const RopaFacts& facts);
/// Comma, CRLF, a head (RFC 4180); safe for a spreadsheet.
[[nodiscard]] std::string ropa_csv(const RopaFacts& facts);
/// One document, without a newline.
[[nodiscard]] std::string ropa_json(const RopaFacts& facts);

}  // namespace lawful::exchange
