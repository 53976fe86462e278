// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/context.hpp"

namespace lawful::registry {

struct TableWriter {
    const Context& context;
    store::WriteTransaction& transaction;
    const crypto::SubKey& key;  ///< of the event's subject
};

/// A subject's first row: people and addresses get a key of their own.
[[nodiscard]] store::SubjectRow new_subject(const Context& context, const Subject& subject);

/// Keeps profiles, look-up keys, holders and the deny list with an event.
void write_tables(const TableWriter& to, EventIndex index, const Event& event);

/// The look-up keys of an address under one epoch. Its text is normal already.
[[nodiscard]] store::AddressRow address_row(const crypto::EpochKeys& keys, AddressId id,
                                            const Address& address, LocalPartCase fold);

}  // namespace lawful::registry
