// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <lawful/audit.hpp>
#include <lawful/registry.hpp>
#include <lawful/rights.hpp>

/// Public records as JSON text (RFC 8259), so that tools need no JSON library. One document each,
/// without a newline; field names are those of the structs.
namespace lawful {

[[nodiscard]] std::string to_json(const Decision& decision);
[[nodiscard]] std::string to_json(const AddressDecision& decision);
[[nodiscard]] std::string to_json(const Screened& item);
[[nodiscard]] std::string to_json(const Release& release);
[[nodiscard]] std::string to_json(const Releases& releases);
[[nodiscard]] std::string to_json(const ImportReport& report);
[[nodiscard]] std::string to_json(const PolicyChange& change);
[[nodiscard]] std::string to_json(const StoreReport& report);
[[nodiscard]] std::string to_json(const Erasure& erasure);
[[nodiscard]] std::string to_json(const LegalHold& hold);
[[nodiscard]] std::string to_json(const ErasurePlan& plan);
/// `read_retention_plan` reads it again.
[[nodiscard]] std::string to_json(const RetentionPlan& plan);
[[nodiscard]] std::string to_json(const RetentionEntry& entry);
[[nodiscard]] std::string to_json(const RetentionRun& run);
[[nodiscard]] std::string to_json(const MergeCandidate& pair);
[[nodiscard]] std::string to_json(const AddressRecord& record);
[[nodiscard]] std::string to_json(const RecipientRecord& record);
[[nodiscard]] std::string to_json(const OrganisationRecord& record);
[[nodiscard]] std::string to_json(const RecordedEvent& event);
[[nodiscard]] std::string to_json(const AuditReport& report);
[[nodiscard]] std::string to_json(const AuditExport& done);
[[nodiscard]] std::string to_json(const Explanation& explanation);
[[nodiscard]] std::string to_json(const Deadlines& deadlines);
[[nodiscard]] std::string to_json(const RightsRequest& request);
[[nodiscard]] std::string to_json(const InformationDue& due);
[[nodiscard]] std::string to_json(const AgeingConsent& consent);
[[nodiscard]] std::string to_json(const AffectedPerson& person);
[[nodiscard]] std::string to_json(const AffectedCounts& counts);
/// A JSON string with its quotes.
[[nodiscard]] std::string to_json(std::string_view text);

template <class Item>
[[nodiscard]] std::string to_json(const std::vector<Item>& items) {
    std::string out = "[";
    for (const auto& item : items) {
        if (out.size() > 1) out += ',';
        out += to_json(item);
    }
    return out + "]";
}

}  // namespace lawful
