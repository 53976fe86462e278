// SPDX-License-Identifier: Apache-2.0
#include "registry/support.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lawful;
using namespace support;

TEST_CASE("a receipt has one person's events of one purpose, and nobody else's") {
    Fixture fixture;
    const auto anna = fixture.person("Anna Smit");
    const auto shared = fixture.mailbox_of(anna, "desk@school.example");
    const auto own = fixture.mailbox_of(anna, "anna@school.example");
    const auto jan = fixture.person("Jan Jansen");
    fixture.registry.record(jan, HolderAdded{shared, day("2026-01-05")});
    fixture.consent(anna, {shared});
    fixture.registry.record(jan, ConsentWithdrawn{"news", Channel::email});
    fixture.registry.record(anna, ConsentRefused{"ops", {}});

    const auto text = Copies(fixture.registry).receipt(anna, "news");
    const auto receipt = nlohmann::json::parse(text);
    REQUIRE(receipt["dct:hasPart"].size() == 1);
    const auto& record = receipt["dct:hasPart"][0];
    REQUIRE(record["dpv:hasConsentStatus"].size() == 1);
    CHECK(record["dpv:hasConsentStatus"][0]["@type"] == "dpv:ConsentGiven");
    REQUIRE(record["dpv:hasPersonalData"].size() == 1);
    CHECK(record["dpv:hasPersonalData"][0]["dct:description"] == "desk@school.example");
    CHECK(text.find(to_string(jan)) == std::string::npos);
    CHECK(text.find(to_string(own)) == std::string::npos);
}

TEST_CASE("there is no receipt of nothing, of a stranger or of somebody erased") {
    Fixture fixture;
    const auto anna = fixture.person("Anna Smit");
    const Copies copies(fixture.registry);
    const auto code = [&](const Subject& subject, const char* purpose) {
        return error_of([&] { return copies.receipt(subject, purpose); });
    };
    CHECK(code(anna, "news") == ErrorCode::unknown_id);
    CHECK(code(anna, "other") == ErrorCode::unknown_purpose);
    CHECK(code(RecipientId{}, "news") == ErrorCode::unknown_id);
    // a denial of everything is nothing that was asked or given for it
    fixture.registry.record(anna, ConsentWithdrawn{});
    CHECK(code(anna, "news") == ErrorCode::unknown_id);
    static_cast<void>(fixture.registry.erase(anna, ErasureGround::unnecessary));
    CHECK(code(anna, "news") == ErrorCode::erased);
}
