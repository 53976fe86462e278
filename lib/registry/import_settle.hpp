// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/import_row.hpp"
#include "registry/writer.hpp"

/// Rows of a list that differ about one person, address or organisation. Whatever their order, what
/// is recorded in the end is the same; what was recorded directly stays.
namespace lawful::registry {

[[nodiscard]] Day today(const Writer& writer);

/// The earliest day the row speaks of, or today.
[[nodiscard]] Day first_day(const exchange::ImportRow& row, Day today);

/// The same row of several counts: the earliest, then by what it says.
void settle(const Context& context, Writer& writer, RecipientId person,
            const exchange::ImportRow& row, std::optional<OrganisationId> organisation);

/// The person held the address from the earliest day that a row speaks of.
void settle(Writer& writer, RecipientId person, AddressId address, const exchange::ImportRow& row);

/// An address that one row says was found on a page was found on a page.
void settle(Writer& writer, AddressId address, const exchange::ImportRow& row);

/// Two countries leave an organisation with none, so with the strictest law.
void settle(const Context& context, Writer& writer, OrganisationId organisation,
            const exchange::ImportRow& row);

/// A mailbox that nobody was known to read gets an organisation: true. Rows that give it to two
/// leave it with nobody.
[[nodiscard]] bool assign(Writer& writer, AddressId address, OrganisationId organisation);

}  // namespace lawful::registry
