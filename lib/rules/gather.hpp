// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "rules/merging.hpp"

/// Which standings an answer takes into account, whoever keeps them: a registry, or events alone.
namespace lawful::rules {

/// Who reads an address decides what it is: holders make it personal or shared, none leaves a role
/// address its organisation's and any other address nobody's.
[[nodiscard]] constexpr AddressKind kind_by_holders(AddressKind declared, std::size_t holders) {
    if (holders > 1) return AddressKind::shared;
    if (holders == 1) return declared == AddressKind::shared ? declared : AddressKind::personal;
    return declared == AddressKind::role ? declared : AddressKind::unassigned;
}

/// `Source` has `state(Subject)`, absent when nothing was recorded; `holders(AddressId, Day)` with
/// `recipient` and `since`; `holders_change(AddressId, Day)`, the next day that somebody begins or
/// ends to hold it; `addresses_change(RecipientId, Day)`, likewise of one person; and `lacks(what)`,
/// which throws.
template <class Source>
class Gather {
public:
    Gather(const Source& source, Facts& facts)
        : source_(source), facts_(facts), today_(facts.zone->day_of(facts.now)) {}

    /// The address asked about, `facts.address_id`, whose state is `found`.
    void address(SubjectState found) {
        facts_.address = std::move(found);
        facts_.organisation = organisation(facts_.address.address->organisation);
        note_holders_change(*facts_.address_id);
        for (const auto& holding : source_.holders(*facts_.address_id, today_)) {
            auto who = holder(holding.recipient);
            auto employer = who.person ? organisation(who.person->organisation) : std::nullopt;
            auto merged = merged_group(holding.recipient, who);
            note_addresses_change(holding.recipient, merged);
            facts_.holders.push_back({holding.recipient, holding.since, std::move(who),
                                      std::move(employer), std::move(merged)});
        }
        auto& kind = facts_.address.address->kind;
        kind = kind_by_holders(kind, readers());
    }

    /// An address with the same loose key, and whoever presently holds it: its denial ends when every
    /// one of its holders lifted it, by consent that names it or the address asked.
    void related(AddressId other) {
        const auto address = source_.state(other);
        if (!address) return;
        note_holders_change(other);
        std::vector<AddressId> reached{other};
        if (facts_.address_id) reached.push_back(*facts_.address_id);
        const auto holders = source_.holders(other, today_);
        if (holders.empty()) facts_.related.push_back({*address, reached});
        for (const auto& holding : holders) {
            const auto who = holder(holding.recipient);
            const auto merged = merged_group(holding.recipient, who);
            std::vector<Linked> group{{holding.recipient, &who}};
            for (const auto& one : merged) group.push_back({one.id, &one.state});
            auto voices = voices_for(group, holding.recipient);
            voices.push_back({&*address, 0});
            facts_.related.push_back({with_consents(*address, voices), reached});
            for (const auto& [id, state] : group) {
                if (state->erased) facts_.erased = state->erased;
                facts_.related.push_back({with_consents(*state, voices_for(group, id)), reached});
            }
        }
    }

private:
    [[nodiscard]] SubjectState holder(const RecipientId& id) const {
        auto found = source_.state(id);
        if (!found || (!found->person && !found->erased)) source_.lacks("a holder");
        return std::move(*found);
    }

    [[nodiscard]] std::vector<MemberFacts> merged_group(RecipientId id, const SubjectState& state) const {
        return merged_with(id, state, [&](RecipientId other) { return holder(other); });
    }

    /// One person under several ids is one reader.
    [[nodiscard]] std::size_t readers() const {
        std::size_t count = 0;
        for (std::size_t i = 0; i < facts_.holders.size(); ++i) {
            const auto& group = facts_.holders[i].merged;
            const auto before = [&](const HolderFacts& earlier) {
                return std::any_of(group.begin(), group.end(),
                                   [&](const MemberFacts& one) { return one.id == earlier.id; });
            };
            const auto end = facts_.holders.begin() + static_cast<std::ptrdiff_t>(i);
            count += std::none_of(facts_.holders.begin(), end, before) ? 1 : 0;
        }
        return count;
    }

    [[nodiscard]] std::optional<SubjectState> organisation(
        const std::optional<OrganisationId>& id) const {
        if (!id) return std::nullopt;
        auto found = source_.state(*id);
        if (!found) source_.lacks("an organisation");
        return found;
    }

    /// An entry of the deny list about any address of the person counts while they read it.
    void note_addresses_change(RecipientId who, const std::vector<MemberFacts>& merged) {
        if (merged.empty()) return;
        note_change(source_.addresses_change(who, today_));
        for (const auto& one : merged) note_change(source_.addresses_change(one.id, today_));
    }

    void note_holders_change(AddressId address) { note_change(source_.holders_change(address, today_)); }

    void note_change(const std::optional<Day>& day) {
        if (!day) return;
        const auto instant = facts_.zone->start_of(*day);
        if (!facts_.holders_change || instant < *facts_.holders_change) {
            facts_.holders_change = instant;
        }
    }

    const Source& source_;
    Facts& facts_;
    Day today_;
};

}  // namespace lawful::rules
