// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "registry/writer.hpp"

namespace lawful::registry {

/// Everybody who is the same person, the one asked about first.
[[nodiscard]] std::vector<RecipientId> merged_group(const View& view, RecipientId recipient);

/// Two linked events. Returns the first, that of `kept`.
EventIndex merge(Writer& writer, RecipientId kept, RecipientId other);
/// Likewise, of `one`.
EventIndex unmerge(Writer& writer, RecipientId one, RecipientId other);

/// What was said of one is said of whoever is merged with them: undone, the merge leaves both denied.
void bind_merged(Writer& writer, RecipientId said_of, const EventBody& body, Instant occurred,
                 EventIndex cause, std::vector<RecipientId>& bound);

/// Before one alone is erased: the others are merged with nobody who is gone.
void part(Writer& writer, RecipientId gone, const Writer::Extra& extra);

/// Pairs that may be one person. Keeps 48 bytes a person, and the pairs found, in memory.
void merge_candidates(const Context& context, const store::ReadTransaction& from,
                      const std::function<void(const MergeCandidate&)>& each);

}  // namespace lawful::registry
