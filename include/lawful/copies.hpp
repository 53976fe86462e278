// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <lawful/registry.hpp>

namespace lawful {

enum class RopaFormat : std::uint8_t { html = 1, csv, json };
LAWFUL_TERMS(RopaFormat, "html", "csv", "json");

/// Copies for people and authorities, each from one state of the registry. HTML pages are whole in
/// themselves: no script, nothing fetched. Every member throws `policy_missing` and what reading throws.
class Copies {
public:
    /// The registry must outlive this.
    explicit Copies(Registry& registry) : registry_(&registry) {}

    /// GDPR 5(2): counts of events, standings, proofs, requests and erasures. HTML, no personal data.
    [[nodiscard]] std::string report(const Progress& progress = {}) const;

    /// GDPR 30(1): one activity for each purpose of the policy, with counts; no personal data.
    [[nodiscard]] std::string ropa(RopaFormat format) const;

    /// ISO/IEC TS 27560 consent receipt in the DPV profile, JSON-LD (docs/receipt.md): what the person, role
    /// address or organisation was asked and agreed to for the purpose. Personal data. Throws
    /// `unknown_purpose`; `unknown_id` for a stranger or when nothing was asked or given; `erased`.
    [[nodiscard]] std::string receipt(const Subject& subject, std::string_view purpose) const;

    /// GDPR 15 and 20: everything about the person as `access.json` and, in their language (nl, fr, de, else
    /// en), `access.html`; where something rests on consent or contract also `portability.json` and
    /// `contact.vcf` (RFC 6350). A new folder of mode 0700, files 0600; the names written. Nothing about who
    /// shares an address. That it was given is recorded before the folder appears. Throws
    /// `invalid_file` when the folder exists, `unknown_id`, `erased`, `read_only`.
    std::vector<std::string> access(RecipientId recipient, const std::filesystem::path& folder);

private:
    Registry* registry_;
};

}  // namespace lawful
