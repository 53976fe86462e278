// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "exchange/access.hpp"
#include "exchange/access_words.hpp"
#include "exchange/html.hpp"

#include <lawful/json.hpp>

namespace lawful::exchange {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

class AccessPage {
public:
    explicit AccessPage(const AccessFacts& facts)
        : facts_(facts), words_(access_words(facts.recipient.language)), page_(words_.language, words_.title) {}

    std::string write() {
        page_.put("p", words_.intro);
        put_controller();
        put_person();
        put_addresses();
        put_purposes();
        put_events();
        put_messages();
        put_texts();
        put_disclosures();
        put_requests();
        page_.put("h2", words_.rights).put("p", words_.rights_text);
        const auto authority = authority_of(facts_.policy.controller.country);
        page_.put("h2", words_.complaint).put("p", authority.empty() ? words_.other_authority : authority);
        return page_.finish();
    }

private:
    [[nodiscard]] std::string word(std::string_view wire) const { return std::string(words_.of(wire)); }

    [[nodiscard]] std::string since(RetentionStart from) const {
        return word("since_" + std::string(wire_name(from)));
    }

    [[nodiscard]] std::string words_for(Period period) const {
        std::string out;
        const auto put = [&](int number, const char* one, const char* several) {
            if (number == 0) return;
            out += (out.empty() ? "" : ", ") + std::to_string(number) + ' ' + word(number == 1 ? one : several);
        };
        put(period.years, "year", "years");
        put(period.months, "month", "months");
        put(period.days, "day", "days");
        return out;
    }

    static void put_if(Pairs& rows, std::string_view name, const std::string& value) {
        if (!value.empty()) rows.emplace_back(name, value);
    }

    [[nodiscard]] std::string title_of(const std::string& id) const {
        for (const auto& purpose : facts_.policy.purposes) {
            if (purpose.id != id) continue;
            for (const auto& title : purpose.titles) {
                if (title.language.starts_with(words_.language)) return title.text;
            }
            if (!purpose.titles.empty()) return purpose.titles[0].text;
        }
        return id;
    }

    [[nodiscard]] std::string text_of(AddressId id) const {
        for (const auto& held : facts_.addresses) {
            if (held.id == id) return held.address.text;
        }
        return {};
    }

    void put_controller() {
        const auto& controller = facts_.policy.controller;
        Pairs rows{{std::string(words_.controller), controller.name + ", " + controller.postal_address}};
        put_if(rows, words_.officer, controller.data_protection_officer);
        put_if(rows, words_.made, to_string(facts_.made).substr(0, 10));
        page_.facts(rows);
    }

    void put_person() {
        page_.put("h2", words_.who);
        put_person(facts_.recipient, facts_.organisation);
        for (const auto& other : facts_.merged) put_person(other.recipient, {});
    }

    void put_person(const Recipient& person, const std::string& organisation) {
        Pairs rows;
        put_if(rows, words_.name, person.name);
        put_if(rows, words_.role, person.role);
        put_if(rows, words_.organisation, organisation);
        put_if(rows, words_.spoken, person.language);
        put_if(rows, words_.country, person.country);
        if (person.born) put_if(rows, words_.born, to_string(*person.born));
        put_if(rows, words_.source, word(wire_name(person.source.kind)) +
                                        (person.source.detail.empty() ? "" : ": " + person.source.detail));
        put_if(rows, words_.obtained, to_string(person.source.obtained));
        page_.facts(rows);
    }

    void put_addresses() {
        page_.put("h2", words_.addresses);
        Rows rows;
        for (const auto& held : facts_.addresses) {
            rows.push_back({held.address.text, to_string(held.from), held.until ? to_string(*held.until) : "",
                            word(wire_name(held.address.source)), held.shared ? std::string(words_.shared) : ""});
        }
        page_.table({std::string(words_.address), std::string(words_.from), std::string(words_.until),
                     std::string(words_.source), ""}, rows);
    }

    void put_purposes() {
        page_.put("h2", words_.purposes);
        Rows rows;
        for (const auto& purpose : facts_.policy.purposes) {
            std::string bases;
            for (const auto basis : purpose.bases) bases += (bases.empty() ? "" : ", ") + word(wire_name(basis));
            std::string periods;
            for (const auto& rule : facts_.policy.retention) {
                if (rule.category || (!rule.purpose.empty() && rule.purpose != purpose.id)) continue;
                periods += (periods.empty() ? "" : "; ") + words_for(rule.period) + ' ' + since(rule.from) +
                           ": " + word(wire_name(rule.action));
            }
            rows.push_back({title_of(purpose.id), bases, periods.empty() ? std::string(words_.no_retention) : periods});
        }
        page_.table({std::string(words_.purpose), std::string(words_.basis), std::string(words_.retention)}, rows);
    }

    void put_events() {
        page_.put("h2", words_.events);
        Rows rows;
        for (const auto& recorded : facts_.events) {
            const auto body = nlohmann::json::parse(to_json(recorded))["body"];
            const auto said = [&](const char* name) { return body.value(name, std::string{}); };
            const bool denial = std::holds_alternative<ConsentRefused>(recorded.event.body) ||
                                std::holds_alternative<ConsentWithdrawn>(recorded.event.body) ||
                                std::holds_alternative<Objected>(recorded.event.body);
            const std::string none(denial ? words_.every : std::string_view{});
            const auto purpose = said("purpose");
            const auto channel = said("channel");
            rows.push_back({to_string(recorded.event.occurred).substr(0, 10), word(kind_of(recorded.event.body)),
                            purpose.empty() ? none : title_of(purpose), channel.empty() ? none : word(channel),
                            std::to_string(recorded.index)});
        }
        page_.table({std::string(words_.when), std::string(words_.what), std::string(words_.purpose),
                     std::string(words_.channel), "#"}, rows, {4});
    }

    void put_disclosures() {
        page_.put("h2", words_.disclosures);
        Rows rows;
        for (const auto& recorded : facts_.events) {
            const auto* disclosed = std::get_if<Disclosed>(&recorded.event.body);
            if (disclosed == nullptr) continue;
            std::string categories;
            for (const auto& one : disclosed->categories) categories += (categories.empty() ? "" : ", ") + one;
            rows.push_back({to_string(recorded.event.occurred).substr(0, 10), disclosed->to, categories,
                            disclosed->purpose.empty() ? "" : title_of(disclosed->purpose)});
        }
        if (rows.empty()) page_.put("p", words_.no_disclosures);
        else page_.table({std::string(words_.when), std::string(words_.given_to), std::string(words_.categories),
                          std::string(words_.purpose)}, rows);
    }

    [[nodiscard]] std::string state_of(const RightsRequest& request) const {
        if (request.outcome) return word("outcome_" + std::string(wire_name(*request.outcome)));
        return word(request.due ? "outcome_open" : "outcome_awaiting_identity");
    }

    void put_requests() {
        page_.put("h2", words_.requests);
        Rows rows;
        for (const auto& request : facts_.requests) {
            rows.push_back({to_string(request.received), word("asked_" + std::string(wire_name(request.type))),
                            request.due ? to_string(*request.due) : "", state_of(request), request.reference});
        }
        if (rows.empty()) page_.put("p", words_.no_requests);
        else page_.table({std::string(words_.received), std::string(words_.what), std::string(words_.due),
                          std::string(words_.outcome), "#"}, rows);
    }

    void put_messages() {
        page_.put("h2", words_.messages);
        Rows rows;
        for (const auto& message : facts_.messages) {
            rows.push_back({to_string(message.at).substr(0, 10), text_of(message.address), title_of(message.purpose),
                            word(wire_name(message.channel)), word(message.outcome)});
        }
        if (rows.empty()) page_.put("p", words_.no_messages);
        else page_.table({std::string(words_.when), std::string(words_.address), std::string(words_.purpose),
                          std::string(words_.channel), std::string(words_.outcome)}, rows);
    }

    void put_texts() {
        page_.put("h2", words_.texts);
        if (facts_.notices.empty()) page_.put("p", words_.no_texts);
        for (const auto& [sha256, text] : facts_.notices) {
            page_.put("pre", text).put("p", "SHA-256 " + sha256, {{"class", "quiet"}});
        }
    }

    const AccessFacts& facts_;
    const AccessWords& words_;
    HtmlPage page_;
};

}  // namespace

std::string access_html(const AccessFacts& facts) { return AccessPage(facts).write(); }

}  // namespace lawful::exchange
