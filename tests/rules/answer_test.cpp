// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/answer.hpp"

#include <lawful/error.hpp>

using namespace lawful;
using rules::Answer;

TEST_CASE("nothing said allows; a block denies; anything asked makes an obligation") {
    CHECK(Answer({}).decision().verdict == Verdict::allow);
    Answer warned({});
    warned.add("G2-8", "W_CONSENT_IMBALANCE", Effect::warn);
    CHECK(warned.decision().verdict == Verdict::allow_with_obligations);
    Answer informed({});
    informed.add("G2-3", "E_CONSENT_NONE", Effect::info);
    CHECK(informed.decision().verdict == Verdict::allow);
    Answer blocked({});
    blocked.add("G2-3", "E_CONSENT_NONE", Effect::block);
    CHECK(blocked.decision().verdict == Verdict::deny);
}

TEST_CASE("reasons stand in the order of the rules, each once") {
    Answer answer({});
    answer.add("G4-1", "E_ART13_MISSING", Effect::block);
    answer.add("G1-7", "E_OBJECTED", Effect::block);
    answer.add("G1-7", "E_OBJECTED", Effect::block);
    answer.add("G1-7", "E_CONSENT_REFUSED", Effect::block);
    answer.add("G0-3", "W_JURISDICTION_UNKNOWN", Effect::warn);
    const auto reasons = answer.decision().reasons;
    REQUIRE(reasons.size() == 4);
    CHECK(reasons[0].code == "W_JURISDICTION_UNKNOWN");
    CHECK(reasons[1].code == "E_CONSENT_REFUSED");
    CHECK(reasons[2].code == "E_OBJECTED");
    CHECK(reasons[3].code == "E_ART13_MISSING");
}

TEST_CASE("what a message must contain is not asked of one that is not sent") {
    Answer answer({});
    answer.add("G4-4", "E_ART21_4", Effect::obligation);
    answer.add("G1-7", "E_OBJECTED", Effect::block);
    const auto decision = answer.decision();
    CHECK(decision.obligations.empty());
    CHECK(decision.reasons.size() == 1);
}

TEST_CASE("the answer holds until the first change that is still to come") {
    Answer answer(parse_instant("2026-01-01T00:00:00Z"));
    CHECK_FALSE(Answer({}).decision().valid_until);
    answer.changes_at(parse_instant("2026-01-01T00:00:00Z"));
    answer.changes_at(parse_instant("2027-01-01T00:00:00Z"));
    answer.changes_at(parse_instant("2026-06-01T00:00:00Z"));
    CHECK(answer.decision().valid_until == parse_instant("2026-06-01T00:00:00Z"));
}

TEST_CASE("a rule that is not in the table is a defect") {
    Answer answer({});
    CHECK_THROWS_AS(answer.add("G1-1", "E_NOT_THERE", Effect::block), Error);
}
