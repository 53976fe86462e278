// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "model/codec.hpp"
#include "model/fields.hpp"
#include "registry/audit_selection.hpp"
#include "registry/duty_lists.hpp"
#include "registry/looking.hpp"
#include "registry/pages.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

using Categories = std::set<DataCategory>;

/// Special categories and criminal data lie in what is recorded for a purpose of such data (GDPR 9, 10).
struct SensitivePurposes {
    std::set<std::string> special;
    std::set<std::string> criminal;

    explicit SensitivePurposes(const Policy& policy) {
        for (const auto& purpose : policy.purposes) {
            if (purpose.special_category) special.insert(purpose.id);
            if (purpose.criminal_data) criminal.insert(purpose.id);
        }
    }

    void note(const std::string& purpose, Categories& into) const {
        if (special.contains(purpose)) into.insert(DataCategory::special_category);
        if (criminal.contains(purpose)) into.insert(DataCategory::criminal);
    }
};

class BreachList {
public:
    BreachList(const Context& context, const store::ReadTransaction& from, const View& view,
               const BreachSelection& selection, const std::function<void(const AffectedPerson&)>& each)
        : context_(context), from_(from), view_(view), selection_(selection), each_(each),
          sensitive_(view.policy()->policy) {
        if (!selection.purpose.empty()) static_cast<void>(view.policy()->purpose(selection.purpose));
        if (selection.organisation && !view.state(*selection.organisation)) {
            throw Error(ErrorCode::unknown_id, "no such organisation in this registry");
        }
    }

    AffectedCounts list() {
        each_subject(from_, SubjectKind::recipient, [&](const auto& id) { add_person(from_.subject(id).value()); });
        each_subject(from_, SubjectKind::address, [&](const auto& id) { add_unread(from_.subject(id).value()); });
        return std::move(counts_);
    }

private:
    void add_person(const store::SubjectRow& row) {
        if (is_erased(row)) return;
        const auto state = rules::decode_state(row.state);
        if (selection_.organisation && state.person->organisation != selection_.organisation) return;
        const RecipientId id{row.subject.id};
        const auto addresses = addresses_of(id);
        if (!is_touched(row, addresses)) return;

        AffectedPerson person{.recipient = id, .country = country_of(*state.person)};
        Categories categories = categories_of(state);
        for (const auto& address : addresses) {
            note_messages(rules::decode_state(address.state), categories);
            person.addresses.push_back(masked(context_, from_, AddressId{address.subject.id}));
        }
        note_message_purposes(addresses, categories);
        person.categories.assign(categories.begin(), categories.end());
        person.language = model::decode<Recipient>(context_.open_profile(from_, row)).language;
        count(person);
        each_(person);
    }

    void add_unread(const store::SubjectRow& row) {
        if (is_erased(row) || !from_.holders_of(AddressId{row.subject.id}).empty()) return;
        const auto state = rules::decode_state(row.state);
        if (selection_.organisation && state.address->organisation != selection_.organisation) return;
        if (is_touched(row, {})) ++counts_.unread_addresses;
    }

    void count(const AffectedPerson& person) {
        ++counts_.people;
        counts_.addresses += person.addresses.size();
        ++counts_.countries[person.country];
        for (const auto category : person.categories) ++counts_.categories[category];
    }

    /// Every address that the person reads or read: what was sent there is about them too.
    [[nodiscard]] std::vector<store::SubjectRow> addresses_of(RecipientId id) const {
        std::set<AddressId> seen;
        std::vector<store::SubjectRow> rows;
        for (const auto& held : from_.addresses_of(id)) {
            auto row = from_.subject(held.address.bytes);
            if (row && !is_erased(*row) && seen.insert(held.address).second) rows.push_back(std::move(*row));
        }
        return rows;
    }

    [[nodiscard]] bool is_touched(const store::SubjectRow& own, const std::vector<store::SubjectRow>& addresses) const {
        const auto any = [&](auto&& fits) { return fits(own) || std::any_of(addresses.begin(), addresses.end(), fits); };
        return (!selection_.since || any([&](const auto& row) { return is_recent(row); })) &&
               (selection_.purpose.empty() || any([&](const auto& row) { return is_for_purpose(row); }));
    }

    [[nodiscard]] bool is_recent(const store::SubjectRow& row) const {
        return from_.event(row.last_event).value().recorded >= *selection_.since;
    }

    [[nodiscard]] bool is_for_purpose(const store::SubjectRow& row) const {
        return is_recorded_for(view_, row.subject, rules::decode_state(row.state), selection_.purpose);
    }

    [[nodiscard]] std::string country_of(const rules::PersonFacts& person) const {
        if (!person.country.empty() || !person.organisation) return person.country;
        const auto state = rules::decode_state(from_.subject(person.organisation->bytes).value().state);
        return state.organisation->country;
    }

    [[nodiscard]] Categories categories_of(const rules::SubjectState& state) const {
        Categories found{DataCategory::contact_details};
        const auto& person = *state.person;
        if (person.age_recorded) found.insert(DataCategory::age);
        if (person.under_guardianship) found.insert(DataCategory::guardianship);
        if (person.employee) found.insert(DataCategory::employment);
        if (!state.consents.empty() || !state.requests.empty()) found.insert(DataCategory::consent);
        if (!state.denials.empty() || !state.objections.empty() || !state.restrictions.empty()) {
            found.insert(DataCategory::denials);
        }
        if (!state.rights.empty()) found.insert(DataCategory::requests);
        if (state.disclosed) found.insert(DataCategory::disclosures);
        for (const auto& consent : state.consents) sensitive_.note(consent.purpose, found);
        for (const auto& request : state.requests) sensitive_.note(request.purpose, found);
        for (const auto& basis : state.bases) sensitive_.note(basis.purpose, found);
        for (const auto& denial : state.denials) sensitive_.note(denial.purpose.value_or(""), found);
        for (const auto& objection : state.objections) sensitive_.note(objection.purpose.value_or(""), found);
        for (const auto& end : state.ended) sensitive_.note(end.purpose, found);
        for (const auto& fact : state.informed) sensitive_.note(fact.purpose, found);
        for (const auto& ground : state.grounds) {
            for (const auto& purpose : ground.purposes) sensitive_.note(purpose, found);
        }
        sensitive_.note(person.collected_for, found);
        return found;
    }

    static void note_messages(const rules::SubjectState& address, Categories& into) {
        const auto& facts = *address.address;
        if (facts.first_delivered || !facts.open_releases.empty()) into.insert(DataCategory::messages);
    }

    /// A message for a purpose of sensitive data tells of it; a standing forgets what was delivered.
    void note_message_purposes(const std::vector<store::SubjectRow>& addresses, Categories& into) const {
        if (!into.contains(DataCategory::messages)) return;
        if (sensitive_.special.empty() && sensitive_.criminal.empty()) return;
        for (const auto& address : addresses) {
            for (const auto& [index, event] : view_.events(address.subject)) {
                if (const auto* released = std::get_if<Released>(&event.body)) sensitive_.note(released->purpose, into);
            }
        }
    }

    const Context& context_;
    const store::ReadTransaction& from_;
    const View& view_;
    const BreachSelection& selection_;
    const std::function<void(const AffectedPerson&)>& each_;
    SensitivePurposes sensitive_;
    AffectedCounts counts_;
};

}  // namespace

AffectedCounts list_affected(const Context& context, const store::ReadTransaction& from, const View& view,
                             const BreachSelection& selection,
                             const std::function<void(const AffectedPerson&)>& each) {
    return BreachList(context, from, view, selection, each).list();
}

}  // namespace lawful::registry
