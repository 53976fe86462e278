// SPDX-License-Identifier: Apache-2.0
#include "registry/question.hpp"

#include <algorithm>

#include "rules/recount.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {

Question::Question(const Context& context, const View& view, std::string_view purpose,
                   Channel channel)
    : context_(context),
      view_(view),
      policy_(view.policy()),
      rows_(view.rows()),
      purpose_(policy_->purpose(purpose)),
      channel_(channel),
      today_(policy_->zone.day_of(view.now())) {
    const auto& channels = purpose_.channels;
    if (std::find(channels.begin(), channels.end(), channel) == channels.end()) {
        throw Error(ErrorCode::unknown_purpose, "the policy declares no such channel for the purpose");
    }
}

contact::Normal Question::normalise(std::string_view address) const {
    const auto& policy = policy_->policy;
    return contact::normalise(medium_of(channel_), address, policy.local_part_case,
                              policy.controller.country);
}

std::optional<AddressId> Question::find(const contact::Normal& normal) const {
    return view_.find(context_.identity_keys(normal.identity));
}

Decision Question::answer(AddressId address) const {
    if (const auto state = view_.state(address); state && state->erased) return erased(*state);
    return finish(rules::decide(facts(address, view_.loose_keys_of(address))));
}

Decision Question::erased(const rules::SubjectState& state) const {
    auto facts = asked();
    facts.address = state;
    return finish(rules::decide(facts));
}

Decision Question::answer(std::string_view address) const {
    const auto normal = normalise(address);
    return finish(rules::decide(facts(find(normal), context_.loose_keys(normal.loose))));
}

Screened Question::screen(const std::string& input) const {
    Screened item{.input = input, .address = {}, .decision = {}};
    try {
        const auto normal = normalise(input);
        item.address = find(normal);
        item.decision =
            finish(rules::decide(facts(item.address, context_.loose_keys(normal.loose))));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::invalid_address) throw;
        item.decision = finish(rules::invalid_address());
    }
    return item;
}

Decision Question::answer_release(AddressId address, std::span<const std::string> fulfilled) const {
    return finish(rules::decide_release(facts(address, view_.loose_keys_of(address)), fulfilled));
}

Decision Question::finish(Decision decision) const {
    decision.ledger_size = view_.size();
    return decision;
}

rules::Facts Question::asked() const {
    rules::Facts facts;
    facts.now = view_.now();
    facts.policy = &policy_->policy;
    facts.purpose = &purpose_;
    facts.zone = &policy_->zone;
    facts.rows = &rows_->rows;
    facts.channel = channel_;
    facts.journal_lost = view_.journal_lost();
    return facts;
}

rules::Facts Question::facts(std::optional<AddressId> address,
                             const crypto::Probes& loose) const {
    auto facts = asked();
    facts.address_id = address;
    facts.erased = view_.erased_since(loose);
    if (address) add_address(facts, *address);
    add_related(facts, loose);
    for (const auto& row : view_.suppressions(loose)) {
        facts.suppressions.push_back({row.purposes, row.occurred, row.position});
    }
    return facts;
}

void Question::note_holders_change(rules::Facts& facts, AddressId address) const {
    const auto day = view_.holders_change(address, today_);
    if (!day) return;
    const auto instant = policy_->zone.start_of(*day);
    if (!facts.holders_change || instant < *facts.holders_change) facts.holders_change = instant;
}

void Question::add_address(rules::Facts& facts, AddressId address) const {
    auto state = view_.state(address);
    if (!state || !state->address) throw Error(ErrorCode::unknown_id, "no such address in this registry");
    facts.address = std::move(*state);
    facts.organisation = organisation(facts.address.address->organisation);
    note_holders_change(facts, address);
    for (const auto& holder : view_.holders(address, today_)) {
        auto person = view_.state(holder.recipient);
        if (!person || (!person->person && !person->erased)) {
            throw Error(ErrorCode::corrupt, "a holder is missing");
        }
        auto employer = person->person ? organisation(person->person->organisation) : std::nullopt;
        facts.holders.push_back(
            {holder.recipient, holder.since, std::move(*person), std::move(employer)});
    }
    auto& kind = facts.address.address->kind;
    kind = rules::kind_by_holders(kind, facts.holders.size());
}

/// Whoever presently holds an address with the same loose key, and that address itself: its denial
/// ends when every one of its holders lifted it, by consent that names it or the address asked.
void Question::add_related(rules::Facts& facts, const crypto::Probes& loose) const {
    for (const auto& other : view_.with_loose_key(loose)) {
        if (other == facts.address_id) continue;
        const auto address = view_.state(other);
        if (!address) continue;
        note_holders_change(facts, other);
        std::vector<AddressId> reached{other};
        if (facts.address_id) reached.push_back(*facts.address_id);
        const auto holders = view_.holders(other, today_);
        if (holders.empty()) facts.related.push_back({*address, reached});
        for (const auto& holder : holders) {
            auto person = view_.state(holder.recipient);
            if (!person) throw Error(ErrorCode::corrupt, "a holder is missing");
            if (person->erased) facts.erased = person->erased;
            auto by_holder = *address;
            by_holder.consents.insert(by_holder.consents.end(), person->consents.begin(),
                                      person->consents.end());
            facts.related.push_back({std::move(by_holder), reached});
            facts.related.push_back({std::move(*person), reached});
        }
    }
}

std::optional<rules::SubjectState> Question::organisation(
    const std::optional<OrganisationId>& id) const {
    if (!id) return std::nullopt;
    auto state = view_.state(*id);
    if (!state) throw Error(ErrorCode::corrupt, "an organisation is missing");
    return state;
}

}  // namespace lawful::registry
