// SPDX-License-Identifier: Apache-2.0
#include "registry/check.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "ledger/commitment.hpp"
#include "ledger/tree.hpp"
#include "model/codec.hpp"
#include "model/fields.hpp"
#include "registry/check_keys.hpp"
#include "registry/pages.hpp"
#include "registry/proofs.hpp"
#include "registry/tables.hpp"
#include "rules/holdings.hpp"
#include "rules/state.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

constexpr std::size_t most_faults = 1'000;

class Checker {
public:
    Checker(const Context& context, const store::ReadTransaction& from, const Progress& progress)
        : context_(context), from_(from), progress_(progress), ledger_(from.ledger()) {}

    StoreReport run() {
        report_.faults = from_.integrity();
        for (auto& line : context_.journal().faults(journal_mark(from_))) fault("{}", line);
        check_ledger();
        for (const auto kind : {SubjectKind::registry, SubjectKind::organisation,
                                SubjectKind::recipient, SubjectKind::address}) {
            check_kind(kind);
        }
        const auto say = [&](std::string what) { fault("{}", what); };
        check_keys(context_, from_, rotations_, say);
        try {
            check_proofs(context_, from_, say);
        } catch (const Error& error) {
            fault("proof of consent: {}", error.what());
        }
        check_signing_keys(context_, from_, signing_keys_, say);
        if (reached_ != report_.events) fault("{} events belong to no subject's chain", report_.events - reached_);
        return std::move(report_);
    }

private:
    template <class... Args>
    void fault(fmt::format_string<Args...> format, Args&&... args) {
        if (report_.faults.size() >= most_faults) return;
        report_.faults.push_back(fmt::format(format, std::forward<Args>(args)...));
    }

    void check_ledger() {
        ledger::Frontier frontier;
        Instant last{};
        std::uint64_t subtrees = 0;
        from_.each_event(0, [&](store::EventRow&& row) {
            if (row.position != frontier.size()) fault("event {} is out of place", row.position);
            if (row.recorded < last) fault("event {} was recorded before the one before", row.position);
            last = row.recorded;
            for (const auto& kept : frontier.append(ledger::leaf_hash(as_bytes(ledger::leaf(row.commitment))))) {
                ++subtrees;
                if (from_.subtrees(kept.level, kept.number, 1) != std::vector{kept.hash}) {
                    fault("the ledger's tree: subtree {} of level {} is another", kept.number, kept.level);
                }
            }
            if (progress_ && row.position % 1024 == 0) progress_(row.position, ledger_.size);
        });
        report_.events = frontier.size();
        if (frontier.size() != ledger_.size) {
            fault("the ledger says {} events, the table holds {}", ledger_.size, frontier.size());
        }
        if (subtrees != from_.subtree_count()) fault("the ledger's tree has subtrees that its events do not have");
        if (frontier.root() != ledger_.root || frontier.encode() != ledger_.frontier) {
            fault("the ledger's root is not that of its events");
        }
        if (last != ledger_.last_recorded) fault("the ledger's last recording time is not its last event's");
    }

    void check_kind(SubjectKind kind) {
        each_subject(from_, kind, [&](const auto& id) { check_subject(id); });
    }

    void check_subject(const store::SubjectBytes& id) {
        ++report_.subjects;
        const auto name = to_string(id);
        try {
            const auto row = from_.subject(id).value();
            if (const auto erased = rules::decode_state(row.state).erased; erased || is_erased(row)) {
                return check_erased(row, erased);
            }
            const auto chain = read_chain(row);
            rules::SubjectState state;
            for (const auto& [index, event] : chain) {
                if (event.subject != row.subject) fault("event {} names another subject", index);
                rules::apply(state, index, event);
                if (event.subject.kind == SubjectKind::registry) check_registry(index, event);
            }
            if (rules::encode_state(state) != row.state) {
                fault("{} {}: the standing is not what its events add up to",
                      wire_name(row.subject.kind), name);
            }
            if (row.subject.kind == SubjectKind::recipient) check_holdings(RecipientId{id}, chain);
            check_profile(row, chain);
        } catch (const Error& error) {
            fault("subject {}: {}", name, error.what());
        }
    }

    std::vector<RecordedEvent> read_chain(const store::SubjectRow& row) {
        const auto key = context_.subject_key(row);
        std::vector<RecordedEvent> chain;
        for (auto position = std::optional(row.last_event); position;) {
            const auto stored = from_.event(*position);
            if (!stored || stored->subject != row.subject.id) {
                throw Error(ErrorCode::corrupt, "the chain of events is broken");
            }
            if (stored->previous && *stored->previous >= *position) {
                throw Error(ErrorCode::corrupt, "the chain of events runs in a circle");
            }
            if (stored->m || stored->r || !gone_.contains(*position)) chain.push_back(context_.open_event(*stored, key));
            ++reached_;
            position = stored->previous;
        }
        std::reverse(chain.begin(), chain.end());
        return chain;
    }

    /// The tombstone names exactly what is gone, and all of it is gone.
    void check_erased(const store::SubjectRow& row, const std::optional<EventIndex>& tombstone) {
        const auto name = to_string(row.subject.id);
        const auto leaves = read_leaves(row);
        const auto erased = tombstone ? erasure(*tombstone) : std::nullopt;
        if (!erased || erased->subject != row.subject || erased->leaves != leaves) {
            fault("subject {}: no tombstone names what was erased of it", name);
        }
        rules::SubjectState state;
        state.erased = tombstone;
        const bool left = row.key || from_.profile(row.subject.id) ||
                          row.state != rules::encode_state(state) ||
                          (row.subject.kind == SubjectKind::address &&
                           (from_.address(AddressId{row.subject.id}) ||
                            !from_.holders_of(AddressId{row.subject.id}).empty()));
        if (left) fault("subject {}: it was erased, and something of it is left", name);
    }

    std::vector<EventIndex> read_leaves(const store::SubjectRow& row) {
        std::vector<EventIndex> leaves;
        for (auto position = std::optional(row.last_event); position;) {
            const auto stored = from_.event(*position);
            if (!stored || stored->subject != row.subject.id ||
                (stored->previous && *stored->previous >= *position)) {
                throw Error(ErrorCode::corrupt, "the chain of events is broken");
            }
            if (stored->m || stored->r) fault("event {}: it was erased, and is still there", *position);
            if (!gone_.contains(*position)) leaves.push_back(*position);
            ++reached_;
            position = stored->previous;
        }
        std::reverse(leaves.begin(), leaves.end());
        return leaves;
    }

    std::optional<Erased> erasure(EventIndex tombstone) const {
        const auto row = from_.event(tombstone);
        if (!row || row->subject != context_.id().bytes) return std::nullopt;
        auto body = context_.open_event(*row, context_.keys().registry_subject_key()).event.body;
        if (auto* erased = std::get_if<Erased>(&body)) return std::move(*erased);
        return std::nullopt;
    }

    bool is_gone(AddressId address) const {
        const auto row = from_.subject(address.bytes);
        return row && is_erased(*row);
    }

    void check_holdings(RecipientId who, const std::vector<RecordedEvent>& chain) {
        std::vector<store::HolderRow> want;
        for (const auto& [index, event] : chain) rules::apply_holding(want, index, event);
        std::erase_if(want, [&](const auto& one) { return is_gone(one.address); });
        if (want != from_.addresses_of(who)) {
            fault("recipient {}: the addresses held are not what the events say", to_string(who));
        }
    }

    void check_registry(EventIndex index, const Event& event) {
        if (const auto* suppressed = std::get_if<Suppressed>(&event.body)) {
            check_suppression(index, *suppressed);
        }
        if (const auto* rotated = std::get_if<KeysRotated>(&event.body)) {
            rotations_.push_back(rotated->epoch);
        }
        if (const auto* announced = std::get_if<SigningKeyAnnounced>(&event.body)) {
            signing_keys_.emplace_back(index, *announced);
        }
        if (const auto* erased = std::get_if<Erased>(&event.body); erased && (erased->purpose || erased->category)) {
            check_part(index, *erased);
        } else if (erased != nullptr) {
            const auto row = from_.subject(erased->subject.id);
            if (!row || rules::decode_state(row->state).erased != index) {
                fault("event {}: whom it erased is not erased", index);
            }
        }
        if (std::holds_alternative<PolicyApplied>(event.body)) {
            check_milestone(index, store::MilestoneKind::policy, ledger_.policy_event);
        }
        if (std::holds_alternative<RowsAdopted>(event.body)) {
            check_milestone(index, store::MilestoneKind::rows, ledger_.rows_event);
        }
    }

    /// What was erased of somebody's is gone, and theirs.
    void check_part(EventIndex index, const Erased& part) {
        for (const auto leaf : part.leaves) {
            const auto row = from_.event(leaf);
            if (!row || row->subject != part.subject.id || row->m || row->r) {
                fault("event {}: what it erased is not gone", index);
            }
            gone_.insert(leaf);
        }
    }

    /// `newest` is what the ledger's head says: no such event may come after it.
    void check_milestone(EventIndex index, store::MilestoneKind kind,
                         const std::optional<EventIndex>& newest) {
        if (from_.latest_milestone(kind, index + 1) != index || !newest || *newest < index) {
            fault("event {}: the policy or rules it set are not found by it", index);
        }
    }

    void check_suppression(EventIndex index, const Suppressed& suppressed) {
        const auto key = crypto::BlindIndex{to_array<32>(from_base64(suppressed.loose_key))};
        const auto rows = from_.suppressions({{key}});
        if (std::none_of(rows.begin(), rows.end(), [&](const auto& row) {
                return row.position == index && row.epoch == suppressed.epoch &&
                       row.purposes == suppressed.purposes;
            })) {
            fault("event {}: its suppression is not in the deny list", index);
        }
    }

    void check_profile(const store::SubjectRow& row, const std::vector<RecordedEvent>& chain) {
        std::optional<std::string> want;
        std::optional<Address> address;
        for (const auto& [index, event] : chain) {
            if (const auto* added = std::get_if<AddressAdded>(&event.body)) address = *added;
            if (const auto* changed = std::get_if<AddressChanged>(&event.body); changed && address) {
                address->kind = changed->kind;
                address->organisation = changed->organisation;
                address->source = changed->source;
            }
            if (const auto* a = std::get_if<RecipientAdded>(&event.body)) want = model::encode<Recipient>(*a);
            if (const auto* c = std::get_if<RecipientChanged>(&event.body)) want = model::encode<Recipient>(*c);
            if (const auto* a = std::get_if<OrganisationAdded>(&event.body)) want = model::encode<Organisation>(*a);
            if (const auto* c = std::get_if<OrganisationChanged>(&event.body)) want = model::encode<Organisation>(*c);
        }
        if (address) {
            want = model::encode<Address>(*address);
            check_address(AddressId{row.subject.id}, *address);
        }
        if (want && context_.open_profile(from_, row) != *want) {
            fault("subject {}: the profile is not what its events say", to_string(row.subject.id));
        }
    }

    void check_address(AddressId id, const Address& address) {
        const auto stored = from_.address(id);
        const auto policy = context_.policy_at(from_, ledger_.policy_event.value());
        if (!stored) return fault("address {}: it cannot be found by its keys", to_string(id));
        const auto keys = context_.keys().of(stored->epoch);
        const auto want = address_row(*keys, id, address, policy->policy.local_part_case);
        if (stored->identity_key != want.identity_key || stored->loose_key != want.loose_key) {
            fault("address {}: it cannot be found by its keys", to_string(id));
        }
    }

    const Context& context_;
    const store::ReadTransaction& from_;
    const Progress& progress_;
    store::LedgerRow ledger_;
    StoreReport report_;
    std::uint64_t reached_ = 0;
    std::set<EventIndex> gone_;       ///< parts of subjects that stay
    std::vector<std::int64_t> rotations_;
    SigningKeys signing_keys_;
};

}  // namespace

std::vector<std::string> file_faults(store::Store& store, const Progress& progress) {
    std::vector<std::string> faults;
    for (const auto number : store.bad_pages(progress)) {
        if (faults.size() < most_faults) faults.push_back(fmt::format("page {} does not authenticate", number));
    }
    const auto slots = store.key_table().slot_valid;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (!slots[i]) faults.push_back(fmt::format("key slot {} is damaged; the other one opens the file", "AB"[i]));
    }
    return faults;
}

void require_head(const store::ReadTransaction& from) {
    const auto ledger = from.ledger();
    const auto frontier = ledger::Frontier::decode(ledger.frontier);
    bool sound = frontier.size() == ledger.size && frontier.root() == ledger.root &&
                 !from.event(ledger.size);
    if (ledger.size > 0) {
        const auto last = from.event(ledger.size - 1);
        const auto subject = last ? from.subject(last->subject) : std::nullopt;
        sound = sound && last && last->recorded == ledger.last_recorded && subject &&
                (subject->last_event == ledger.size - 1 || !last->m);
    }
    if (sound) return;
    throw Error(ErrorCode::corrupt,
                "registry file: the ledger's head is not that of its events: a page may be an old one "
                "that was put back");
}

StoreReport check(const Context& context, const store::ReadTransaction& from,
                  const Progress& progress) {
    return Checker(context, from, progress).run();
}

}  // namespace lawful::registry
