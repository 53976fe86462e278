// SPDX-License-Identifier: Apache-2.0
#include "rules/recount.hpp"

#include <algorithm>
#include <map>

#include "rules/gather.hpp"
#include "rules/holdings.hpp"

#include <lawful/error.hpp>

namespace lawful::rules {
namespace {

using model::Holding;

/// The registry as its events tell it, up to the instant asked about.
class Recount {
public:
    Recount(std::span<const RecordedEvent> events, const Asked& asked) : asked_(asked) {
        for (const auto& [index, event] : events) {
            // Somebody erased was erased at every instant: what was known then is gone.
            if (const auto* erased = std::get_if<Erased>(&event.body)) note(*erased, index, event.occurred);
            if (index < asked.size) add(index, event);
        }
        for (const auto& one : asked.erased_holders) {
            if (!tombstones_.contains(one.recipient)) lacks("the erasure of a holder");
            holdings_.push_back({one.address, one.recipient, one.from, one.until, 0, 0});
        }
        if (policy_ == nullptr || rows_ == nullptr) lacks("the policy and the national rules of then");
    }

    [[nodiscard]] Decision decide() const {
        const Zone zone(policy_->controller.time_zone);
        Facts facts = asked(zone);
        Gather gather(*this, facts);
        if (asked_.address) {
            auto found = state(*asked_.address);
            if (!found || !found->address) lacks("the address");
            gather.address(std::move(*found));
        }
        for (const auto& other : asked_.related) gather.related(other);
        for (const auto index : asked_.suppressions) add_suppression(facts, index, {});
        for (const auto& [of, index] : asked_.merged_suppressions.value_or(std::vector<MergedSuppression>{})) {
            add_suppression(facts, index, of);
        }
        auto decision = rules::decide(facts);
        decision.ledger_size = asked_.size;
        return decision;
    }

    [[nodiscard]] std::optional<SubjectState> state(const Subject& subject) const {
        if (const auto tombstone = tombstones_.find(subject); tombstone != tombstones_.end()) {
            SubjectState erased;
            erased.erased = tombstone->second;
            return erased;
        }
        const auto found = states_.find(subject);
        if (found == states_.end()) return std::nullopt;
        auto state = found->second;
        if (const auto later = parts_.find(subject); later != parts_.end()) {
            state.parts.insert(state.parts.end(), later->second.begin(), later->second.end());
        }
        return state;
    }

    [[nodiscard]] std::vector<Holding> holders(AddressId address, Day day) const {
        std::vector<Holding> out;
        for (const auto& one : holdings_) {
            if (one.address == address && one.since <= day && (!one.until || day < *one.until)) {
                out.push_back(one);
            }
        }
        return out;
    }

    [[nodiscard]] std::optional<Day> holders_change(AddressId address, Day after) const {
        return change_of([&](const Holding& one) { return one.address == address; }, after);
    }

    [[nodiscard]] std::optional<Day> addresses_change(RecipientId recipient, Day after) const {
        return change_of([&](const Holding& one) { return one.recipient == recipient; }, after);
    }

    [[noreturn]] static void lacks(const char* what) {
        throw Error(ErrorCode::invalid_record, std::string("the events do not show ") + what);
    }

private:
    /// A part that went later was gone at every instant too.
    void note(const Erased& erased, EventIndex index, Instant occurred) {
        if (!erased.purpose && !erased.category) tombstones_[erased.subject] = index;
        else if (index >= asked_.size) {
            const auto purpose = erased.category ? std::string() : erased.purpose.value_or("");
            parts_[erased.subject].push_back({purpose, occurred, index});
        }
    }

    template <class Fits>
    [[nodiscard]] std::optional<Day> change_of(Fits fits, Day after) const {
        std::vector<Holding> some;
        std::copy_if(holdings_.begin(), holdings_.end(), std::back_inserter(some), fits);
        return next_change(some, after);
    }

    void add(EventIndex index, const Event& event) {
        apply(states_[event.subject], index, event);
        if (const auto* applied = std::get_if<PolicyApplied>(&event.body)) policy_ = &applied->policy;
        if (const auto* adopted = std::get_if<RowsAdopted>(&event.body)) rows_ = &adopted->rows;
        if (const auto* said = std::get_if<Suppressed>(&event.body)) {
            suppressed_[index] = {said->purposes, event.occurred, index, {}};
        }
        apply_holding(holdings_, index, event);
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

    void add_suppression(Facts& facts, EventIndex index, std::optional<RecipientId> of) const {
        const auto found = suppressed_.find(index);
        if (found == suppressed_.end()) lacks("an entry of the deny list");
        facts.suppressions.push_back(found->second);
        facts.suppressions.back().of = of;
    }

    const Asked& asked_;
    std::map<Subject, SubjectState> states_;
    std::map<Subject, EventIndex> tombstones_;
    std::map<Subject, std::vector<ErasedPart>> parts_;
    std::map<EventIndex, SuppressionFact> suppressed_;
    std::vector<Holding> holdings_;
    const Policy* policy_ = nullptr;
    const std::vector<NationalRow>* rows_ = nullptr;
};

}  // namespace

Decision decide_again(std::span<const RecordedEvent> events, const Asked& asked) {
    return Recount(events, asked).decide();
}

}  // namespace lawful::rules
