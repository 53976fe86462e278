// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include <lawful/events.hpp>

namespace lawful::exchange {

/// What a receipt is made of (docs/receipt.md).
struct ReceiptFacts {
    std::string registry;             ///< its id
    Controller controller;
    Purpose purpose;
    std::vector<RetentionRule> retention;
    Subject subject;
    Instant made{};
    std::vector<RecordedEvent> events;  ///< the subject's own, oldest first; others are passed over
    std::map<std::string, std::string> notices;   ///< texts by SHA-256
    std::map<AddressId, std::string> addresses;   ///< texts of those that consents name
};

/// ISO/IEC TS 27560 receipt with a record for each channel, in the DPV profile: JSON-LD, one document
/// without a newline. Throws `unknown_id` when nothing was asked or given for the purpose.
[[nodiscard]] std::string receipt_json(const ReceiptFacts& facts);

}  // namespace lawful::exchange
