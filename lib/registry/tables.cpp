// SPDX-License-Identifier: Apache-2.0
#include "registry/tables.hpp"

#include "model/codec.hpp"
#include "model/fields.hpp"
#include "registry/view.hpp"
#include "rules/holdings.hpp"
#include "rules/state.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

struct Reflection {
    const TableWriter& to;
    EventIndex index;
    const Event& event;

    template <class Record>
    void profile(const Record& record) const {
        to.transaction.put_profile(
            event.subject.id, to.context.seal_profile(to.key, event.subject, model::encode(record)));
    }

    OrganisationId organisation() const { return {event.subject.id}; }

    void operator()(const OrganisationAdded& added) const { named(added); }
    void operator()(const OrganisationChanged& changed) const {
        to.transaction.drop_organisation_names(organisation());
        named(changed);
    }
    void named(const Organisation& record) const {
        profile(record);
        const auto names = to.context.organisation_keys(record.name);
        if (to.transaction.organisation_by_name(names)) return;  // the first to have it keeps it
        to.transaction.put_organisation_name(names.keys.front(), organisation(),
                                             to.context.keys().newest());
    }

    void operator()(const RecipientAdded& added) const { profile<Recipient>(added); }
    void operator()(const RecipientChanged& changed) const { profile<Recipient>(changed); }

    void operator()(const AddressAdded& added) const {
        const auto policy = to.transaction.ledger().policy_event;
        if (!policy) throw Error(ErrorCode::policy_missing, "apply a policy before adding addresses");
        const auto fold = to.context.policy_at(to.transaction, *policy)->policy.local_part_case;
        to.transaction.put_address(
            address_row(*to.context.keys().current(), AddressId{event.subject.id}, added, fold));
        profile<Address>(added);
    }
    void operator()(const AddressChanged& changed) const {
        const auto row = to.transaction.subject(event.subject.id).value();
        auto record = model::decode<Address>(to.context.open_profile(to.transaction, row));
        record.kind = changed.kind;
        record.organisation = changed.organisation;
        record.source = changed.source;
        profile(record);
    }

    void operator()(const HolderAdded& added) const { holding(added.address); }
    void operator()(const HolderEnded& ended) const { holding(ended.address); }
    void holding(AddressId address) const {
        auto holdings = to.transaction.holders_of(address);
        const auto* changed = rules::apply_holding(holdings, index, event);
        if (changed != nullptr) to.transaction.put_holder(*changed);
    }

    void operator()(const Suppressed& suppressed) const {
        const auto key = crypto::BlindIndex{to_array<32>(from_base64(suppressed.loose_key))};
        to.transaction.put_suppression({.loose_key = key,
                                        .epoch = suppressed.epoch,
                                        .position = index,
                                        .occurred = event.occurred,
                                        .purposes = suppressed.purposes});
    }
    /// GDPR 17. The subject's row stays, to say that it was erased, and its leaves stay.
    void operator()(const Erased& erased) const {
        for (const auto leaf : erased.leaves) to.transaction.destroy_event(leaf);
        if (erased.purpose || erased.category) return refold(erased.subject);
        auto row = to.transaction.subject(erased.subject.id).value();
        row.key.reset();
        rules::SubjectState state;
        state.erased = index;
        row.state = rules::encode_state(state);
        to.transaction.put_subject(row);
        to.transaction.drop_profile(erased.subject.id);
        if (erased.subject.kind == SubjectKind::address) {
            return to.transaction.drop_address(AddressId{erased.subject.id});
        }
        for (auto& holding : to.transaction.addresses_of(RecipientId{erased.subject.id})) end(holding);
    }
    /// What is left of a subject after a part went.
    void refold(const Subject& subject) const {
        auto row = to.transaction.subject(subject.id).value();
        rules::SubjectState state;
        for (const auto& [at, left] : events_left(to.context, to.transaction, row, index)) rules::apply(state, at, left);
        row.state = rules::encode_state(state);
        to.transaction.put_subject(row);
    }
    /// At a mailbox that stays: no longer a reader, and an answer of then says that it is not known.
    void end(store::HolderRow& holding) const {
        const auto policy = to.context.policy_at(to.transaction, to.transaction.ledger().policy_event.value());
        if (holding.until && *holding.until <= policy->zone.day_of(event.recorded)) return;
        holding.until = holding.since;
        holding.changed = index;
        to.transaction.put_holder(holding);
    }

    void operator()(const PolicyApplied&) const {
        to.transaction.put_milestone(store::MilestoneKind::policy, index);
    }
    void operator()(const RowsAdopted&) const {
        to.transaction.put_milestone(store::MilestoneKind::rows, index);
    }

    /// Everything else lives in the standing alone.
    template <class Body>
    void operator()(const Body&) const {}
};

}  // namespace

store::SubjectRow new_subject(const Context& context, const Subject& subject) {
    store::SubjectRow row;
    row.subject = subject;
    if (subject.kind == SubjectKind::recipient || subject.kind == SubjectKind::address) {
        const auto keys = context.keys().current();
        row.key = keys->wrap(context.random(), subject.id,
                             crypto::SubKey::generate(context.random()));
        row.key_epoch = keys->epoch();
    }
    return row;
}

store::AddressRow address_row(const crypto::EpochKeys& keys, AddressId id, const Address& address,
                              LocalPartCase fold) {
    const auto normal = contact::normalise(address.medium, address.text, fold);
    return {.id = id,
            .medium = address.medium,
            .identity_key = crypto::BlindIndex{keys.identity_index().mac(as_bytes(normal.identity))},
            .loose_key = crypto::BlindIndex{keys.indexes().suppression.mac(as_bytes(normal.loose))},
            .epoch = keys.epoch()};
}

void write_tables(const TableWriter& to, EventIndex index, const Event& event) {
    std::visit(Reflection{to, index, event}, event.body);
}

}  // namespace lawful::registry
