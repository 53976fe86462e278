// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <doctest/doctest.h>

#include "exchange/toml_support.hpp"

#include <lawful/policy.hpp>

namespace lawful {

using exchange::test::TempFolder;

namespace {

const std::filesystem::path example_policy =
    std::filesystem::path(LAWFUL_SOURCE_DIR) / "examples/veilig-thuis/lawful.toml";

constexpr auto everything = R"toml([controller]
name = "Gemeente Waaldorp"
postal_address = "Markt 1, Waaldorp"
country = "NL"
time_zone = "Europe/Amsterdam"
public_authority = true

[addresses]
local_part_case = "strict"

[[purposes]]
id = "care-2"
titles = { nl = "Zorg", "en-gb" = "Care" }
content = "service"
bases = ["public_task", "consent"]
channels = ["sms", "call", "automated_call"]
validity = "P1Y6M"
refresh_interval = "none"
double_opt_in = true
special_category = true
art9_condition = "9(2)(h)"
criminal_data = true
art10_authorisation = "UAVG 31"
information_society_service = true
help_service = true
within_public_task = false
asks_consent = true
consent_conditional = true
art18_exception = "protect_person"
scope_changed = "2020-02-29"
compatible_with = ["registration", "intake"]
withdrawal = { steps = 3, consent_steps = 2, login = true, payment = true, same_channel = false }
unsubscribe = { login = true, get_changes_state = true, redirect = true, cookie = true }

[[notices]]
purpose = "care-2"
language = "NL-be"
version = "2019a"
file = "texts/./care.txt"
covers = ["art14"]
substantive_change = true

[[organisation_bases]]
organisation = "Politie"
purpose = "care-2"
basis = "public_task"
provision = "Wmo 2015 art. 4.1.1"
assessment = "A-7"
assessed_on = 2026-01-05
contract = "C-9"

[[retention]]
purpose = "care-2"
from = "basis_ended"
period = "P30D"
action = "restrict"
)toml";

}  // namespace

TEST_CASE("the example's controller and addresses read back") {
    const auto [policy, texts] = read_policy(example_policy);
    CHECK(policy.controller ==
          Controller{.name = "Stichting Veilig Thuis Midden",
                     .postal_address = "Lindeplein 12, 5038 AB Waaldorp",
                     .country = "NL",
                     .time_zone = "Europe/Amsterdam",
                     .public_authority = false,
                     .data_protection_officer = "fg@veiligthuis-midden.example",
                     .stop_address = "Stichting Veilig Thuis Midden, Afmelden, Postbus 90, "
                                     "5000 AB Waaldorp"});
    CHECK(policy.local_part_case == LocalPartCase::fold);
    CHECK(policy.organisation_bases.empty());
}

TEST_CASE("the example's purposes read back") {
    const auto policy = read_policy(example_policy).policy;
    Purpose newsletter;
    newsletter.id = "partner-newsletter";
    newsletter.titles = {{"en", "Newsletter for partners"}, {"nl", "Nieuwsbrief voor partners"}};
    newsletter.content = ContentClass::idealistic;
    newsletter.bases = {Basis::consent};
    newsletter.channels = {Channel::email};
    newsletter.refresh_interval = Period{.months = 36};
    Purpose casework;
    casework.id = "casework-notice";
    casework.titles = {{"en", "Notice about a shared case"},
                       {"nl", "Bericht over een gezamenlijke casus"}};
    casework.content = ContentClass::operational;
    casework.bases = {Basis::legitimate_interest, Basis::public_task};
    casework.channels = {Channel::email, Channel::post};
    CHECK(policy.purposes == std::vector{newsletter, casework});
}

TEST_CASE("the example's notices read back, each with its exact text") {
    const auto [policy, texts] = read_policy(example_policy);
    REQUIRE(policy.notices.size() == 2);
    REQUIRE(texts.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& notice = policy.notices[i];
        CHECK(notice.purpose == "partner-newsletter");
        CHECK(notice.language == (i == 0 ? "nl" : "en"));
        CHECK(notice.version == "1");
        CHECK(notice.used_from == parse_day("2018-01-01"));
        CHECK(notice.covers == std::vector{InformationDuty::art13, InformationDuty::art14});
        CHECK_FALSE(notice.substantive_change);
        CHECK(notice.sha256 == texts[i].sha256);
        CHECK(texts[i].text ==
              exchange::test::bytes_of(example_policy.parent_path() / "notices" /
                                       ("partner-newsletter." + notice.language + ".txt")));
    }
}

TEST_CASE("the example's retention does not by itself end what is on an old list") {
    const auto policy = read_policy(example_policy).policy;
    CHECK(policy.retention == std::vector<RetentionRule>{{"partner-newsletter",
                                                          RetentionStart::consent_ended,
                                                          {.months = 1},
                                                          RetentionAction::erase_purpose},
                                                         {"partner-newsletter",
                                                          RetentionStart::last_message,
                                                          {.months = 36},
                                                          RetentionAction::erase_purpose},
                                                         {"casework-notice",
                                                          RetentionStart::last_contact,
                                                          {.months = 24},
                                                          RetentionAction::review}});
}

TEST_CASE("every key of a purpose is read") {
    const TempFolder folder;
    static_cast<void>(folder.write("texts/care.txt", "Ja, ik wil hulp."));
    const auto policy = read_policy(folder.write("lawful.toml", everything)).policy;
    CHECK(policy.controller.public_authority);
    CHECK(policy.controller.stop_address.empty());
    CHECK(policy.local_part_case == LocalPartCase::strict);
    REQUIRE(policy.purposes.size() == 1);
    const Purpose wanted{.id = "care-2",
                         .titles = {{"en-GB", "Care"}, {"nl", "Zorg"}},
                         .content = ContentClass::service,
                         .bases = {Basis::public_task, Basis::consent},
                         .channels = {Channel::sms, Channel::call, Channel::automated_call},
                         .validity = Period{.years = 1, .months = 6},
                         .refresh_interval = {},
                         .double_opt_in = true,
                         .special_category = true,
                         .art9_condition = "9(2)(h)",
                         .criminal_data = true,
                         .art10_authorisation = "UAVG 31",
                         .information_society_service = true,
                         .help_service = true,
                         .within_public_task = false,
                         .asks_consent = true,
                         .consent_conditional = true,
                         .art18_exception = "protect_person",
                         .scope_changed = parse_day("2020-02-29"),
                         .compatible_with = {"registration", "intake"},
                         .withdrawal = {3, 2, true, true, false},
                         .unsubscribe = {true, true, true, true}};
    CHECK(policy.purposes[0] == wanted);
}

TEST_CASE("every key of the other tables is read") {
    const TempFolder folder;
    static_cast<void>(folder.write("texts/care.txt", "abc"));
    const auto [policy, texts] = read_policy(folder.write("lawful.toml", everything));
    // FIPS 180-4: the digest of "abc".
    const std::string sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    CHECK(policy.notices == std::vector{Notice{.purpose = "care-2",
                                               .language = "nl-BE",
                                               .version = "2019a",
                                               .sha256 = sha256,
                                               .used_from = {},
                                               .covers = {InformationDuty::art14},
                                               .substantive_change = true}});
    REQUIRE(texts.size() == 1);
    CHECK(texts[0].sha256 == sha256);
    CHECK(texts[0].text == "abc");
    CHECK(policy.organisation_bases ==
          std::vector{OrganisationBasis{.organisation = "Politie",
                                        .purpose = "care-2",
                                        .basis = Basis::public_task,
                                        .provision = "Wmo 2015 art. 4.1.1",
                                        .assessment = "A-7",
                                        .assessed_on = parse_day("2026-01-05"),
                                        .contract = "C-9"}});
    CHECK(policy.retention ==
          std::vector<RetentionRule>{
              {"care-2", RetentionStart::basis_ended, {.days = 30}, RetentionAction::restriction}});
}

TEST_CASE("two notices with one text store it once") {
    const TempFolder folder;
    static_cast<void>(folder.write("texts/care.txt", "abc"));
    const auto twice = std::string(everything) +
                       "[[notices]]\npurpose = \"care-2\"\nlanguage = \"nl\"\nversion = \"1\"\n"
                       "file = \"texts/care.txt\"\n";
    const auto [policy, texts] = read_policy(folder.write("lawful.toml", twice));
    CHECK(policy.notices.size() == 2);
    CHECK(texts.size() == 1);
}

TEST_CASE("the policy shown in docs/policy.md is one") {
    const TempFolder folder;
    static_cast<void>(folder.write("notices/partner-newsletter.nl.txt", "Ja."));
    const auto policy =
        read_policy(folder.write("lawful.toml", exchange::test::shown_in("policy.md"))).policy;
    CHECK(policy.purposes.size() == 2);
    CHECK(policy.notices.size() == 1);
    CHECK(policy.organisation_bases.size() == 1);
    CHECK(policy.retention.size() == 1);
}

}  // namespace lawful
