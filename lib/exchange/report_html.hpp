// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <lawful/audit.hpp>
#include <lawful/policy.hpp>
#include <lawful/rights.hpp>

namespace lawful::exchange {

/// Events by kind in one calendar month of UTC, `2026-11`.
using MonthCounts = std::map<std::string, std::map<std::string, std::uint64_t>>;

/// The present answers for one purpose and channel, of every address of its medium.
struct StandingCounts {
    std::string purpose;
    Channel channel = Channel::email;
    std::uint64_t allow = 0;
    std::uint64_t with_obligations = 0;
    std::uint64_t deny = 0;
    /// Addresses by rule that blocks, warns or speaks of a breach: code and article. One address may
    /// have several.
    std::map<std::pair<std::string, std::string>, std::uint64_t> reasons;
};

/// How well the consents that stand can be shown (GDPR 7(1)).
struct ProofCounts {
    std::uint64_t demonstrable = 0;   ///< who, when, how and which text, recorded here
    std::uint64_t imported = 0;       ///< the same, from a list
    std::uint64_t unproven = 0;       ///< something of it is missing: does not allow
    std::uint64_t invalidated = 0;    ///< found to be none
};

/// Requests that the controller must answer, by the legal limit (GDPR 12(3)).
struct RequestCounts {
    std::map<RequestType, std::uint64_t> open;
    std::uint64_t awaiting_identity = 0;  ///< of the open ones: the clock stands still (12(6))
    std::uint64_t open_overdue = 0;       ///< of the open ones
    std::optional<Day> open_next_due;     ///< of those not overdue
    std::uint64_t closed = 0;
    std::uint64_t refused = 0;            ///< of the closed ones
    std::uint64_t objections = 0;     ///< under 21(1), not decided, by request or otherwise
    std::uint64_t overdue = 0;        ///< of these
    std::optional<Day> next_due;      ///< of those not overdue
    std::uint64_t restrictions = 0;   ///< in force (GDPR 18)
};

/// All that the report says: counts and the policy's own words, nothing about a person.
struct ReportFacts {
    Controller controller;
    std::vector<Purpose> purposes;
    Instant made{};
    std::uint64_t organisations = 0;
    std::uint64_t recipients = 0;
    std::uint64_t addresses = 0;
    std::uint64_t erased_people = 0;
    std::uint64_t erased_addresses = 0;
    MonthCounts months;               ///< an erased event is of the kind `(erased)`
    std::vector<StandingCounts> standings;
    std::map<std::string, ProofCounts> proofs;  ///< by purpose
    RequestCounts requests;
    std::vector<ErasureCount> erasures;
    std::uint64_t size = 0;           ///< of the ledger
    std::string root;                 ///< base64
    std::string checkpoint;           ///< the signed note; empty: none was made
};

/// The audit report: one page, no script, nothing fetched, nothing about a person.
[[nodiscard]] std::string report_html(const ReportFacts& facts);

}  // namespace lawful::exchange
