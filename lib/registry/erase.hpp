// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/writer.hpp"

namespace lawful::registry {

/// Destroys what is recorded of a person, and each address that nobody else here holds or held.
/// Whoever was erased before stays as they are. Throws `unknown_id`.
Erasure erase(const Context& context, Writer& writer, RecipientId recipient, ErasureGround ground,
              Origin origin);
/// Throws `unknown_id`, `invalid_record` for an address that somebody holds.
Erasure erase(const Context& context, Writer& writer, AddressId address, ErasureGround ground,
              Origin origin);

/// What was recorded for a purpose, or a category of it (of every purpose where none is named).
struct ErasurePart {
    std::string purpose;
    std::optional<DataCategory> category;
};

/// Throws `unknown_purpose`, `unknown_id`, `erased`.
[[nodiscard]] ErasurePart part_of(const View& view, RecipientId recipient, std::string_view purpose);

/// Of a person's purpose also what is recorded under the ids they are merged with. Throws `unknown_id`,
/// `legal_hold`.
Erasure erase_part(const Context& context, Writer& writer, const Subject& subject, const ErasurePart& part,
                   ErasureGround ground, Origin origin);

/// Why an address stays when those people are erased: it is an organisation's, or others' too. Null: it goes.
[[nodiscard]] const char* why_stays(const store::ReadTransaction& from, AddressId address,
                                    std::span<const RecipientId> gone);

/// What `erase` would do: the writer is not to be committed.
ErasurePlan plan_erasure(const Context& context, Writer& writer, RecipientId recipient, ErasureGround ground);
ErasurePlan plan_erasure(const Context& context, Writer& writer, AddressId address, ErasureGround ground);
ErasurePlan plan_erasure(const Context& context, Writer& writer, RecipientId recipient, const ErasurePart& part,
                         ErasureGround ground);

}  // namespace lawful::registry
