// SPDX-License-Identifier: Apache-2.0
#include "exchange/ropa.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lawful;

namespace {

exchange::RopaFacts processing() {
    exchange::RopaFacts facts;
    facts.policy.controller = {.name = "=HYPERLINK(\"x\")", .postal_address = "+31, \"Markt\" <1>"};
    facts.policy.purposes.push_back({.id = "news",
                                     .titles = {{"nl", "Nieuwsbrief"}},
                                     .bases = {Basis::consent},
                                     .channels = {Channel::email, Channel::sms, Channel::call}});
    facts.policy.purposes.push_back({.id = "ops", .bases = {Basis::public_task}, .channels = {Channel::post}});
    facts.policy.retention.push_back({.purpose = "ops", .period = Period{.months = 6}, .action = RetentionAction::erase_person});
    facts.recipients = 9;
    facts.addresses = {{Medium::email, 4}, {Medium::phone, 3}, {Medium::post, 2}};
    return facts;
}

}  // namespace

TEST_CASE("the record has an activity for each purpose, with the addresses of its media once") {
    const auto json = nlohmann::json::parse(exchange::ropa_json(processing()));
    REQUIRE(json["activities"].size() == 2);
    CHECK(json["activities"][0]["addresses"] == 7);
    CHECK(json["activities"][1]["addresses"] == 2);
    CHECK(json["activities"][1]["retention"] == "P6M from created: erase_person");
    CHECK(json["activities"][0]["retention"].get<std::string>().find("not declared") == 0);
    CHECK(json["activities"][0]["bases"] == "consent");
}

TEST_CASE("no cell of the record begins a formula") {
    const auto csv = exchange::ropa_csv(processing());
    CHECK(csv.find("\"'=HYPERLINK(\"\"x\"\")\"") != std::string::npos);
    CHECK(csv.find("\"'+31, \"\"Markt\"\" <1>\"") != std::string::npos);
    CHECK(csv.find(",=") == std::string::npos);
}

TEST_CASE("the record as a page escapes what the policy says") {
    const auto page = exchange::ropa_html(processing());
    CHECK(page.find("<1>") == std::string::npos);
    CHECK(page.find("&lt;1&gt;") != std::string::npos);
}
