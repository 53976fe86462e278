// SPDX-License-Identifier: Apache-2.0
#include "registry/audit_selection.hpp"

#include <algorithm>

#include "registry/merge.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

template <class T>
bool is_or_all(const std::optional<T>& value, std::string_view purpose) {
    return !value || *value == purpose;
}

bool is_or_all(const std::string& value, std::string_view purpose) { return value == purpose; }

}  // namespace

bool is_always_opened(const EventBody& body) {
    // An entry of the deny list is about somebody, although it is the registry's event.
    return !std::holds_alternative<Suppressed>(body);
}

bool concerns(const EventBody& body, std::string_view purpose) {
    return std::visit(
        [&](const auto& one) {
            using Body = std::decay_t<decltype(one)>;
            if constexpr (std::is_same_v<Body, RequestOpened>) {
                return one.type == RequestType::objection && is_or_all(one.purpose, purpose);
            } else if constexpr (requires { one.purpose; }) {
                return is_or_all(one.purpose, purpose);
            } else if constexpr (requires { one.purposes; }) {
                return one.purposes.empty() ||
                       std::find(one.purposes.begin(), one.purposes.end(), purpose) !=
                           one.purposes.end();
            } else {
                // What it undoes or stops may be of this purpose.
                return std::is_same_v<Body, ConsentInvalidated> ||
                       std::is_same_v<Body, ObjectionResolved> ||
                       std::is_same_v<Body, Restricted> || std::is_same_v<Body, RestrictionLifted>;
            }
        },
        body);
}

bool is_recorded_for(const View& view, const Subject& subject, const rules::SubjectState& state,
                     std::string_view purpose) {
    if (state.person && state.person->collected_for == purpose) return true;
    const auto events = view.events(subject);
    return std::any_of(events.begin(), events.end(), [&](const RecordedEvent& recorded) {
        return concerns(recorded.event.body, purpose);
    });
}

Selected::Selected(const Context& context, const store::ReadTransaction& from,
                   const AuditSelection& selection)
    : registry_(context.id()), selection_(selection) {
    const View view(context, from, std::nullopt);
    if (!selection.purpose.empty()) static_cast<void>(view.policy()->purpose(selection.purpose));
    if (selection.recipient.empty()) return;
    const auto& policy = view.policy()->policy;
    const auto normal = contact::normalise(selection.medium, selection.recipient,
                                           policy.local_part_case, policy.controller.country);
    const auto address = view.find(context.identity_keys(normal.identity));
    if (!address) throw Error(ErrorCode::unknown_id, "no such address in this registry");
    subjects_.insert(address->bytes);
    for (const auto& holding : view.holdings(*address)) {
        for (const auto& one : merged_group(view, holding.recipient)) subjects_.insert(one.bytes);
    }
}

bool Selected::is_all() const {
    return selection_.purpose.empty() && selection_.recipient.empty() && !selection_.from &&
           !selection_.to;
}

bool Selected::is_of_registry(const store::SubjectBytes& subject) const {
    return subject == registry_.bytes;
}

bool Selected::may_open(const store::EventRow& row) const {
    if (!row.m || !row.r) return false;
    if (is_of_registry(row.subject)) return true;
    if (selection_.from && row.recorded < *selection_.from) return false;
    if (selection_.to && row.recorded >= *selection_.to) return false;
    return subjects_.empty() || subjects_.contains(row.subject);
}

bool Selected::opens(const RecordedEvent& recorded) const {
    const auto& event = recorded.event;
    if (is_of_registry(event.subject.id)) {
        if (is_always_opened(event.body)) return true;
        if (!subjects_.empty() || (selection_.from && event.recorded < *selection_.from) ||
            (selection_.to && event.recorded >= *selection_.to)) {
            return false;
        }
    }
    return selection_.purpose.empty() || concerns(event.body, selection_.purpose);
}

}  // namespace lawful::registry
