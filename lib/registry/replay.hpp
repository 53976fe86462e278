// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "registry/denial_entry.hpp"
#include "registry/writer.hpp"

namespace lawful::registry {

/// Records again what the journal holds and the registry does not: as strictly as it was said, of
/// whoever is known here, and of the addresses concerned where nobody is.
void replay(const Context& context, Writer& writer, std::span<const DenialEntry> entries);

/// The addresses that a denial of the subject concerns, by their loose hashes.
[[nodiscard]] std::vector<LooseKey> loose_keys(const store::ReadTransaction& from,
                                               const Subject& subject, Instant now);

/// Whether an entry was written under keys that came after this copy of the registry.
[[nodiscard]] bool has_unknown_epoch(std::span<const DenialEntry> entries, std::int64_t newest);

}  // namespace lawful::registry
