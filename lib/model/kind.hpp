// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>
#include <variant>

#include <lawful/events.hpp>

namespace lawful::model {

/// Wire names of the kinds, in the order of `EventBody`'s alternatives. Never renamed.
inline constexpr auto kind_names = std::to_array<std::string_view>({
    "registry_created", "policy_applied", "rows_adopted", "clock_held", "suppressed",
    "organisation_added", "organisation_changed", "recipient_added", "recipient_changed",
    "address_added", "address_changed", "holder_added", "holder_ended", "consent_requested",
    "consent_given", "consent_renewed", "consent_confirmed", "consent_refused",
    "consent_withdrawn", "consent_invalidated", "objected", "objection_resolved", "restricted",
    "restriction_lifted", "basis_declared", "basis_ended", "ground_declared", "ground_ended",
    "informed", "released", "delivered", "failed", "keys_rotated", "erased",
    "journal_loss_accepted", "registry_restored", "signing_key_announced",
    "disclosed", "copy_given", "legal_hold_placed", "legal_hold_released",
    "proof_read", "proof_destroyed", "part_erased", "retention_restricted", "retention_reviewed",
    "merged", "merge_undone",
    "request_opened", "request_identity_asked", "request_identity_verified", "request_extended",
    "request_refused", "request_closed",
});
static_assert(kind_names.size() == std::variant_size_v<EventBody>);

/// A default body of that kind. Throws `invalid_text`.
[[nodiscard]] EventBody body_of_kind(std::string_view kind);

/// The consent that a body gives, or gives anew; null for every other kind.
[[nodiscard]] inline const ConsentGiven* consent_in(const EventBody& body) {
    if (const auto* renewed = std::get_if<ConsentRenewed>(&body)) return renewed;
    return std::get_if<ConsentGiven>(&body);
}

}  // namespace lawful::model
