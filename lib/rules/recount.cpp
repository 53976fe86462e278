// SPDX-License-Identifier: Apache-2.0
#include "rules/recount.hpp"

#include <algorithm>
#include <map>

#include <lawful/error.hpp>

namespace lawful::rules {
namespace {

struct Holding {
    AddressId address;
    RecipientId recipient;
    Day since{};
    std::optional<Day> until;
};

[[noreturn]] void lacks(const char* what) {
    throw Error(ErrorCode::invalid_record, std::string("the events do not show ") + what);
}

/// The registry as its events tell it, up to the instant asked about.
class Recount {
public:
    Recount(std::span<const RecordedEvent> events, const Asked& asked) : asked_(asked) {
        for (const auto& [index, event] : events) {
            // Somebody erased was erased at every instant: what was known then is gone.
            if (const auto* erased = std::get_if<Erased>(&event.body)) {
                tombstones_[erased->subject] = index;
            }
            if (index < asked.size) add(index, event);
        }
        for (const auto& one : asked.erased_holders) {
            if (!tombstones_.contains(one.recipient)) lacks("the erasure of a holder");
            holdings_.push_back({one.address, one.recipient, one.from, one.until});
        }
        if (policy_ == nullptr || rows_ == nullptr) lacks("the policy and the national rules of then");
    }

    [[nodiscard]] Decision decide() const {
        const Zone zone(policy_->controller.time_zone);
        const auto today = zone.day_of(asked_.at);
        Facts facts = asked(zone);
        if (asked_.address) add_address(facts, *asked_.address, today);
        for (const auto& other : asked_.related) add_related(facts, other, today);
        for (const auto index : asked_.suppressions) add_suppression(facts, index);
        note_holders_change(facts, today);
        auto decision = rules::decide(facts);
        decision.ledger_size = asked_.size;
        return decision;
    }

private:
    void add(EventIndex index, const Event& event) {
        apply(states_[event.subject], index, event);
        if (const auto* applied = std::get_if<PolicyApplied>(&event.body)) policy_ = &applied->policy;
        if (const auto* adopted = std::get_if<RowsAdopted>(&event.body)) rows_ = &adopted->rows;
        if (const auto* said = std::get_if<Suppressed>(&event.body)) {
            suppressed_[index] = {said->purposes, event.occurred, index};
        }
        const RecipientId person{event.subject.id};
        if (const auto* added = std::get_if<HolderAdded>(&event.body)) {
            holdings_.push_back({added->address, person, added->from, {}});
        }
        if (const auto* ended = std::get_if<HolderEnded>(&event.body)) end(person, *ended);
    }

    void end(const RecipientId& person, const HolderEnded& ended) {
        for (auto holding = holdings_.rbegin(); holding != holdings_.rend(); ++holding) {
            if (holding->recipient == person && holding->address == ended.address &&
                holding->since <= ended.until) {
                holding->until = ended.until;
                return;
            }
        }
    }

    [[nodiscard]] Facts asked(const Zone& zone) const {
        const auto purpose = std::find_if(policy_->purposes.begin(), policy_->purposes.end(),
                                          [&](const auto& one) { return one.id == asked_.purpose; });
        if (purpose == policy_->purposes.end()) lacks("that the purpose was declared");
        Facts facts;
        facts.now = asked_.at;
        facts.policy = policy_;
        facts.purpose = &*purpose;
        facts.zone = &zone;
        facts.rows = rows_;
        facts.channel = asked_.channel;
        facts.address_id = asked_.address;
        facts.erased = asked_.erased;
        facts.journal_lost = asked_.journal_lost;
        return facts;
    }

    [[nodiscard]] std::optional<SubjectState> state(const Subject& subject) const {
        if (const auto tombstone = tombstones_.find(subject); tombstone != tombstones_.end()) {
            SubjectState erased;
            erased.erased = tombstone->second;
            return erased;
        }
        const auto found = states_.find(subject);
        return found == states_.end() ? std::nullopt : std::optional(found->second);
    }

    [[nodiscard]] std::optional<SubjectState> organisation(
        const std::optional<OrganisationId>& id) const {
        if (!id) return std::nullopt;
        auto found = state(*id);
        if (!found) lacks("an organisation");
        return found;
    }

    [[nodiscard]] std::vector<Holding> present(AddressId address, Day day) const {
        std::vector<Holding> out;
        for (const auto& one : holdings_) {
            if (one.address == address && one.since <= day && (!one.until || day < *one.until)) {
                out.push_back(one);
            }
        }
        return out;
    }

    [[nodiscard]] SubjectState person(const RecipientId& id) const {
        auto found = state(id);
        if (!found || (!found->person && !found->erased)) lacks("a holder");
        return std::move(*found);
    }

    void add_address(Facts& facts, AddressId address, Day today) const {
        auto found = state(address);
        if (!found || !found->address) lacks("the address");
        facts.address = std::move(*found);
        facts.organisation = organisation(facts.address.address->organisation);
        for (const auto& holding : present(address, today)) {
            auto who = person(holding.recipient);
            auto employer = who.person ? organisation(who.person->organisation) : std::nullopt;
            facts.holders.push_back(
                {holding.recipient, holding.since, std::move(who), std::move(employer)});
        }
        auto& kind = facts.address.address->kind;
        kind = kind_by_holders(kind, facts.holders.size());
    }

    void add_related(Facts& facts, AddressId other, Day today) const {
        const auto address = state(other);
        if (!address) return;
        std::vector<AddressId> reached{other};
        if (facts.address_id) reached.push_back(*facts.address_id);
        const auto holders = present(other, today);
        if (holders.empty()) facts.related.push_back({*address, reached});
        for (const auto& holding : holders) {
            auto who = person(holding.recipient);
            if (who.erased) facts.erased = who.erased;
            auto by_holder = *address;
            by_holder.consents.insert(by_holder.consents.end(), who.consents.begin(),
                                      who.consents.end());
            facts.related.push_back({std::move(by_holder), reached});
            facts.related.push_back({std::move(who), reached});
        }
    }

    void add_suppression(Facts& facts, EventIndex index) const {
        const auto found = suppressed_.find(index);
        if (found == suppressed_.end()) lacks("an entry of the deny list");
        facts.suppressions.push_back(found->second);
    }

    void note_holders_change(Facts& facts, Day today) const {
        for (const auto& one : holdings_) {
            const bool asked = asked_.address == one.address ||
                               std::find(asked_.related.begin(), asked_.related.end(),
                                         one.address) != asked_.related.end();
            if (!asked || one.until == one.since) continue;
            for (const auto& day : {std::optional(one.since), one.until}) {
                if (!day || *day <= today) continue;
                const auto instant = facts.zone->start_of(*day);
                if (!facts.holders_change || instant < *facts.holders_change) {
                    facts.holders_change = instant;
                }
            }
        }
    }

    const Asked& asked_;
    std::map<Subject, SubjectState> states_;
    std::map<Subject, EventIndex> tombstones_;
    std::map<EventIndex, SuppressionFact> suppressed_;
    std::vector<Holding> holdings_;
    const Policy* policy_ = nullptr;
    const std::vector<NationalRow>* rows_ = nullptr;
};

}  // namespace

AddressKind kind_by_holders(AddressKind declared, std::size_t holders) {
    if (holders > 1) return AddressKind::shared;
    if (holders == 1) return declared == AddressKind::shared ? declared : AddressKind::personal;
    return declared == AddressKind::role ? declared : AddressKind::unassigned;
}

Decision decide_again(std::span<const RecordedEvent> events, const Asked& asked) {
    return Recount(events, asked).decide();
}

}  // namespace lawful::rules
