// SPDX-License-Identifier: Apache-2.0
#include "rules/state.hpp"

#include <random>

#include <doctest/doctest.h>

#include <lawful/error.hpp>

namespace rules = lawful::rules;

namespace {

/// Something of every type that a standing holds.
rules::SubjectState rich() {
    const auto then = lawful::parse_instant("2026-01-05T09:00:00.125Z");
    const auto day = lawful::parse_day("2026-01-05");
    lawful::AddressId address;
    address.bytes.fill(0xA5);
    rules::SubjectState state;
    auto& person = state.person.emplace();
    person.country = "NL";
    person.obtained = day;
    person.collected_for = "the \"caf\u00E9\"\n";
    state.added = then;
    state.denials = {{.purpose = "news", .channel = lawful::Channel::post, .occurred = then, .index = 7, .first = 3}};
    state.consents = {{.purpose = "news", .addresses = {address, address}, .occurred = then, .index = 11,
                       .confirmed = then, .invalidated = 12}};
    state.informed = {{.purpose = "news", .notice = lawful::NoticeRef{"nl", "1"}, .occurred = then, .index = 5}};
    state.disclosed = then;
    auto& request = state.rights.emplace_back();
    request.received = day;
    request.asked = day;
    request.outcome = lawful::RequestOutcome::fulfilled;
    request.index = 9;
    return state;
}

bool is_itself(const std::string& text) {
    try {
        return rules::encode_state(rules::decode_state(text)) == text;
    } catch (const lawful::Error& error) {
        return error.code() == lawful::ErrorCode::invalid_text;
    }
}

}  // namespace

TEST_CASE("a stored standing is read as it was written, and no other text is one") {
    const auto text = rules::encode_state(rich());
    CHECK(rules::decode_state(text) == rich());
    std::mt19937_64 random(7);
    const std::string bytes = "0129-+,:.\"\\{}[]TZaeé ~";
    for (int i = 0; i < 40'000; ++i) {
        auto changed = text;
        for (auto edits = random() % 3; edits != ~std::uint64_t{0}; --edits) {
            const auto at = random() % changed.size();
            const char byte = bytes[random() % bytes.size()];
            switch (random() % 3) {
                case 0: changed[at] = byte; break;
                case 1: changed.insert(at, 1, byte); break;
                default: changed.erase(at, 1 + random() % 12); break;
            }
            if (changed.empty()) changed = "0";
        }
        CAPTURE(changed);
        REQUIRE(is_itself(changed));
    }
}

TEST_CASE("a standing in another spelling is refused") {
    const auto text = rules::encode_state(rich());
    const auto refused = [&](std::string_view from, std::string_view to) {
        auto changed = text;
        const auto at = changed.find(from);
        REQUIRE(at != std::string::npos);
        changed.replace(at, from.size(), to);
        CAPTURE(changed);
        CHECK_THROWS_AS(static_cast<void>(rules::decode_state(changed)), lawful::Error);
    };
    refused("09:00:00.125Z", "10:00:00.125+01:00");
    refused(".125Z", ".1250Z");
    refused("\"index\":7", "\"index\":-7");
    refused("a5a5", "A5A5");
    refused("\"first\":3,", "\"first\":3,\"further\":1,");
    refused("\"renewed\":false,", "");
    refused("\"post\"", "\"boat\"");
    refused("\"disclosed\"", "\"disclosee\"");
}
