// SPDX-License-Identifier: Apache-2.0
#include "registry/question.hpp"

#include <algorithm>

#include "rules/gather.hpp"
#include "rules/holdings.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

/// A view as the rules gather from it.
class Recorded {
public:
    explicit Recorded(const View& view) : view_(view) {}

    [[nodiscard]] auto state(const Subject& subject) const { return view_.state(subject); }
    [[nodiscard]] auto holders(AddressId address, Day day) const {
        return rules::present(holdings(address), day);
    }
    [[nodiscard]] auto holders_change(AddressId address, Day after) const {
        return rules::next_change(holdings(address), after);
    }
    [[nodiscard]] auto addresses_change(RecipientId recipient, Day after) const {
        return view_.addresses_change(recipient, after);
    }
    [[noreturn]] static void lacks(const char* what) {
        throw Error(ErrorCode::corrupt, std::string(what) + " is missing");
    }

private:
    /// Asked for twice in a row.
    [[nodiscard]] const std::vector<store::HolderRow>& holdings(AddressId address) const {
        if (last_ != address) rows_ = view_.holdings(address);
        last_ = address;
        return rows_;
    }

    const View& view_;
    mutable std::optional<AddressId> last_;
    mutable std::vector<store::HolderRow> rows_;
};

}  // namespace

Question::Question(const Context& context, const View& view, std::string_view purpose,
                   Channel channel)
    : context_(context),
      view_(view),
      policy_(view.policy()),
      rows_(view.rows()),
      purpose_(policy_->purpose(purpose)),
      channel_(channel) {
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
    return answer(normal, context_.loose_keys(normal.loose));
}

Decision Question::answer(const contact::Normal& normal, const crypto::Probes& loose) const {
    return finish(rules::decide(facts(find(normal), loose)));
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
        item.decision = invalid_address();
    }
    return item;
}

Decision Question::answer_release(AddressId address, std::span<const std::string> fulfilled) const {
    return finish(rules::decide_release(facts(address, view_.loose_keys_of(address)), fulfilled));
}

Decision Question::invalid_address() const { return finish(rules::invalid_address()); }

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
    const Recorded recorded(view_);
    rules::Gather gather(recorded, facts);
    if (address) {
        auto state = view_.state(*address);
        if (!state || !state->address) {
            throw Error(ErrorCode::unknown_id, "no such address in this registry");
        }
        gather.address(std::move(*state));
    }
    for (const auto& other : view_.with_loose_key(loose)) {
        if (other != address) gather.related(other);
    }
    for (const auto& row : view_.suppressions(loose)) {
        facts.suppressions.push_back({row.purposes, row.occurred, row.position, {}});
    }
    add_merged_suppressions(facts);
    return facts;
}

/// One person under several ids: an entry about one of their addresses is about them.
void Question::add_merged_suppressions(rules::Facts& facts) const {
    const auto add = [&](RecipientId of) {
        for (const auto& held : view_.addresses(of, facts.zone->day_of(facts.now))) {
            for (const auto& row : view_.suppressions(view_.loose_keys_of(held.address))) {
                const bool known =
                    std::any_of(facts.suppressions.begin(), facts.suppressions.end(), [&](const auto& one) {
                        return one.index == row.position && (!one.of || one.of == of);
                    });
                if (!known) facts.suppressions.push_back({row.purposes, row.occurred, row.position, of});
            }
        }
    };
    for (const auto& holder : facts.holders) {
        if (holder.merged.empty()) continue;
        add(holder.id);
        for (const auto& one : holder.merged) add(one.id);
    }
}

}  // namespace lawful::registry
