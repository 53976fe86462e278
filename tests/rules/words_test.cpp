// SPDX-License-Identifier: Apache-2.0
#include "rules/words.hpp"

#include <doctest/doctest.h>

#include "rules/world.hpp"

namespace lawful::rules::testing {
namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string told(EventBody body) {
    return words_of(RecordedEvent{7, {.subject = nth<RecipientId>(1), .occurred = at("2026-01-05"),
                                      .recorded = at("2026-01-06"), .origin = Origin::direct, .cause = {},
                                      .body = std::move(body)}});
}

}  // namespace

TEST_CASE("a reason is told by its code, else by its rule and article") {
    struct Row {
        Reason reason;
        const char* words;
    };
    const std::vector<Row> rows{
        {{.rule = "G1-1", .code = "E_OBJECTED_DM", .effect = Effect::block}, "objection to direct marketing"},
        {{.rule = "G2-1", .code = "A_CONSENT", .effect = Effect::allow}, "valid consent"},
        {{.rule = "G2-2", .code = "E_CONSENT_EXPIRED", .effect = Effect::block}, "older than the policy allows"},
        {{.rule = "X-1", .code = "E_NEW", .effect = Effect::block, .article = "GDPR 99"}, "Rule X-1 of GDPR 99 applies."}};
    for (const auto& [reason, words] : rows) {
        CAPTURE(reason.code);
        CHECK(has(words_of(reason), words));
        CHECK_FALSE(has(words_of(reason), "did not change"));
        auto aside = reason;
        aside.effect = Effect::info;
        CHECK(words_of(aside) == words_of(reason) + " (This did not change the answer.)");
    }
}

TEST_CASE("each verdict has words of its own") {
    const auto words = [](Verdict verdict) { return words_of(Decision{.verdict = verdict}); };
    CHECK(has(words(Verdict::allow), "may be sent."));
    CHECK(has(words(Verdict::allow_with_obligations), "obligations"));
    CHECK(has(words(Verdict::deny), "may not be sent."));
}

TEST_CASE("an event is told by what it was and when, with its scope") {
    World world;
    auto unproven = world.form();
    unproven.evidence.clear();
    unproven.notice.reset();
    struct Row {
        EventBody body;
        const char* words;
    };
    const std::vector<Row> rows{
        {world.form(), "consent given for the purpose newsletter, by signed form, with the notice nl version 1, evidence"},
        {unproven, "by signed form, without evidence on file"},
        {ConsentWithdrawn{.purpose = "newsletter"}, "consent withdrawn for the purpose newsletter"},
        {ConsentWithdrawn{}, "consent withdrawn for every purpose"},
        {BasisDeclared{.purpose = "newsletter", .basis = Basis::public_task}, "newsletter, GDPR 6(1), public task"}};
    for (const auto& [body, words] : rows) {
        CAPTURE(words);
        const auto text = told(body);
        CHECK(has(text, words));
        CHECK(has(text, "happened 2026-01-05"));
        CHECK(has(text, "recorded 2026-01-06"));
    }
}

TEST_CASE("nobody's name, address or evidence is told") {
    World world;
    const auto person = told(RecipientAdded{{.name = "Anna Smit"}});
    CHECK(has(person, "recipient added"));
    CHECK_FALSE(has(person, "Smit"));
    AddressAdded address;
    address.text = "a.smit@noord.example";
    CHECK_FALSE(has(told(address), "noord"));
    CHECK_FALSE(has(told(world.form()), "binder"));
}

}  // namespace lawful::rules::testing
