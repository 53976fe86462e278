// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "exchange/access.hpp"
#include "exchange/access_words.hpp"

#include <lawful/json.hpp>

namespace lawful::exchange {
namespace {

using Tree = nlohmann::ordered_json;

Tree address_tree(const HeldAddress& held) {
    Tree tree{{"id", to_string(held.id)},
              {"medium", wire_name(held.address.medium)},
              {"text", held.address.text},
              {"kind", wire_name(held.address.kind)},
              {"source", wire_name(held.address.source)},
              {"from", to_string(held.from)}};
    if (held.until) tree["until"] = to_string(*held.until);
    tree["shared"] = held.shared;
    return tree;
}

Tree purpose_tree(const Policy& policy, const Purpose& purpose) {
    Tree titles = Tree::object();
    for (const auto& title : purpose.titles) titles[title.language] = title.text;
    Tree bases = Tree::array();
    for (const auto basis : purpose.bases) bases.push_back(wire_name(basis));
    Tree retention = Tree::array();
    for (const auto& rule : policy.retention) {
        if (rule.category || (!rule.purpose.empty() && rule.purpose != purpose.id)) continue;
        retention.push_back({{"from", wire_name(rule.from)}, {"period", to_string(rule.period)},
                             {"action", wire_name(rule.action)}});
    }
    return {{"id", purpose.id}, {"titles", titles}, {"bases", bases}, {"retention", retention}};
}

Tree message_tree(const SentMessage& message) {
    return {{"release", message.release}, {"at", to_string(message.at)}, {"address", to_string(message.address)},
            {"purpose", message.purpose}, {"channel", wire_name(message.channel)}, {"outcome", message.outcome}};
}

Tree disclosure_tree(Instant at, const Disclosed& disclosed) {
    return {{"at", to_string(at)}, {"to", disclosed.to}, {"categories", disclosed.categories},
            {"purpose", disclosed.purpose}};
}

}  // namespace

std::string access_json(const AccessFacts& facts) {
    const auto& controller = facts.policy.controller;
    Tree tree{{"format", "lawful-access/1"},
              {"made", to_string(facts.made)},
              {"controller", {{"name", controller.name},
                              {"postal_address", controller.postal_address},
                              {"country", controller.country},
                              {"data_protection_officer", controller.data_protection_officer}}},
              {"person", Tree::parse(to_json(RecipientRecord{facts.id, facts.recipient, {}, {}}))}};
    tree["person"].erase("addresses");
    for (const auto& other : facts.merged) {
        auto person = Tree::parse(to_json(RecipientRecord{other.id, other.recipient, {}, {}}));
        person.erase("addresses");
        tree["merged"].push_back(person);
    }
    tree["organisation"] = facts.organisation;
    for (const auto* name : {"addresses", "purposes", "events", "messages"}) tree[name] = Tree::array();
    for (const auto& held : facts.addresses) tree["addresses"].push_back(address_tree(held));
    for (const auto& purpose : facts.policy.purposes) tree["purposes"].push_back(purpose_tree(facts.policy, purpose));
    for (const auto& event : facts.events) tree["events"].push_back(Tree::parse(to_json(event)));
    for (const auto& message : facts.messages) tree["messages"].push_back(message_tree(message));
    tree["notices"] = facts.notices;
    tree["disclosures"] = Tree::array();
    for (const auto& recorded : facts.events) {
        if (const auto* disclosed = std::get_if<Disclosed>(&recorded.event.body)) {
            tree["disclosures"].push_back(disclosure_tree(recorded.event.occurred, *disclosed));
        }
    }
    tree["requests"] = Tree::array();
    for (const auto& request : facts.requests) {
        auto item = Tree::parse(to_json(request));
        item.erase("subject");
        item.erase("kind");
        tree["requests"].push_back(std::move(item));
    }
    tree["complaint_authority"] = authority_of(controller.country);
    return tree.dump(2) + "\n";
}

}  // namespace lawful::exchange
