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

bool is_itself(const lawful::Bytes& bytes) {
    try {
        return rules::encode_state(rules::decode_state(bytes)) == bytes;
    } catch (const lawful::Error& error) {
        return error.code() == lawful::ErrorCode::corrupt;
    }
}

}  // namespace

TEST_CASE("a stored standing is read as it was written, and no other bytes are one") {
    const auto bytes = rules::encode_state(rich());
    CHECK(rules::decode_state(bytes) == rich());
    std::mt19937_64 random(7);
    const auto at = [&](lawful::Bytes& of) { return of.begin() + static_cast<std::ptrdiff_t>(random() % of.size()); };
    for (int i = 0; i < 40'000; ++i) {
        auto changed = bytes;
        for (auto edits = random() % 3; edits != ~std::uint64_t{0}; --edits) {
            const auto byte = static_cast<std::uint8_t>(random() % 4 == 0 ? random() : random() % 4);
            switch (random() % 4) {
                case 0: *at(changed) = byte; break;
                case 1: changed.insert(at(changed), byte); break;
                case 2: *at(changed) ^= static_cast<std::uint8_t>(1U << random() % 8); break;
                default: changed.erase(at(changed)); break;
            }
        }
        CAPTURE(lawful::to_hex(changed));
        REQUIRE(is_itself(changed));
    }
}

TEST_CASE("a stored standing that is cut short or longer is refused") {
    auto bytes = rules::encode_state(rich());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CAPTURE(size);
        CHECK_THROWS_AS(static_cast<void>(rules::decode_state(lawful::ByteView(bytes).first(size))), lawful::Error);
    }
    bytes.push_back(0);
    CHECK_THROWS_AS(static_cast<void>(rules::decode_state(bytes)), lawful::Error);
}
