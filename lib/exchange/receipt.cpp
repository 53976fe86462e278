// SPDX-License-Identifier: Apache-2.0
#include "exchange/receipt.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include <lawful/error.hpp>

namespace lawful::exchange {
namespace {

using Tree = nlohmann::ordered_json;

Tree iri(std::string_view name) { return {{"@id", name}}; }

Tree context() {
    return {{"dpv", "https://w3id.org/dpv#"},
            {"eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"},
            {"dpv-27560", "https://w3id.org/dpv/schema/dpv-27560#"},
            {"dct", "http://purl.org/dc/terms/"}};
}

std::string_view purpose_type(ContentClass content) {
    switch (content) {
        case ContentClass::commercial: case ContentClass::idealistic:
        case ContentClass::charitable: case ContentClass::political: return "dpv:DirectMarketing";
        case ContentClass::research: return "dpv:ResearchAndDevelopment";
        default: return "dpv:CommunicationManagement";
    }
}

Tree controller_of(const ReceiptFacts& facts) {
    const auto& controller = facts.controller;
    Tree tree{{"@type", "dpv:DataController"},
              {"dpv:hasName", controller.name},
              {"dpv:hasAddress", controller.postal_address},
              {"dpv:hasCountry", controller.country}};
    if (!controller.stop_address.empty()) tree["dpv:hasContact"] = controller.stop_address;
    if (!controller.data_protection_officer.empty()) {
        tree["dpv:hasDataProtectionOfficer"] = {{"@type", "dpv:DataProtectionOfficer"},
                                                {"dpv:hasContact", controller.data_protection_officer}};
    }
    return tree;
}

Tree purpose_of(const Purpose& purpose) {
    Tree titles = Tree::array();
    for (const auto& title : purpose.titles) titles.push_back({{"@language", title.language}, {"@value", title.text}});
    return {{"@type", {"dpv:Purpose", purpose_type(purpose.content)}},
            {"dct:identifier", purpose.id},
            {"dct:title", std::move(titles)}};
}

Tree notice_of(const ReceiptFacts& facts, const ConsentGiven& given) {
    Tree tree{{"@type", "dpv:ConsentNotice"}, {"dct:identifier", "sha256:" + given.notice_sha256}};
    if (given.notice) tree["dct:title"] = given.notice->language + ":" + given.notice->version;
    if (const auto text = facts.notices.find(given.notice_sha256); text != facts.notices.end()) {
        tree["dct:description"] = text->second;
    }
    return tree;
}

/// What the event says of consent for this purpose and channel; nothing when it says nothing.
class Statuses {
public:
    Statuses(const ReceiptFacts& facts, Channel channel) : facts_(facts), channel_(channel) {
        for (const auto& recorded : facts.events) {
            index_ = recorded.index;
            occurred_ = recorded.event.occurred;
            std::visit([this](const auto& body) { add(body); }, recorded.event.body);
        }
    }

    Tree list = Tree::array();
    const ConsentGiven* given = nullptr;  ///< the last
    EventIndex given_index = 0;
    std::optional<EventIndex> first;

private:
    template <class Body>
    void add(const Body& body) {
        if constexpr (std::derived_from<Body, ConsentGiven>) {
            if (!is_asked(body)) return;
            given = &body;
            given_index = index_;
            put("dpv:ConsentGiven");
            list.back()["dpv:hasIndicationMethod"] = wire_name(body.method);
            list.back()["dpv:isIndicatedBy"] = wire_name(body.given_by);
        } else if constexpr (std::same_as<Body, ConsentConfirmed>) {
            if (is_asked(body)) put("dpv:ConsentGiven");
        } else if constexpr (std::same_as<Body, ConsentRequested>) {
            if (is_asked(body)) put("dpv:ConsentRequested");
        } else if constexpr (std::same_as<Body, ConsentRefused>) {
            if (is_covered(body)) put("dpv:ConsentRefused");
        } else if constexpr (std::same_as<Body, ConsentWithdrawn>) {
            if (is_covered(body)) put("dpv:ConsentWithdrawn");
        } else if constexpr (std::same_as<Body, ConsentInvalidated>) {
            if (given != nullptr && body.consent == given_index) put("dpv:ConsentInvalidated");
        }
    }

    template <class Body>
    [[nodiscard]] bool is_asked(const Body& body) const {
        return body.purpose == facts_.purpose.id && body.channel == channel_;
    }
    template <class Body>
    [[nodiscard]] bool is_covered(const Body& body) const {
        return (!body.purpose || *body.purpose == facts_.purpose.id) && (!body.channel || *body.channel == channel_);
    }

    void put(std::string_view status) {
        if (!first) first = index_;
        list.push_back({{"@type", status}, {"dct:identifier", std::to_string(index_)},
                        {"dpv:isIndicatedAtTime", to_string(occurred_)}});
    }

    const ReceiptFacts& facts_;
    Channel channel_;
    EventIndex index_ = 0;
    Instant occurred_{};
};

Tree storage_of(const ReceiptFacts& facts) {
    Tree tree = Tree::array();
    for (const auto& rule : facts.retention) {
        if (rule.purpose != facts.purpose.id) continue;
        tree.push_back({{"@type", "dpv:StorageDuration"},
                        {"dct:description", to_string(rule.period) + " from " + std::string(wire_name(rule.from)) +
                                                ": " + std::string(wire_name(rule.action))}});
    }
    return tree;
}

Tree rights() {
    Tree tree = Tree::array();
    for (const auto* right : {"eu-gdpr:A7-3", "eu-gdpr:A13", "eu-gdpr:A15", "eu-gdpr:A16", "eu-gdpr:A17",
                              "eu-gdpr:A18", "eu-gdpr:A20", "eu-gdpr:A77"}) {
        tree.push_back(iri(right));
    }
    return tree;
}

void put_consent(Tree& tree, const ReceiptFacts& facts, const ConsentGiven& given) {
    tree["dpv:hasLegalBasis"] = iri(given.explicit_consent ? "eu-gdpr:A6-1-a-explicit-consent" : "eu-gdpr:A6-1-a");
    if (!given.notice_sha256.empty()) tree["dpv:hasNotice"] = notice_of(facts, given);
    Tree data = Tree::array();
    for (const auto& address : given.addresses) {
        const auto text = facts.addresses.find(address);
        if (text == facts.addresses.end()) continue;
        data.push_back({{"@type", "dpv:PersonalData"}, {"dct:identifier", to_string(address)},
                        {"dct:description", text->second}});
    }
    tree["dpv:hasPersonalData"] = std::move(data);
}

Tree record_of(const ReceiptFacts& facts, Channel channel, Statuses& statuses) {
    Tree tree{{"@type", "dpv:ConsentRecord"},
              {"dct:conformsTo", iri("dpv-27560:record-eu-gdpr")},
              {"dct:identifier", facts.registry + "/" + std::to_string(*statuses.first)},
              {"dct:subject", wire_name(channel)},
              {"dpv:hasDataSubject",
               {{"@type", "dpv:DataSubject"},
                {"dpv:hasIdentifier", std::string(wire_name(facts.subject.kind)) + ":" + to_string(facts.subject.id)}}},
              {"dpv:hasPurpose", purpose_of(facts.purpose)}};
    if (statuses.given != nullptr) put_consent(tree, facts, *statuses.given);
    tree["dpv:hasProcessing"] = Tree::array({iri("dpv:Store"), iri("dpv:Use")});
    tree["dpv:hasStorageCondition"] = storage_of(facts);
    tree["dpv:hasConsentStatus"] = std::move(statuses.list);
    tree["dpv:hasConsentControl"] = iri("dpv:WithdrawConsent");
    tree["dpv:hasRight"] = rights();
    return tree;
}

}  // namespace

std::string receipt_json(const ReceiptFacts& facts) {
    Tree records = Tree::array();
    for (const auto channel : facts.purpose.channels) {
        Statuses statuses(facts, channel);
        const bool asked = std::any_of(statuses.list.begin(), statuses.list.end(), [](const Tree& status) {
            return status["@type"] == "dpv:ConsentGiven" || status["@type"] == "dpv:ConsentRequested";
        });
        if (asked) records.push_back(record_of(facts, channel, statuses));
    }
    if (records.empty()) {
        throw Error(ErrorCode::unknown_id, "no consent was asked or given for that purpose");
    }
    return Tree{{"@context", context()},
                {"@type", "dpv:ConsentReceipt"},
                {"dct:conformsTo", iri("dpv-27560:receipt-eu-gdpr")},
                {"dct:identifier", records[0]["dct:identifier"]},
                {"dct:issued", to_string(facts.made)},
                {"dpv:hasDataController", controller_of(facts)},
                {"dct:hasPart", std::move(records)}}
        .dump();
}

}  // namespace lawful::exchange
