// SPDX-License-Identifier: Apache-2.0
#include "registry/erase.hpp"

#include <algorithm>
#include <set>

#include "registry/audit_selection.hpp"
#include "registry/erasure_scope.hpp"
#include "registry/merge.hpp"
#include "registry/question.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

class Eraser {
public:
    Eraser(const Context& context, Writer& writer, ErasureGround ground, Origin origin)
        : context_(context), writer_(writer), ground_(ground), extra_{origin, {}} {}

    Erasure erase(RecipientId recipient) {
        const auto person = standing(recipient);
        if (person.erased) return told(*person.erased);
        gone_ = whole(recipient);
        ErasureScope scope(person, ground_);
        auto denials = ErasureScope::of_denials(person, ground_);
        for (const auto& one : gone_) {
            scope.add(standing(one));
            denials.add(ErasureScope::of_denials(standing(one), ground_));
            note_disclosures(one);
        }
        std::set<AddressId> kept;
        for (const auto& one : gone_) {
            for (const auto& address : held_by(one)) {
                if (standing(address).erased) continue;
                if (!stays(address)) bury_address(address, scope);
                else if (reads(one, address)) kept.insert(address);
            }
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
        suppress(address, ErasureScope(state, ground_).purposes());
        bury(address);
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
    void require_no_hold(const Subject& subject) const {
        if (extra_.origin == Origin::replayed) return;
        const auto state = standing(subject);
        const auto& organisation = state.person ? state.person->organisation : state.address->organisation;
        bool held = !state.holds.empty() || (organisation && !standing(*organisation).holds.empty());
        for (const auto& hold : standing(context_.id()).holds) held = held || holds(hold.purpose, subject, state);
        if (held) throw Error(ErrorCode::legal_hold, "a legal hold stops the erasure (GDPR 17(3))");
    }

    /// Something is recorded of it for that purpose, or for every purpose.
    bool holds(const std::string& purpose, const Subject& subject, const rules::SubjectState& state) const {
        if (state.person && state.person->collected_for == purpose) return true;
        const auto events = writer_.view().events(subject);
        return std::any_of(events.begin(), events.end(), [&](const RecordedEvent& recorded) {
            return concerns(recorded.event.body, purpose);
        });
    }

    /// Never half of a person. What was erased before a copy was put back is erased as it was then.
    std::vector<RecipientId> whole(RecipientId recipient) {
        if (extra_.origin != Origin::replayed) return merged_group(writer_.view(), recipient);
        part(writer_, recipient, extra_);
        return {recipient};
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

    /// A mailbox is its other holders' too, and a role address its organisation's.
    bool stays(AddressId address) const {
        const auto state = standing(address);
        if (state.address->kind == AddressKind::role) return true;
        const auto holdings = writer_.transaction().holders_of(address);
        return std::any_of(holdings.begin(), holdings.end(), [&](const auto& holding) {
            return std::find(gone_.begin(), gone_.end(), holding.recipient) == gone_.end() &&
                   !is_erased(writer_.transaction().subject(holding.recipient.bytes).value());
        });
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

    void bury_address(AddressId address, const ErasureScope& person) {
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
        Erased erased{.subject = subject, .leaves = {}, .ground = ground_};
        const auto row = writer_.transaction().subject(subject.id).value();
        for (auto position = std::optional(row.last_event); position;) {
            erased.leaves.push_back(*position);
            position = writer_.transaction().event(*position).value().previous;
        }
        std::reverse(erased.leaves.begin(), erased.leaves.end());
        receipt_.leaves += erased.leaves.size();
        receipt_.tombstone = writer_.append(context_.id(), erased, writer_.now(), extra_);
    }

    /// GDPR 21(3): the address does not come back by itself.
    void suppress(AddressId address, std::vector<std::string> purposes) {
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
    std::vector<RecipientId> gone_;
    Erasure receipt_;
};

}  // namespace

Erasure erase(const Context& context, Writer& writer, RecipientId recipient, ErasureGround ground,
              Origin origin) {
    return Eraser(context, writer, ground, origin).erase(recipient);
}

Erasure erase(const Context& context, Writer& writer, AddressId address, ErasureGround ground,
              Origin origin) {
    return Eraser(context, writer, ground, origin).erase(address);
}

}  // namespace lawful::registry
