// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/writer.hpp"

/// Proof of consent that outlives an erasure for as long as the policy says (GDPR 17(3)(e)): the events and
/// what opens their commitments, sealed under a key that ends with them.
namespace lawful::registry {

/// Of a subject's events that are about to be destroyed, those that are kept as proof; they are found by
/// the addresses that the consent names, or `addresses` where it names none. How many.
std::uint64_t keep_proofs(const Context& context, Writer& writer, const Subject& subject,
                          std::span<const EventIndex> doomed, std::span<const AddressId> addresses);

/// For a legal claim; the reading is recorded. Throws `invalid_record` without a claim, `unknown_id` where
/// nothing is kept.
std::vector<RecordedEvent> read_proofs(const Context& context, Writer& writer, const crypto::Probes& loose,
                                       std::string_view claim);

/// Days that end by then, with the events that can no longer be read after.
[[nodiscard]] std::vector<ProofDestroyed> expired_proofs(const store::ReadTransaction& from, Day today);
void destroy_proofs(const Context& context, Writer& writer, const ProofDestroyed& expired);

/// Says what is wrong with the proofs that are kept.
void check_proofs(const Context& context, const store::ReadTransaction& from,
                  const std::function<void(std::string)>& fault);

}  // namespace lawful::registry
