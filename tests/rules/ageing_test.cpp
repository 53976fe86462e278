// SPDX-License-Identifier: Apache-2.0
#include "rules/ageing.hpp"

#include <doctest/doctest.h>

using namespace lawful;
using rules::Consent;
using rules::SubjectState;

namespace {

const Zone paris("Europe/Paris");
const auto today = parse_day("2026-06-01");

AddressId place(std::uint8_t number) {
    AddressId id;
    id.bytes.fill(number);
    return id;
}

Consent given(const char* when, EventIndex index) {
    return {.purpose = "news",
            .channel = Channel::email,
            .addresses = {place(1)},
            .occurred = parse_instant(when),
            .index = index,
            .demonstrable = true,
            .method = ConsentMethod::signed_form,
            .confirmed = {},
            .invalidated = {}};
}

Policy policy() {
    Policy policy;
    policy.purposes = {{.id = "news"}, {.id = "club", .double_opt_in = true}};
    return policy;
}

std::vector<EventIndex> standing(const SubjectState& state, const Policy& in_force = policy()) {
    std::vector<EventIndex> found;
    for (const auto* consent : rules::standing_consents(state, in_force, paris, today)) found.push_back(consent->index);
    return found;
}

using Numbers = std::vector<EventIndex>;

}  // namespace

TEST_CASE("a consent ends with the last day of its validity, over months, leap days and summer time") {
    struct Row {
        const char* given;
        const char* period;
        const char* end;
    };
    for (const auto& [when, period, end] : {Row{"2026-01-31T10:00:00Z", "P1M", "2026-02-28T23:00:00Z"},
                                            Row{"2028-01-31T10:00:00Z", "P1M", "2028-02-29T23:00:00Z"},
                                            Row{"2024-02-29T10:00:00Z", "P1Y", "2025-02-28T23:00:00Z"},
                                            Row{"2026-01-10T10:00:00Z", "P6M", "2026-07-10T22:00:00Z"},
                                            Row{"2026-03-27T23:30:00Z", "P1D", "2026-03-29T22:00:00Z"},
                                            Row{"9000-01-01T10:00:00Z", "P500Y", "9500-01-01T23:00:00Z"}}) {
        CAPTURE(when);
        Purpose purpose{.id = "news"};
        CHECK(!rules::consent_end(given(when, 1), purpose, paris));
        CHECK(!rules::refresh_due(given(when, 1), purpose, paris));
        purpose.validity = parse_period(period);
        CHECK(rules::consent_end(given(when, 1), purpose, paris) == parse_instant(end));
        CHECK(!rules::refresh_due(given(when, 1), purpose, paris));
        purpose.refresh_interval = parse_period(period);
        CHECK(rules::refresh_due(given(when, 1), purpose, paris) == parse_instant(end));
    }
}

TEST_CASE("what lacks proof or confirmation, was found none, or was outgrown, does not age") {
    SubjectState state;
    state.consents = {given("2026-01-01T10:00:00Z", 1)};
    auto in_force = policy();
    REQUIRE(standing(state) == Numbers{1});
    auto& consent = state.consents[0];
    SUBCASE("proof") { consent.demonstrable = false; }
    SUBCASE("specific") { consent.specific = false; }
    SUBCASE("method") { consent.method = ConsentMethod::silence; }
    SUBCASE("invalidated") { consent.invalidated = 2; }
    SUBCASE("unknown purpose") { consent.purpose = "gone"; }
    SUBCASE("unconfirmed") {
        consent.purpose = "club";
        consent.method = ConsentMethod::web_form;
    }
    SUBCASE("outgrown") { in_force.purposes[0].scope_changed = parse_day("2026-05-01"); }
    CHECK(standing(state, in_force).empty());
}

TEST_CASE("a change of scope that is still to come does not end it yet") {
    SubjectState state;
    state.consents = {given("2026-01-01T10:00:00Z", 1)};
    auto in_force = policy();
    in_force.purposes[0].scope_changed = parse_day("2026-06-02");
    CHECK(standing(state, in_force) == Numbers{1});
}

TEST_CASE("a denial of the same scope ends it, unless the consent is later in time and in the ledger") {
    SubjectState state;
    state.consents = {given("2026-01-10T10:00:00Z", 5)};
    const auto denied = [&](std::optional<std::string> purpose, std::optional<Channel> channel, const char* when,
                            EventIndex index) {
        auto with = state;
        with.denials = {{.purpose = std::move(purpose), .channel = channel, .occurred = parse_instant(when),
                         .index = index, .first = index}};
        auto objecting = state;
        objecting.objections = {{.purpose = with.denials[0].purpose, .channel = channel,
                                 .occurred = parse_instant(when), .index = index, .outcome = {}}};
        CHECK(standing(with).empty() == standing(objecting).empty());
        return standing(with).empty();
    };
    CHECK(denied("news", Channel::email, "2026-01-11T10:00:00Z", 6));
    CHECK(denied({}, {}, "2026-01-11T10:00:00Z", 6));
    CHECK(denied("news", {}, "2026-01-10T10:00:00Z", 4));  // a tie denies
    CHECK(denied("news", {}, "2026-01-09T10:00:00Z", 6));
    CHECK(!denied("news", {}, "2026-01-09T10:00:00Z", 4));
    CHECK(!denied("club", {}, "2026-01-11T10:00:00Z", 6));
    CHECK(!denied("news", Channel::sms, "2026-01-11T10:00:00Z", 6));
    auto overcome = state;
    overcome.objections = {{.kind = ObjectionKind::own_situation, .purpose = {}, .channel = {},
                            .occurred = parse_instant("2026-01-11T10:00:00Z"), .index = 6,
                            .outcome = ObjectionOutcome::compelling_grounds}};
    CHECK(standing(overcome) == Numbers{5});
}

TEST_CASE("given anew for the same addresses it counts from then; for others both count") {
    SubjectState state;
    state.consents = {given("2026-01-10T10:00:00Z", 5), given("2026-03-10T10:00:00Z", 3)};
    CHECK(standing(state) == Numbers{3});
    state.consents[0].occurred = state.consents[1].occurred;
    CHECK(standing(state) == Numbers{5});
    state.consents[0].addresses = {place(1), place(2)};
    state.consents[1].occurred = parse_instant("2026-04-10T10:00:00Z");
    CHECK(standing(state) == Numbers{5, 3});
    state.consents[1].addresses = {place(2), place(1), place(3)};
    CHECK(standing(state) == Numbers{3});
    state.consents[1].channel = Channel::post;
    CHECK(standing(state) == Numbers{5, 3});
}
