// SPDX-License-Identifier: Apache-2.0
#include "registry/erase.hpp"

#include <algorithm>
#include <set>

#include "registry/erasure_scope.hpp"
#include "registry/holds.hpp"
#include "registry/looking.hpp"
#include "registry/merge.hpp"
#include "registry/proofs.hpp"
#include "registry/question.hpp"
#include "registry/validate.hpp"
#include "rules/retention.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

class Eraser {
public:
    Eraser(const Context& context, Writer& writer, ErasureGround ground, Origin origin,
           ErasurePlan* plan = nullptr)
        : context_(context), writer_(writer), ground_(ground), extra_{origin, {}}, plan_(plan) {}

    Erasure erase(RecipientId recipient) {
        const auto person = standing(recipient);
        if (person.erased) return told(*person.erased);
        gone_ = whole(recipient);
        if (extra_.origin == Origin::replayed) part(writer_, recipient, extra_);
        ErasureScope scope(person, ground_);
        auto denials = ErasureScope::of_denials(person, ground_);
        std::set<AddressId> addresses;
        for (const auto& one : gone_) {
            scope.add(standing(one));
            denials.add(ErasureScope::of_denials(standing(one), ground_));
            note_disclosures(one);
            addresses.merge(held_by(one));
        }
        for (const auto& one : gone_) keep_proofs_of(one, addresses);
        std::set<AddressId> kept;
        for (const auto& address : addresses) {
            if (standing(address).erased) continue;
            const auto* why = why_stays(address);
            if (plan_ != nullptr) {
                plan_->addresses.push_back(
                    {address, masked(context_, writer_.transaction(), address), why == nullptr, why ? why : ""});
            }
            if (why == nullptr) bury_address(address, scope);
            else if (anybody_reads(address)) kept.insert(address);
        }
        const auto refused = denied_at(kept);
        std::for_each(gone_.rbegin(), gone_.rend(), [&](const auto& one) { bury(one); });
        for (const auto& address : kept) keep_denied(address, denials, refused);
        return receipt_;
    }

    Erasure erase(AddressId address) {
        const auto state = standing(address);
        if (state.erased) return told(*state.erased);
        for (const auto& holding : writer_.transaction().holders_of(address)) {
            if (extra_.origin != Origin::replayed && reads(holding.recipient, address)) {
                throw Error(ErrorCode::invalid_record, "somebody holds the address: erase the person");
            }
        }
        if (plan_ != nullptr) {
            plan_->addresses.push_back({address, masked(context_, writer_.transaction(), address), true, ""});
        }
        keep_proofs_of(address, {address});
        suppress(address, ErasureScope(state, ground_).purposes());
        bury(address);
        return receipt_;
    }

    /// What was recorded for the purpose, or of the category; of a person's purpose the messages to
    /// addresses of theirs alone too.
    Erasure erase(const Subject& subject, const ErasurePart& part) {
        if (subject.kind == SubjectKind::recipient && !part.category) {
            erase_purpose(RecipientId{subject.id}, part);
            return receipt_;
        }
        if (!part.category) keep_proofs_of(subject, {AddressId{subject.id}}, part);
        bury_part(subject, part);
        return receipt_;
    }

private:
    struct Refused {
        AddressId address;
        std::string purpose;
        Channel channel;
    };

    rules::SubjectState standing(const Subject& subject) const {
        auto state = writer_.view().state(subject);
        if (!state) throw Error(ErrorCode::unknown_id, "nobody of that id in this registry");
        return std::move(*state);
    }

    /// GDPR 17(3). What was erased before a copy was put back is erased again, held or not.
    void require_no_hold(const Subject& subject) {
        if (extra_.origin == Origin::replayed) return;
        const auto view = writer_.view();
        const auto hold = Holds(context_, view).on(subject, standing(subject));
        if (!hold) return;
        if (plan_ == nullptr) throw Error(ErrorCode::legal_hold, "a legal hold stops the erasure (GDPR 17(3))");
        plan_->held.push_back({hold->index, hold->occurred});
    }

    /// Never half of a person. What was erased before a copy was put back is erased as it was then.
    std::vector<RecipientId> whole(RecipientId recipient) const {
        if (extra_.origin == Origin::replayed) return {recipient};
        return merged_group(writer_.view(), recipient);
    }

    void erase_purpose(RecipientId recipient, const ErasurePart& part) {
        gone_ = whole(recipient);
        std::set<AddressId> addresses;
        for (const auto& one : gone_) {
            note_disclosures(one);
            addresses.merge(held_by(one));
        }
        for (const auto& one : gone_) keep_proofs_of(one, addresses, part);
        for (const auto& address : addresses) {
            if (why_stays(address) == nullptr) bury_part(address, {part.purpose, DataCategory::messages});
        }
        for (const auto& one : gone_) bury_part(one, part);
        if (plan_ == nullptr) return;
        plan_->suppressed.push_back(part.purpose);
        plan_->remains.push_back({"what was recorded for other purposes, and the person", "GDPR 17(1): not asked"});
    }

    void note_disclosures(RecipientId recipient) {
        std::set<std::string> tell(receipt_.tell.begin(), receipt_.tell.end());
        for (const auto& [index, event] : writer_.view().events(recipient)) {
            if (const auto* disclosed = std::get_if<Disclosed>(&event.body)) tell.insert(disclosed->to);
        }
        receipt_.tell.assign(tell.begin(), tell.end());
    }

    /// The receipt of an earlier erasure.
    Erasure told(EventIndex tombstone) const {
        const auto recorded =
            context_.open_event(writer_.transaction().event(tombstone).value(),
                                context_.keys().registry_subject_key());
        return {.tombstone = tombstone,
                .leaves = std::get<Erased>(recorded.event.body).leaves.size(),
                .addresses = 0,
                .suppressed = 0,
                .tell = {}};
    }

    /// Now or before; once each.
    std::set<AddressId> held_by(RecipientId recipient) const {
        std::set<AddressId> addresses;
        for (const auto& holding : writer_.transaction().addresses_of(recipient)) {
            addresses.insert(holding.address);
        }
        return addresses;
    }

    const char* why_stays(AddressId address) const {
        return registry::why_stays(writer_.transaction(), address, gone_);
    }

    /// Today, or from a day to come.
    bool reads(RecipientId recipient, AddressId address) const {
        const auto view = writer_.view();
        const auto today = view.policy()->zone.day_of(writer_.now());
        const auto holdings = view.holdings(address);
        return std::any_of(holdings.begin(), holdings.end(), [&](const auto& holding) {
            return holding.recipient == recipient &&
                   (!holding.until || (*holding.until > today && *holding.until > holding.since));
        });
    }

    bool anybody_reads(AddressId address) const {
        return std::any_of(gone_.begin(), gone_.end(), [&](const auto& one) { return reads(one, address); });
    }

    void bury_address(AddressId address, const ErasureScope& person) {
        keep_proofs_of(address, {address});
        auto scope = person;
        scope.add(standing(address));
        suppress(address, scope.purposes());
        bury(address);
        ++receipt_.addresses;
    }

    /// Appends the tombstone; the tables follow it (tables.cpp). Of what is held nothing goes: the error
    /// takes back what was buried before.
    void bury(const Subject& subject) {
        require_no_hold(subject);
        Erased erased{.subject = subject, .leaves = leaves_of(subject), .ground = ground_};
        count(subject, erased.leaves);
        receipt_.tombstone = writer_.append(context_.id(), erased, writer_.now(), extra_);
    }

    /// Those that were not destroyed before, in the ledger's order.
    std::vector<EventIndex> leaves_of(const Subject& subject) const {
        std::vector<EventIndex> leaves;
        const auto row = writer_.transaction().subject(subject.id).value();
        for (auto position = std::optional(row.last_event); position;) {
            const auto event = writer_.transaction().event(*position).value();
            if (event.m) leaves.push_back(*position);
            position = event.previous;
        }
        std::reverse(leaves.begin(), leaves.end());
        return leaves;
    }

    std::vector<EventIndex> leaves_of(const Subject& subject, const ErasurePart& part) const {
        return rules::events_of(writer_.view().events(subject), part.purpose, part.category);
    }

    /// A tombstone for what went, and its mark on the subject; no mark where nothing of a category was.
    void bury_part(const Subject& subject, const ErasurePart& part) {
        require_no_hold(subject);
        Erased erased{.subject = subject, .leaves = leaves_of(subject, part), .ground = ground_};
        if (!part.purpose.empty()) erased.purpose = part.purpose;
        erased.category = part.category;
        if (erased.leaves.empty() && part.category) return;
        PartErased mark{part.purpose, part.category, 0};
        auto extra = extra_;
        if (!erased.leaves.empty()) {
            count(subject, erased.leaves);
            mark.tombstone = receipt_.tombstone = writer_.append(context_.id(), erased, writer_.now(), extra_);
            if (extra.origin == Origin::direct) extra = {Origin::linked, mark.tombstone};
        }
        writer_.append(subject, mark, writer_.now(), extra);
    }

    void count(const Subject& subject, const std::vector<EventIndex>& leaves) {
        receipt_.leaves += leaves.size();
        if (plan_ == nullptr) return;
        const auto key = context_.subject_key(writer_.transaction().subject(subject.id).value());
        for (const auto position : leaves) {
            const auto row = writer_.transaction().event(position).value();
            const std::string kind(kind_of(context_.open_event(row, key).event.body));
            const auto known = std::find_if(plan_->events.begin(), plan_->events.end(),
                                            [&](const KindCount& one) { return one.kind == kind; });
            if (known != plan_->events.end()) ++known->count;
            else plan_->events.push_back({kind, 1});
        }
    }

    void keep_proofs_of(const Subject& subject, const std::set<AddressId>& addresses,
                        const std::optional<ErasurePart>& part = {}) {
        const std::vector<AddressId> found_by(addresses.begin(), addresses.end());
        const auto leaves = part ? leaves_of(subject, *part) : leaves_of(subject);
        receipt_.proofs += keep_proofs(context_, writer_, subject, leaves, found_by);
    }

    /// GDPR 21(3): the address does not come back by itself.
    void suppress(AddressId address, std::vector<std::string> purposes) {
        if (plan_ != nullptr) {
            plan_->suppressed_everywhere = plan_->suppressed_everywhere || purposes.empty();
            for (const auto& purpose : purposes) {
                if (std::find(plan_->suppressed.begin(), plan_->suppressed.end(), purpose) == plan_->suppressed.end()) {
                    plan_->suppressed.push_back(purpose);
                }
            }
        }
        const auto row = writer_.transaction().address(address).value();
        writer_.append(context_.id(),
                       Suppressed{.loose_key = to_base64(row.loose_key.value),
                                  .epoch = row.epoch,
                                  .reason = SuppressionReason::erasure,
                                  .purposes = std::move(purposes)},
                       writer_.now(), extra_);
        ++receipt_.suppressed;
    }

    std::vector<Refused> denied_at(const std::set<AddressId>& addresses) const {
        std::vector<Refused> refused;
        if (addresses.empty()) return refused;
        const auto view = writer_.view();
        for (const auto& purpose : view.policy()->policy.purposes) {
            for (const auto channel : purpose.channels) {
                const Question question(context_, view, purpose.id, channel);
                for (const auto& address : addresses) {
                    if (question.answer(address)) continue;
                    refused.push_back({address, purpose.id, channel});
                }
            }
        }
        return refused;
    }

    /// Erasing somebody does not stop them reading the mailbox: what they stopped stays stopped.
    void keep_denied(AddressId address, ErasureScope scope, const std::vector<Refused>& refused) {
        const auto view = writer_.view();
        for (const auto& [of, purpose, channel] : refused) {
            if (of != address) continue;
            if (Question(context_, view, purpose, channel).answer(address)) scope.add(purpose);
        }
        if (scope.is_empty()) return;
        suppress(address, scope.purposes());
    }

    const Context& context_;
    Writer& writer_;
    ErasureGround ground_;
    Writer::Extra extra_;
    ErasurePlan* plan_;               ///< where what would be done is noted; none: it is done
    std::vector<RecipientId> gone_;
    Erasure receipt_;
};

/// What no erasure takes, and on which exception.
void add_remains(ErasurePlan& plan) {
    for (const auto& address : plan.addresses) {
        if (!address.goes) plan.remains.push_back({"an address: " + address.why, "GDPR 17(1): not the person's alone"});
    }
    if (plan.erasure.proofs > 0) {
        plan.remains.push_back({"proof of consent, sealed, read only for a legal claim", "GDPR 17(3)(e)"});
    }
    if (!plan.held.empty()) plan.remains.push_back({"everything that a legal hold is on", "GDPR 17(3)(e)"});
    if (plan.erasure.suppressed > 0) {
        plan.remains.push_back({"keyed hashes on the deny list, so that nothing is sent again", "GDPR 17(3)(b), 21(3)"});
    }
    plan.remains.push_back({"the ledger's commitments, of which nothing can be read", "GDPR 5(2)"});
}

/// Carried out in a transaction that is not committed; of a person or an address, or of a part of what is
/// recorded of a person.
template <class Whom, class... Part>
ErasurePlan planned(const Context& context, Writer& writer, Whom whom, ErasureGround ground, const Part&... part) {
    ErasurePlan plan;
    plan.subject = whom;
    plan.ground = ground;
    plan.erasure = Eraser(context, writer, ground, Origin::direct, &plan).erase(whom, part...);
    plan.erasure.tombstone = 0;
    add_remains(plan);
    return plan;
}

}  // namespace

Erasure erase(const Context& context, Writer& writer, RecipientId recipient, ErasureGround ground,
              Origin origin) {
    return Eraser(context, writer, ground, origin).erase(recipient);
}

Erasure erase(const Context& context, Writer& writer, AddressId address, ErasureGround ground,
              Origin origin) {
    return Eraser(context, writer, ground, origin).erase(address);
}

const char* why_stays(const store::ReadTransaction& from, AddressId address, std::span<const RecipientId> gone) {
    const auto row = from.subject(address.bytes).value();
    if (rules::decode_state(row.state).address->kind == AddressKind::role) return "a role address of its organisation";
    const auto holdings = from.holders_of(address);
    const bool shared = std::any_of(holdings.begin(), holdings.end(), [&](const auto& holding) {
        return std::find(gone.begin(), gone.end(), holding.recipient) == gone.end() &&
               !is_erased(from.subject(holding.recipient.bytes).value());
    });
    return shared ? "somebody else reads or read it" : nullptr;
}

ErasurePart part_of(const View& view, RecipientId recipient, std::string_view purpose) {
    static_cast<void>(view.policy()->purpose(purpose));
    require_present(view, recipient);
    return {std::string(purpose), {}};
}

Erasure erase_part(const Context& context, Writer& writer, const Subject& subject, const ErasurePart& part,
                   ErasureGround ground, Origin origin) {
    return Eraser(context, writer, ground, origin).erase(subject, part);
}

ErasurePlan plan_erasure(const Context& context, Writer& writer, RecipientId recipient, ErasureGround ground) {
    return planned(context, writer, recipient, ground);
}

ErasurePlan plan_erasure(const Context& context, Writer& writer, AddressId address, ErasureGround ground) {
    return planned(context, writer, address, ground);
}

ErasurePlan plan_erasure(const Context& context, Writer& writer, RecipientId recipient, const ErasurePart& part,
                         ErasureGround ground) {
    return planned(context, writer, recipient, ground, part);
}

}  // namespace lawful::registry
