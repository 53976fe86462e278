// SPDX-License-Identifier: Apache-2.0
#include "registry/looking.hpp"

#include "model/codec.hpp"
#include "model/fields.hpp"
#include "registry/merge.hpp"
#include "rules/state.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

template <class Record>
Record profile(const Context& context, const store::ReadTransaction& from, const Subject& subject) {
    const auto row = from.subject(subject.id);
    if (!row || row->subject.kind != subject.kind) {
        throw Error(ErrorCode::unknown_id, "no such " + std::string(wire_name(subject.kind)) +
                                               " in this registry");
    }
    return model::decode<Record>(context.open_profile(from, *row));
}

/// Without those of people who were erased.
std::vector<Holding> holdings(const store::ReadTransaction& from,
                              const std::vector<store::HolderRow>& rows) {
    std::vector<Holding> out;
    out.reserve(rows.size());
    for (const auto& row : rows) {
        if (is_erased(from.subject(row.recipient.bytes).value())) continue;
        out.push_back({row.recipient, row.address, row.since, row.until});
    }
    return out;
}

}  // namespace

AddressRecord show(const Context& context, const store::ReadTransaction& from, AddressId id) {
    return {id, profile<Address>(context, from, id), holdings(from, from.holders_of(id))};
}

RecipientRecord show(const Context& context, const store::ReadTransaction& from, RecipientId id) {
    RecipientRecord record{id, profile<Recipient>(context, from, id), holdings(from, from.addresses_of(id)), {}};
    if (rules::decode_state(from.subject(id.bytes).value().state).merges.empty()) return record;
    for (const auto& one : merged_group(View(context, from, std::nullopt), id)) {
        if (one == id) continue;
        const auto held = holdings(from, from.addresses_of(one));
        record.addresses.insert(record.addresses.end(), held.begin(), held.end());
        record.merged.push_back(one);
    }
    return record;
}

OrganisationRecord show(const Context& context, const store::ReadTransaction& from,
                        OrganisationId id) {
    return {id, profile<Organisation>(context, from, id)};
}

std::string masked(const Context& context, const store::ReadTransaction& from, AddressId id) {
    const auto address = profile<Address>(context, from, id);
    return contact::mask(address.medium, address.text);
}

}  // namespace lawful::registry
