// SPDX-License-Identifier: Apache-2.0
#include "exchange/ropa.hpp"

#include <nlohmann/json.hpp>

#include "exchange/csv_writer.hpp"
#include "exchange/html.hpp"

namespace lawful::exchange {
namespace {

/// One field of one activity: its name in JSON and CSV, its name for people, its article.
struct Field {
    const char* name;
    const char* title;
    std::string text;
};
using Activity = std::vector<Field>;

constexpr auto not_declared = "not declared in the policy: to be added by the controller";

void join(std::string& to, std::string_view text) {
    if (!to.empty()) to += "; ";
    to += text;
}

template <class E>
std::string names(const std::vector<E>& terms) {
    std::string out;
    for (const auto term : terms) join(out, wire_name(term));
    return out;
}

std::string titles(const Purpose& purpose) {
    std::string out;
    for (const auto& title : purpose.titles) join(out, title.text + " (" + title.language + ")");
    return out;
}

std::string data_of(const Purpose& purpose) {
    std::string out = "name; role; language; country; organisation; source; consents, denials and notices; "
                      "messages sent";
    for (const auto channel : purpose.channels) {
        switch (channel) {
            case Channel::email: join(out, "e-mail address"); break;
            case Channel::post: join(out, "postal address"); break;
            case Channel::sms: case Channel::call: case Channel::automated_call:
                if (out.find("phone number") == std::string::npos) join(out, "phone number");
        }
    }
    if (purpose.special_category) {
        join(out, "special categories (GDPR 9)");
        if (!purpose.art9_condition.empty()) out += ", condition " + purpose.art9_condition;
    }
    if (purpose.criminal_data) join(out, "criminal data (GDPR 10), authorised by " + purpose.art10_authorisation);
    return out;
}

std::string retention_of(const Policy& policy, const Purpose& purpose) {
    std::string out;
    for (const auto& rule : policy.retention) {
        if (rule.category || (!rule.purpose.empty() && rule.purpose != purpose.id)) continue;
        join(out, to_string(rule.period) + " from " + std::string(wire_name(rule.from)) + ": " +
                      std::string(wire_name(rule.action)));
    }
    return out.empty() ? not_declared : out;
}

std::uint64_t addresses_of(const RopaFacts& facts, const Purpose& purpose) {
    std::uint64_t sum = 0;
    for (const auto& [medium, count] : facts.addresses) {
        for (const auto channel : purpose.channels) {
            if (medium_of(channel) != medium) continue;
            sum += count;
            break;
        }
    }
    return sum;
}

Activity activity_of(const RopaFacts& facts, const Purpose& purpose) {
    const auto& controller = facts.policy.controller;
    return {{"controller", "Controller, Art. 30(1)(a)", controller.name},
            {"contact", "Contact, Art. 30(1)(a)", controller.postal_address},
            {"data_protection_officer", "Data protection officer, Art. 30(1)(a)",
             controller.data_protection_officer.empty() ? not_declared : controller.data_protection_officer},
            {"purpose", "Purpose, Art. 30(1)(b)", purpose.id},
            {"titles", "Its titles", titles(purpose)},
            {"content", "Content", std::string(wire_name(purpose.content))},
            {"bases", "Lawful bases, Art. 6(1)", names(purpose.bases)},
            {"channels", "Channels", names(purpose.channels)},
            {"data_subjects", "Categories of data subjects, Art. 30(1)(c)", "contacts at partner organisations; "
                                                                              "other recipients of messages"},
            {"data", "Categories of personal data, Art. 30(1)(c)", data_of(purpose)},
            {"recipients", "Categories of recipients, Art. 30(1)(d)", not_declared},
            {"transfers", "Transfers to third countries, Art. 30(1)(e)", not_declared},
            {"retention", "Time limits for erasure, Art. 30(1)(f)", retention_of(facts.policy, purpose)},
            {"security", "Security measures, Art. 30(1)(g)",
             "encrypted file, a key for each person and address, append-only ledger, erasure by destroying keys"},
            {"people", "People in the registry", std::to_string(facts.recipients)},
            {"addresses", "Addresses of these channels", std::to_string(addresses_of(facts, purpose))}};
}

}  // namespace

std::string ropa_html(const RopaFacts& facts) {
    HtmlPage page("en", "Record of processing activities: " + facts.policy.controller.name);
    page.put("p", "GDPR 30(1), from the policy in force on " + to_string(facts.made).substr(0, 10) + ".",
             {{"class", "quiet"}});
    for (const auto& purpose : facts.policy.purposes) {
        page.put("h2", purpose.titles.empty() ? purpose.id : purpose.titles[0].text);
        std::vector<std::pair<std::string, std::string>> rows;
        for (const auto& field : activity_of(facts, purpose)) rows.emplace_back(field.title, field.text);
        page.facts(rows);
    }
    return page.finish();
}

std::string ropa_csv(const RopaFacts& facts) {
    std::string out;
    for (const auto& purpose : facts.policy.purposes) {
        std::vector<std::string> heads;
        std::vector<std::string> cells;
        for (const auto& field : activity_of(facts, purpose)) {
            heads.emplace_back(field.name);
            cells.push_back(field.text);
        }
        if (out.empty()) out = csv_row(heads);
        out += csv_row(cells);
    }
    return out;
}

std::string ropa_json(const RopaFacts& facts) {
    nlohmann::ordered_json activities = nlohmann::ordered_json::array();
    for (const auto& purpose : facts.policy.purposes) {
        nlohmann::ordered_json activity;
        for (const auto& field : activity_of(facts, purpose)) activity[field.name] = field.text;
        activity["people"] = facts.recipients;
        activity["addresses"] = addresses_of(facts, purpose);
        activities.push_back(std::move(activity));
    }
    return nlohmann::ordered_json{{"made", to_string(facts.made)}, {"activities", std::move(activities)}}.dump();
}

}  // namespace lawful::exchange
