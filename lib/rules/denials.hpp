// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "rules/view.hpp"

namespace lawful::rules {

[[nodiscard]] bool names(const Consent& consent, std::span<const AddressId> addresses);

/// GDPR 4(11), recital 32: silence, ticked boxes, inactivity, scrolling and terms are no consent.
[[nodiscard]] bool is_unambiguous(ConsentMethod method);

/// True where the purpose's double opt-in still waits for its second half.
[[nodiscard]] bool is_unconfirmed(const Consent& consent, const Purpose& purpose);

/// Later by the event's time and in the ledger; a tie is not later.
template <class Denied>
[[nodiscard]] bool is_later(const Consent& consent, const Denied& denial) {
    return consent.occurred > denial.occurred && consent.index > denial.index;
}

[[nodiscard]] std::span<const AddressId> asked_address(const Facts& facts);

/// Whose consent ends a denial: theirs alone, and only where it names one of the addresses.
struct Lifter {
    const Facts& facts;
    std::span<const Voice> voices;
    std::span<const AddressId> addresses;

    template <class Denied>
    [[nodiscard]] bool lifts(const Denied& denial) const {
        for (const auto& voice : voices) {
            for (const auto& consent : voice.state->consents) {
                if (consent.index < voice.from) continue;
                if (is_fresh(consent) && is_later(consent, denial)) return true;
            }
        }
        return false;
    }

    /// Given in full, by the person, for what is asked; an imported consent never lifts.
    [[nodiscard]] bool is_fresh(const Consent& consent) const;
};

/// Of what `denying` denied in that view: consent that names the asked address.
[[nodiscard]] Lifter lifter_of(const View& view, const SubjectState& denying);
/// Likewise of an entry of the deny list; none where it is of somebody else's address.
[[nodiscard]] std::optional<Lifter> lifter_of(const View& view, const SuppressionFact& entry);

/// True when an objection speaks about what is asked and was not overcome by compelling grounds.
[[nodiscard]] bool concerns(const Objection& objection, const Facts& facts);

[[nodiscard]] constexpr std::string_view code_of(DenialKind kind) {
    switch (kind) {
        case DenialKind::refused: return "E_CONSENT_REFUSED";
        case DenialKind::withdrawn: return "E_CONSENT_WITHDRAWN";
        case DenialKind::erased: return "E_SUPPRESSED";
        case DenialKind::expired: return "E_RETENTION_EXPIRED";
    }
    return {};
}

/// What that makes of a consent from before.
[[nodiscard]] constexpr std::string_view consent_code_of(DenialKind kind) {
    switch (kind) {
        case DenialKind::erased: return "E_CONSENT_NONE";
        case DenialKind::expired: return "E_CONSENT_EXPIRED";
        default: return code_of(kind);
    }
}

/// The rule that says so.
[[nodiscard]] constexpr std::string_view rule_of(DenialKind kind) {
    switch (kind) {
        case DenialKind::erased: return "G1-2";
        case DenialKind::expired: return "G1-6";
        default: return "G1-7";
    }
}

}  // namespace lawful::rules
