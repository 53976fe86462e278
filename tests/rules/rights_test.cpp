// SPDX-License-Identifier: Apache-2.0
#include "rules/rights.hpp"

#include <doctest/doctest.h>

#include "base/zone.hpp"

using namespace lawful;
using rules::RightsFact;

namespace {

std::optional<Day> day_of(const char* text) { return *text == '\0' ? std::nullopt : std::optional(parse_day(text)); }

struct Stopped {
    const char* received;
    const char* country;
    const char* asked;
    const char* verified;
    const char* extended;
    const char* first;                ///< empty: none
    const char* due;
};

RightsFact fact_of(const Stopped& row) {
    RightsFact fact;
    fact.received = parse_day(row.received);
    fact.asked = day_of(row.asked);
    fact.verified = day_of(row.verified);
    fact.extended = day_of(row.extended);
    return fact;
}

Event said(const EventBody& body, const char* when) {
    RecipientId person;
    person.bytes.fill(7);
    return {person, parse_instant(when), parse_instant(when), Origin::direct, {}, body};
}

struct Fold {
    rules::SubjectState state;
    EventIndex next = 0;

    EventIndex add(const EventBody& body, const char* when) {
        rules::apply(state, next, said(body, when));
        return next++;
    }
    [[nodiscard]] std::optional<Instant> last_closed() const {
        for (const auto& end : state.ended) {
            if (end.what == RetentionStart::request_closed) return end.occurred;
        }
        return std::nullopt;
    }
};

}  // namespace

TEST_CASE("days between the question for identity and the proof do not count; what was left runs on") {
    for (const auto& row : {
             // Nothing asked: the legal limit, holidays and all.
             Stopped{"2026-03-27", "NL", "", "", "", "2026-04-28", "2026-04-28"},
             Stopped{"2026-03-27", "NONE", "", "", "", "2026-04-27", "2026-04-27"},
             // Verified without a question: no day stood still.
             Stopped{"2026-03-02", "NL", "", "2026-03-20", "", "2026-04-02", "2026-04-02"},
             // Asked and proven on one day.
             Stopped{"2026-03-02", "NL", "2026-03-05", "2026-03-05", "", "2026-04-02", "2026-04-02"},
             // Ten days stood still: 2 April becomes 12 April, a Sunday.
             Stopped{"2026-03-02", "NL", "2026-03-05", "2026-03-15", "", "2026-04-13", "2026-04-13"},
             // Proof is awaited.
             Stopped{"2026-03-02", "NL", "2026-03-05", "", "", "", ""},
             Stopped{"2026-03-02", "NL", "2026-03-05", "", "2026-03-06", "", ""},
             // Extended: three months, and the days that stood still.
             Stopped{"2026-03-02", "NL", "", "", "2026-03-20", "2026-04-02", "2026-06-02"},
             Stopped{"2026-03-02", "NL", "2026-03-05", "2026-03-15", "2026-03-20", "2026-04-13", "2026-06-12"},
             // The last day of a month, a leap day, and the last of February; days are added after the month.
             Stopped{"2028-01-31", "NONE", "", "", "", "2028-02-29", "2028-02-29"},
             Stopped{"2028-01-31", "NONE", "2028-02-01", "2028-02-02", "", "2028-03-01", "2028-03-01"},
             Stopped{"2027-01-31", "NONE", "", "", "", "2027-03-01", "2027-03-01"},
             Stopped{"2028-02-29", "NONE", "", "", "2028-03-01", "2028-03-29", "2028-05-29"},
             // The proof comes years later, and the far future.
             Stopped{"2026-03-02", "NL", "2026-03-05", "2031-03-05", "", "2031-04-02", "2031-04-02"},
             Stopped{"9999-01-29", "NL", "", "", "", "9999-03-01", "9999-03-01"},
         }) {
        CAPTURE(row.received);
        CAPTURE(row.verified);
        CAPTURE(row.extended);
        CHECK(rules::first_limit(fact_of(row), row.country) == day_of(row.first));
        CHECK(rules::request_due(fact_of(row), row.country) == day_of(row.due));
    }
}

TEST_CASE("beyond the year 9999 a deadline is still a day") {
    auto fact = fact_of({"9999-12-15", "NL", "", "", "9999-12-16", "", ""});
    CHECK(rules::request_due(fact, "NL").value() > parse_day("9999-12-31"));
}

TEST_CASE("a request goes through its steps in the standing") {
    Fold fold;
    const auto request = fold.add(RequestOpened{.type = RequestType::erasure, .received = parse_day("2026-03-02")},
                                  "2026-03-03T09:00:00Z");
    fold.add(RequestIdentityAsked{request, parse_day("2026-03-04"), "a letter"}, "2026-03-04T09:00:00Z");
    CHECK(rules::awaits_identity(fold.state.rights.at(0)));
    fold.add(RequestIdentityVerified{request, parse_day("2026-03-06"), "by letter"}, "2026-03-06T09:00:00Z");
    fold.add(RequestExtended{request, parse_day("2026-03-07"), "many"}, "2026-03-07T09:00:00Z");
    fold.add(RequestClosed{request, RequestOutcome::partly_fulfilled, parse_day("2026-03-09")},
             "2026-03-10T09:00:00Z");
    const RightsFact want{.type = RequestType::erasure,
                          .received = parse_day("2026-03-02"),
                          .asked = parse_day("2026-03-04"),
                          .verified = parse_day("2026-03-06"),
                          .extended = parse_day("2026-03-07"),
                          .closed = parse_day("2026-03-09"),
                          .outcome = RequestOutcome::partly_fulfilled,
                          .index = request};
    REQUIRE(fold.state.rights.size() == 1);
    CHECK(fold.state.rights[0] == want);
    CHECK(rules::decode_state(rules::encode_state(fold.state)) == fold.state);
}

TEST_CASE("retention after the last request begins when none is open") {
    Fold fold;
    const auto first = fold.add(RequestOpened{.received = parse_day("2026-03-02")}, "2026-03-02T09:00:00Z");
    const auto second = fold.add(RequestOpened{.received = parse_day("2026-03-03")}, "2026-03-03T09:00:00Z");
    fold.add(RequestClosed{first, RequestOutcome::fulfilled, parse_day("2026-03-04")}, "2026-03-04T09:00:00Z");
    CHECK(fold.last_closed() == std::nullopt);
    fold.add(RequestRefused{second, "no", "AP", "Rechtbank", parse_day("2026-03-05")}, "2026-03-05T09:00:00Z");
    CHECK(fold.last_closed() == parse_instant("2026-03-05T09:00:00Z"));
    CHECK(fold.state.rights[1].outcome == RequestOutcome::refused);
    const auto third = fold.add(RequestOpened{.received = parse_day("2026-03-06")}, "2026-03-06T09:00:00Z");
    CHECK(fold.last_closed() == std::nullopt);
    fold.add(RequestClosed{third, RequestOutcome::withdrawn, parse_day("2026-03-07")}, "2026-03-07T09:00:00Z");
    fold.add(RequestClosed{third, RequestOutcome::fulfilled, parse_day("2026-03-09")}, "2026-03-09T09:00:00Z");
    CHECK(fold.last_closed() == parse_instant("2026-03-07T09:00:00Z"));
    CHECK(fold.state.rights[2].outcome == RequestOutcome::withdrawn);
}

TEST_CASE("steps of a request that is not there change nothing") {
    Fold fold;
    fold.add(RequestOpened{.received = parse_day("2026-03-02")}, "2026-03-02T09:00:00Z");
    const auto before = fold.state;
    for (const EventBody& body :
         {EventBody(RequestIdentityAsked{9, parse_day("2026-03-04"), {}}),
          EventBody(RequestIdentityVerified{9, parse_day("2026-03-04"), {}}),
          EventBody(RequestExtended{9, parse_day("2026-03-04"), "x"}),
          EventBody(RequestRefused{9, "x", "x", "x", parse_day("2026-03-04")}),
          EventBody(RequestClosed{9, RequestOutcome::fulfilled, parse_day("2026-03-04")})}) {
        fold.add(body, "2026-03-04T09:00:00Z");
        CHECK(fold.state == before);
    }
}
