// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "model/canonical.hpp"
#include "model/kind.hpp"

#include <lawful/error.hpp>

namespace {

lawful::Event withdrawal() {
    lawful::RecipientId person;
    person.bytes.fill(0xAB);
    return {.subject = person,
            .occurred = lawful::parse_instant("2026-01-02T03:04:05.006Z"),
            .recorded = lawful::parse_instant("2026-01-02T03:04:06Z"),
            .origin = lawful::Origin::direct,
            .cause = {},
            .body = lawful::ConsentWithdrawn{"partner-newsletter", lawful::Channel::email}};
}

}  // namespace

TEST_CASE("an event's bytes are these, for ever") {
    CHECK(lawful::model::canonical(withdrawal()) ==
          R"({"body":{"channel":"email","purpose":"partner-newsletter"},"kind":"consent_withdrawn",)"
          R"("lawful":1,"occurred":"2026-01-02T03:04:05.006Z","origin":"direct",)"
          R"("recorded":"2026-01-02T03:04:06.000Z","subject":"recipient:abababababababababababababababab"})");
}

TEST_CASE("the bytes of a request's events are these, for ever") {
    using namespace lawful;
    const auto day = parse_day("2026-01-02");
    const auto body = [](const EventBody& event) { return model::body_json(event); };
    CHECK(body(RequestOpened{.type = RequestType::objection,
                             .received = day,
                             .how = RequestRoute::web_form,
                             .reference = "R-7",
                             .purpose = "news",
                             .channel = Channel::email,
                             .kind = ObjectionKind::own_situation}) ==
          R"({"channel":"email","how":"web_form","kind":"own_situation","purpose":"news","received":"2026-01-02",)"
          R"("reference":"R-7","type":"objection"})");
    CHECK(body(RequestOpened{.type = RequestType::automated_decision, .received = day}) ==
          R"({"how":"other","received":"2026-01-02","reference":"","type":"automated_decision"})");
    CHECK(body(RequestIdentityAsked{7, day, "a letter"}) == R"({"how":"a letter","on":"2026-01-02","request":7})");
    CHECK(body(RequestIdentityVerified{7, day, "a code"}) == R"({"how":"a code","on":"2026-01-02","request":7})");
    CHECK(body(RequestExtended{7, day, "many"}) == R"({"reason":"many","request":7,"told_on":"2026-01-02"})");
    CHECK(body(RequestRefused{7, "no", "AP", "court", day}) ==
          R"({"complaint":"AP","reason":"no","remedy":"court","request":7,"told_on":"2026-01-02"})");
    CHECK(body(RequestClosed{7, RequestOutcome::partly_fulfilled, day}) ==
          R"({"on":"2026-01-02","outcome":"partly_fulfilled","request":7})");
}

TEST_CASE("every kind of event is read back as it was written") {
    for (const auto kind : lawful::model::kind_names) {
        CAPTURE(kind);
        auto event = withdrawal();
        event.cause = 7;
        // A default day or time zone is no day: give those kinds one.
        event.body = lawful::model::body_of_kind(kind);
        std::visit(
            [](auto& body) {
                if constexpr (requires { body.from = lawful::Day{}; }) body.from = lawful::parse_day("2024-02-29");
                if constexpr (requires { body.until = lawful::Day{}; }) body.until = lawful::parse_day("2024-02-29");
                if constexpr (requires { body.on = lawful::Day{}; }) body.on = lawful::parse_day("2024-02-29");
                if constexpr (requires { body.told_on = lawful::Day{}; }) body.told_on = lawful::parse_day("2024-02-29");
                if constexpr (requires { body.received = lawful::Day{}; }) body.received = lawful::parse_day("2024-02-29");
                if constexpr (requires { body.informed_on = lawful::Day{}; }) body.informed_on = lawful::parse_day("2024-02-29");
                if constexpr (requires { body.expired = lawful::Day{}; }) body.expired = lawful::parse_day("2024-02-29");
                if constexpr (requires { body.source.obtained; }) body.source.obtained = lawful::parse_day("2024-02-29");
            },
            event.body);
        CHECK(kind_of(event.body) == kind);
        const auto m = lawful::model::canonical(event);
        CHECK(lawful::model::parse_event(m) == event);
        CHECK(lawful::model::body_json(event.body).front() == '{');
    }
}

TEST_CASE("bytes that no event has are refused") {
    const auto m = lawful::model::canonical(withdrawal());
    const auto with = [&](std::string_view from, std::string_view to) {
        auto text = m;
        text.replace(text.find(from), from.size(), to);
        return text;
    };
    for (const auto& text :
         {with("consent_withdrawn", "consent_eaten"), with("\"lawful\":1", "\"lawful\":2"),
          with("\"channel\":\"email\"", "\"channel\":\"pigeon\""), with("recipient:ab", "recipient:AB"),
          with("recipient:", "nobody:"), with("{\"body\"", "{\"a\":1,\"body\""), with("06.000Z", "06Z"),
          with("partner-newsletter\"}", "partner-newsletter\",\"z\":1}"), m + " ", m.substr(1), std::string()}) {
        CAPTURE(text);
        CHECK_THROWS_AS(static_cast<void>(lawful::model::parse_event(text)), lawful::Error);
    }
}
