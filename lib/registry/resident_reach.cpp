// SPDX-License-Identifier: Apache-2.0
#include "registry/resident_reach.hpp"

#include <algorithm>
#include <cstring>

#include "registry/merge.hpp"

namespace lawful::registry {
namespace {

/// Reading more events costs more than asking the store again.
constexpr std::uint64_t most_events = 1'000;

/// Of a person, an address or a suppressed text, these change answers about the person's own addresses, about that
/// address and about what has a loose key of theirs; and about no others. A new kind is not among them until somebody
/// has shown that of it.
template <class... Bodies>
constexpr bool is_one_of(const EventBody& body) {
    return (std::holds_alternative<Bodies>(body) || ...);
}

bool is_narrow(const EventBody& body) {
    return is_one_of<RecipientAdded, AddressAdded, HolderAdded, ConsentRequested, ConsentGiven, ConsentRenewed,
                     ConsentConfirmed, ConsentRefused, ConsentWithdrawn, ConsentInvalidated, Objected,
                     ObjectionResolved, Restricted, RestrictionLifted, BasisDeclared, BasisEnded, Informed,
                     Released, Delivered, Failed, Suppressed>(body);
}

class Reach {
public:
    Reach(const Context& context, const store::ReadTransaction& from, const View& view)
        : context_(context), from_(from), view_(view) {}

    /// False when it is not known whom the event reaches.
    bool add(const store::EventRow& row) {
        if (!row.m || !row.r) return false;
        if (row.subject == context_.id().bytes) return add(row, context_.keys().registry_subject_key());
        const auto subject = from_.subject(row.subject);
        return subject && !is_erased(*subject) && add(row, context_.subject_key(*subject));
    }

    [[nodiscard]] std::vector<crypto::BlindIndex> loose_keys() && { return std::move(loose_keys_); }

private:
    bool add(const store::EventRow& row, const crypto::SubKey& key) {
        const auto event = context_.open_event(row, key).event;
        if (!is_narrow(event.body)) return false;
        if (const auto* suppressed = std::get_if<Suppressed>(&event.body)) return text(*suppressed);
        if (event.subject.kind == SubjectKind::recipient) return person(RecipientId{event.subject.id});
        return event.subject.kind == SubjectKind::address && address(AddressId{event.subject.id});
    }

    /// Known under that hash or not. With more than one epoch it may be known under another.
    bool text(const Suppressed& suppressed) {
        if (!context_.keys().only_one()) return false;
        const crypto::BlindIndex loose_key{to_array<32>(from_base64(suppressed.loose_key))};
        for (const auto& id : from_.addresses_by_loose({{loose_key}})) {
            if (!address(id)) return false;
        }
        loose_keys_.push_back(loose_key);
        return true;
    }

    bool person(RecipientId who) {
        for (const auto& one : merged_group(view_, who)) {
            for (const auto& held : from_.addresses_of(one)) {
                if (!mailbox(held.address)) return false;
            }
        }
        return true;
    }

    bool address(AddressId id) {
        for (const auto& holding : from_.holders_of(id)) {
            if (!person(holding.recipient)) return false;
        }
        return mailbox(id);
    }

    bool mailbox(AddressId id) {
        const auto row = from_.address(id);
        // Under another epoch its hash is another one.
        if (!row || row->epoch != context_.keys().newest()) return false;
        loose_keys_.push_back(row->loose_key);
        return true;
    }

    const Context& context_;
    const store::ReadTransaction& from_;
    const View& view_;
    std::vector<crypto::BlindIndex> loose_keys_;
};

}  // namespace

std::uint64_t bucket_of(const crypto::BlindIndex& loose_key) {
    std::uint64_t bucket = 0;
    std::memcpy(&bucket, loose_key.value.data(), sizeof bucket);
    return bucket;
}

std::optional<std::vector<crypto::BlindIndex>> reached_since(const Context& context,
                                                             const store::ReadTransaction& from, const View& view,
                                                             EventIndex first) {
    if (view.size() < first || view.size() - first > most_events) return std::nullopt;
    Reach reach(context, from, view);
    for (auto position = first; position < view.size(); ++position) {
        const auto row = from.event(position);
        if (!row || !reach.add(*row)) return std::nullopt;
    }
    return std::move(reach).loose_keys();
}

}  // namespace lawful::registry
