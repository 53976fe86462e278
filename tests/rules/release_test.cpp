// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;

TEST_CASE("G5-1: one-click unsubscribing is asked for, and never refuses a release") {
    auto world = consenting_contact();
    CHECK(says(world.ask(), "G5-1", "W_NO_ONE_CLICK", Effect::obligation));
    const auto decision = world.release(
        {"E_SENDER_HIDDEN", "E_NO_STOP_ADDRESS", "E_NL_IDENTITY", "E_ART21_4"});
    CHECK(decision.verdict == Verdict::allow_with_obligations);
    CHECK(says(decision, "G5-1", "W_NO_ONE_CLICK", Effect::warn));

    world.purpose().content = ContentClass::service;
    CHECK_FALSE(says(world.ask(), "W_NO_ONE_CLICK"));
}

TEST_CASE("an obligation that is not fulfilled blocks the release, with its article") {
    const auto world = consenting_contact();
    const auto asked = world.ask();
    REQUIRE(asked.verdict == Verdict::allow_with_obligations);
    CHECK(obligations_of(asked) ==
          "E_NO_STOP_ADDRESS E_SENDER_HIDDEN E_NL_IDENTITY E_ART21_4 W_NO_ONE_CLICK");

    const auto refused = world.release({"E_SENDER_HIDDEN", "E_ART21_4"});
    CHECK(blocks_of(refused) == "E_NO_STOP_ADDRESS E_NL_IDENTITY");
    for (std::size_t i = 0; i < asked.reasons.size(); ++i) {
        CHECK(refused.reasons[i].article == asked.reasons[i].article);
        CHECK(refused.reasons[i].code == asked.reasons[i].code);
    }
}

TEST_CASE("everything fulfilled: released, and the obligations stay listed") {
    const auto world = consenting_contact();
    const auto asked = world.ask();
    std::vector<std::string> fulfilled;
    for (const auto& obligation : asked.obligations) fulfilled.push_back(obligation.code);
    const auto released = world.release(fulfilled);
    CHECK(released == asked);
}

TEST_CASE("what is fulfilled opens nothing else") {
    const auto world = municipal_contact();
    const auto released = world.release({"E_NL_CONSENT", "E_CONSENT_NONE", "E_NO_BASIS"});
    CHECK(released.verdict == Verdict::deny);
    CHECK(released == world.ask());
}
