// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "registry/support.hpp"

using namespace support;

namespace {

const std::vector<std::string> in_the_message{"E_SENDER_HIDDEN", "E_NO_STOP_ADDRESS", "E_NL_IDENTITY",
                                              "E_ART21_4", "E_ART14_FIRST_MESSAGE", "W_NO_ONE_CLICK"};

lawful::Releases release(Fixture& fixture, const std::vector<std::string>& addresses,
                         const std::vector<std::string>& fulfilled = in_the_message) {
    return fixture.registry.release(addresses, "news", lawful::Channel::email, fulfilled);
}

}  // namespace

TEST_CASE("release gives readable addresses of those who may be written to, and reserves") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "Jan@School.example");
    fixture.consent(jan, {mail});
    const auto releases = release(fixture, {"jan@school.example", "nobody@school.example", "no address"});
    REQUIRE(releases.released.size() == 1);
    CHECK(releases.released[0].text == "Jan@school.example");
    CHECK(releases.released[0].name == "Jan");
    CHECK(releases.refused.size() == 2);
    fixture.registry.delivered(releases.released[0].id);
    CHECK(error_of([&] { fixture.registry.delivered(releases.released[0].id); return 0; }) ==
          lawful::ErrorCode::already_done);
    CHECK(error_of([&] { fixture.registry.failed(0); return 0; }) == lawful::ErrorCode::unknown_id);
}

TEST_CASE("what the message lacks blocks its release") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    fixture.consent(jan, {mail});
    for (const auto& missing : {"E_SENDER_HIDDEN", "E_NO_STOP_ADDRESS", "E_NL_IDENTITY", "E_ART21_4"}) {
        CAPTURE(missing);
        auto fulfilled = in_the_message;
        std::erase(fulfilled, missing);
        const auto releases = release(fixture, {"jan@school.example"}, fulfilled);
        REQUIRE(releases.released.empty());
        CHECK(says(releases.refused[0].decision, missing));
    }
    auto fulfilled = in_the_message;
    std::erase(fulfilled, "W_NO_ONE_CLICK");
    CHECK(release(fixture, {"jan@school.example"}, fulfilled).released.size() == 1);
}

TEST_CASE("a withdrawal between check and send is never lost (G2-9)") {
    Fixture fixture;
    const auto jan = fixture.person("Jan");
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    fixture.consent(jan, {mail});
    CHECK(fixture.ask("jan@school.example"));
    fixture.registry.record(jan, lawful::ConsentWithdrawn{"news", lawful::Channel::email});
    const auto releases = release(fixture, {"jan@school.example"});
    CHECK(releases.released.empty());
    CHECK(says(releases.refused[0].decision, "E_CONSENT_WITHDRAWN"));
}

TEST_CASE("a notice counts as given once its message was delivered, and not before") {
    Fixture fixture;
    const auto jan = fixture.person("Jan", lawful::SourceKind::partner);
    const auto mail = fixture.mailbox_of(jan, "jan@school.example");
    // a form that does not say where the data came from
    auto with_short_form = policy();
    auto form = with_short_form.policy.notices[0];
    form.version = "2";
    form.covers = {lawful::InformationDuty::art13};
    with_short_form.policy.notices.push_back(form);
    fixture.registry.apply(with_short_form);
    fixture.registry.record(jan, lawful::ConsentGiven{.purpose = "news",
                                                      .addresses = {mail},
                                                      .notice = lawful::NoticeRef{"nl", "2"},
                                                      .method = lawful::ConsentMethod::signed_form,
                                                      .evidence = "box 3"});
    const auto informed = [&] {
        int count = 0;
        for (const auto& [index, event] : fixture.registry.events(jan)) {
            const auto* given = std::get_if<lawful::Informed>(&event.body);
            count += given != nullptr && given->duty == lawful::InformationDuty::art14;
        }
        return count;
    };
    const auto first = release(fixture, {"jan@school.example"});
    REQUIRE(first.released.size() == 1);
    CHECK(informed() == 0);
    fixture.registry.failed(first.released[0].id);
    CHECK(informed() == 0);
    const auto second = release(fixture, {"jan@school.example"});
    fixture.registry.delivered(second.released[0].id);
    CHECK(informed() == 1);
    fixture.clock->advance(1h);
    const auto third = release(fixture, {"jan@school.example"}, {"E_SENDER_HIDDEN", "E_NO_STOP_ADDRESS", "E_NL_IDENTITY"});
    CHECK(third.released.size() == 1);
}

TEST_CASE("release without a list goes through every mailbox") {
    Fixture fixture;
    for (int i = 0; i < 5; ++i) {
        const auto who = fixture.person("P" + std::to_string(i));
        const auto mail = fixture.mailbox_of(who, "p" + std::to_string(i) + "@school.example");
        if (i % 2 == 0) fixture.consent(who, {mail});
    }
    const auto releases = fixture.registry.release("news", lawful::Channel::email, in_the_message);
    CHECK(releases.released.size() == 3);
    CHECK(releases.refused.size() == 2);
}
