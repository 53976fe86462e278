// SPDX-License-Identifier: Apache-2.0
#include <lawful/json.hpp>

#include <nlohmann/json.hpp>

#include <lawful/error.hpp>

/// The lists of `Duties` as JSON.
namespace lawful {
namespace {

using DutyTree = nlohmann::ordered_json;

std::string dumped_duty(const DutyTree& tree) {
    try {
        return tree.dump();
    } catch (const nlohmann::json::exception&) {
        throw Error(ErrorCode::invalid_text, "a text is not utf-8");
    }
}

void put_day(DutyTree& tree, const char* name, const std::optional<Day>& day) {
    if (day) tree[name] = to_string(*day);
}

}  // namespace

std::string to_json(const RightsRequest& request) {
    DutyTree tree{{"request", request.request},
                  {"subject", to_string(request.subject.id)},
                  {"kind", wire_name(request.subject.kind)},
                  {"type", wire_name(request.type)},
                  {"received", to_string(request.received)},
                  {"how", wire_name(request.how)},
                  {"reference", request.reference}};
    put_day(tree, "identity_asked", request.identity_asked);
    put_day(tree, "identity_verified", request.identity_verified);
    put_day(tree, "extended", request.extended);
    put_day(tree, "closed", request.closed);
    if (request.outcome) tree["outcome"] = wire_name(*request.outcome);
    put_day(tree, "due", request.due);
    tree["overdue"] = request.overdue;
    return dumped_duty(tree);
}

std::string to_json(const InformationDue& due) {
    return dumped_duty({{"recipient", to_string(due.recipient)},
                        {"addresses", due.addresses},
                        {"language", due.language},
                        {"country", due.country},
                        {"source", wire_name(due.source)},
                        {"obtained", to_string(due.obtained)},
                        {"due", to_string(due.due)},
                        {"because", wire_name(due.because)},
                        {"overdue", due.overdue},
                        {"exemption_undocumented", due.exemption_undocumented}});
}

std::string to_json(const AgeingConsent& consent) {
    DutyTree tree{{"consent", consent.consent},
                  {"subject", to_string(consent.subject.id)},
                  {"kind", wire_name(consent.subject.kind)},
                  {"purpose", consent.purpose},
                  {"channel", wire_name(consent.channel)},
                  {"given", to_string(consent.given)}};
    put_day(tree, "last_day", consent.last_day);
    put_day(tree, "refresh_by", consent.refresh_by);
    tree["expired"] = consent.expired;
    tree["refresh_due"] = consent.refresh_due;
    return dumped_duty(tree);
}

std::string to_json(const AffectedPerson& person) {
    DutyTree categories = DutyTree::array();
    for (const auto category : person.categories) categories.push_back(wire_name(category));
    return dumped_duty({{"recipient", to_string(person.recipient)},
                        {"addresses", person.addresses},
                        {"categories", categories},
                        {"country", person.country},
                        {"language", person.language}});
}

std::string to_json(const AffectedCounts& counts) {
    DutyTree categories = DutyTree::object();
    for (const auto& [category, people] : counts.categories) categories[std::string(wire_name(category))] = people;
    return dumped_duty({{"people", counts.people},
                        {"addresses", counts.addresses},
                        {"unread_addresses", counts.unread_addresses},
                        {"categories", categories},
                        {"countries", counts.countries}});
}

}  // namespace lawful
