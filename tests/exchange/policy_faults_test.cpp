// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "exchange/toml_support.hpp"

#include <lawful/policy.hpp>

namespace lawful {

using exchange::test::replaced;
using exchange::test::TempFolder;

namespace {

const std::string sound = R"([controller]
name = "Veilig"
postal_address = "Markt 1"
country = "NL"
time_zone = "Europe/Amsterdam"

[[purposes]]
id = "news"
titles = { nl = "Nieuws" }
content = "idealistic"
bases = ["consent", "public_task"]
channels = ["email"]
validity = "P24M"
withdrawal = { steps = 1 }

[[notices]]
purpose = "news"
language = "nl"
version = "1"
file = "notice.txt"
used_from = 2018-01-01
covers = ["art13"]

[[organisation_bases]]
organisation = "Politie"
purpose = "news"
basis = "public_task"

[[retention]]
purpose = "news"
from = "last_message"
period = "P36M"
action = "erase_purpose"
)";

std::string flaw(const std::string& text) {
    const TempFolder folder;
    static_cast<void>(folder.write("notice.txt", "Ja, ik wil de nieuwsbrief."));
    static_cast<void>(folder.write("latin.txt", "Caf\xE9"));
    static_cast<void>(folder.write("blank.txt", " \n"));
    const auto file = folder.write("p.toml", text);
    return exchange::test::fault_of(folder, ErrorCode::invalid_policy,
                                    [&] { static_cast<void>(read_policy(file)); });
}

std::string flaw(std::string_view from, std::string_view to) {
    return flaw(replaced(sound, from, to));
}

}  // namespace

TEST_CASE("the policy that the cases below break is a good one") { CHECK(flaw(sound).empty()); }

TEST_CASE("malformed TOML names line and column") {
    CHECK(flaw("[controller]\nname = \"Veilig\n") ==
          "p.toml:2:15: error while parsing string: unescaped control characters other than TAB "
          "(U+0009) are explicitly prohibited");
    CHECK(flaw("[controller\n") ==
          "p.toml:1:12: error while parsing table header: expected ']', saw '\\n'");
    CHECK(flaw("a = 1\na = 2\n") ==
          "p.toml:2:5: error while parsing key-value pair: cannot redefine existing integer 'a'");
    CHECK(flaw("used_from = 2018-01-01", "used_from = 2018-02-30") ==
          "p.toml:21:23: error while parsing date: expected day between 1 and 28 (inclusive), saw "
          "30");
    CHECK(flaw("name = \"\xC3\x28\"\n").starts_with("p.toml:1:8: "));
}

TEST_CASE("a file that is not there is said to be") {
    const TempFolder folder;
    CHECK(exchange::test::fault_of(folder, ErrorCode::input_output, [&] {
              static_cast<void>(read_policy(folder.path() / "none.toml"));
          }) == "cannot read none.toml");
}

TEST_CASE("an unknown key names its place and the nearest known one") {
    CHECK(flaw("[[retention]]", "[[retentions]]") ==
          "p.toml:29:3: retentions: unknown key; did you mean 'retention'?");
    CHECK(flaw("name = ", "nmae = ") ==
          "p.toml:2:1: controller.nmae: unknown key; did you mean 'name'?");
    CHECK(flaw("channels", "chanels") ==
          "p.toml:12:1: purposes.chanels: unknown key; did you mean 'channels'?");
    CHECK(flaw("{ steps", "{ step") ==
          "p.toml:14:16: purposes.withdrawal.step: unknown key; did you mean 'steps'?");
    CHECK(flaw("covers", "cover") ==
          "p.toml:22:1: notices.cover: unknown key; did you mean 'covers'?");
    CHECK(
        flaw("organisation = ", "organization = ") ==
        "p.toml:25:1: organisation_bases.organization: unknown key; did you mean 'organisation'?");
    CHECK(flaw("\nfrom = ", "\nform = ") ==
          "p.toml:31:1: retention.form: unknown key; did you mean 'from'?");
}

TEST_CASE("of several unknown keys the first in the file is named") {
    CHECK(flaw("id = \"news\"", "middle = 1\nzeta = 2\nalpha = 3\nid = \"news\"")
              .starts_with("p.toml:8:1: purposes.middle: unknown key"));
}

TEST_CASE("a missing key is named, at its table") {
    CHECK(flaw("") == "p.toml:1:1: controller: is missing");
    CHECK(flaw("country = \"NL\"\n", "") == "p.toml:1:1: controller.country: is missing");
    CHECK(flaw("titles = { nl = \"Nieuws\" }\n", "") == "p.toml:7:1: purposes.titles: is missing");
    CHECK(flaw("bases = [\"consent\", \"public_task\"]\n", "") ==
          "p.toml:7:1: purposes.bases: is missing");
    CHECK(flaw("file = \"notice.txt\"\n", "") == "p.toml:16:1: notices.file: is missing");
    CHECK(flaw("action = \"erase_purpose\"\n", "") == "p.toml:29:1: retention.action: is missing");
    CHECK(flaw(sound.substr(0, sound.find("[[purposes]]"))) == "p.toml:1:1: purposes: is missing");
}

TEST_CASE("a value of the wrong type says what is wanted and what was found") {
    CHECK(flaw("\"Veilig\"", "7") ==
          "p.toml:2:8: controller.name: want a text, found a whole number");
    CHECK(flaw("id = \"news\"", "id = [\"news\"]") ==
          "p.toml:8:6: purposes.id: want a text, found a list");
    CHECK(flaw("{ nl = \"Nieuws\" }", "\"Nieuws\"") ==
          "p.toml:9:10: purposes.titles: want a table, found a text");
    CHECK(flaw("[\"email\"]", "\"email\"") ==
          "p.toml:12:12: purposes.channels: want a list, found a text");
    CHECK(flaw("[\"email\"]", "[\"email\", 3]") ==
          "p.toml:12:22: purposes.channels: want a text, found a whole number");
    CHECK(flaw("validity = \"P24M\"", "validity = 24") ==
          "p.toml:13:12: purposes.validity: want a period such as P24M, found a whole number");
    CHECK(flaw("steps = 1", "steps = 1.5") ==
          "p.toml:14:24: purposes.withdrawal.steps: want a whole number, found something else");
    CHECK(flaw("used_from = 2018-01-01", "used_from = true") ==
          "p.toml:21:13: notices.used_from: want a day such as 2018-01-01, found true or false");
    CHECK(flaw("[[retention]]", "[retention]") ==
          "p.toml:29:1: retention: want tables, each under [[retention]], found a table");
    CHECK(flaw("validity = \"P24M\"", "double_opt_in = \"yes\"") ==
          "p.toml:13:17: purposes.double_opt_in: want true or false, found a text");
}

TEST_CASE("an unknown name lists those there are") {
    CHECK(flaw("\"idealistic\"", "\"ideal\"") ==
          "p.toml:10:11: purposes.content: unknown name 'ideal'; want commercial, idealistic, "
          "charitable, political, operational, service, legal_notice, research");
    CHECK(flaw("[\"email\"]", "[\"email\", \"fax\"]") ==
          "p.toml:12:22: purposes.channels: unknown name 'fax'; want email, sms, call, "
          "automated_call, post");
    CHECK(flaw("\"erase_purpose\"", "\"erase\"") ==
          "p.toml:33:10: retention.action: unknown name 'erase'; want review, restrict, "
          "erase_purpose, erase_person, erase_category");
    CHECK(flaw("validity = \"P24M\"", "art18_exception = \"vital\"") ==
          "p.toml:13:19: purposes.art18_exception: unknown name 'vital'; want legal_claims, "
          "protect_person, public_interest");
    CHECK(flaw("[\"art13\"]", "[\"art18_3\"]") ==
          "p.toml:22:10: notices.covers: want art13, art14, not 'art18_3'");
}

TEST_CASE("days and periods exist and last") {
    CHECK(flaw("2018-01-01", "\"2018-02-30\"") ==
          "p.toml:21:13: notices.used_from: want a day such as 2018-01-01");
    CHECK(flaw("\"P24M\"", "\"24 months\"") ==
          "p.toml:13:12: purposes.validity: want a period such as P24M");
    CHECK(flaw("\"P24M\"", "\"P0D\"") ==
          "p.toml:13:12: purposes.validity: want a period longer than nothing");
    CHECK(flaw("\"P24M\"", "\"P101Y\"") ==
          "p.toml:13:12: purposes.validity: want a period of at most a hundred years");
    CHECK(flaw("\"P36M\"", "\"none\"") ==
          "p.toml:32:10: retention.period: want a period such as P24M");
    CHECK(flaw("\"P24M\"", "\"none\"").empty());
}

TEST_CASE("what must say something is not empty") {
    CHECK(flaw("\"Veilig\"", "\" \"") == "p.toml:2:8: controller.name: must not be empty");
    CHECK(flaw("[\"email\"]", "[]") == "p.toml:12:12: purposes.channels: must not be empty");
    CHECK(flaw("{ nl = \"Nieuws\" }", "{}") ==
          "p.toml:9:10: purposes.titles: want a title in at least one language");
}

TEST_CASE("the controller has a country and a time zone that exist") {
    CHECK(flaw("\"NL\"", "\"nl\"") ==
          "p.toml:4:11: controller.country: want two capital letters such as NL (ISO 3166-1)");
    CHECK(
        flaw("Europe/Amsterdam", "Europe/Waaldorp") ==
        "p.toml:5:13: controller.time_zone: unknown time zone 'Europe/Waaldorp'; want an IANA name "
        "such as Europe/Amsterdam");
}

TEST_CASE("ids, languages and conditions are well formed") {
    CHECK(flaw("id = \"news\"", "id = \"News\"") ==
          "p.toml:8:6: purposes.id: want lower-case letters, digits and hyphens");
    CHECK(flaw("{ nl =", "{ dutch =") ==
          "p.toml:9:20: purposes.titles.dutch: want a language tag such as nl or nl-BE");
    CHECK(flaw("{ nl = \"Nieuws\" }", "{ nl = \"Nieuws\", NL = \"Nieuws\" }") ==
          "p.toml:9:17: purposes.titles.nl: stands twice");
    CHECK(flaw("language = \"nl\"", "language = \"n\"") ==
          "p.toml:18:12: notices.language: want a language tag such as nl or nl-BE");
    CHECK(flaw("validity = \"P24M\"", "art9_condition = \"9.2.h\"") ==
          "p.toml:13:18: purposes.art9_condition: want 9(2)(a) to 9(2)(j)");
    CHECK(flaw("validity = \"P24M\"", "compatible_with = [\"the intake\"]") ==
          "p.toml:13:19: purposes.compatible_with: want lower-case letters, digits and hyphens");
    CHECK(flaw("steps = 1", "steps = 0") ==
          "p.toml:14:24: purposes.withdrawal.steps: want a number from 1 to 1000");
}

TEST_CASE("what is named elsewhere is declared") {
    for (const auto& [from, place] :
         {std::pair{"[[notices]]\npurpose = \"news\"", "17:11: notices"},
          {"[[retention]]\npurpose = \"news\"", "30:11: retention"},
          {"\"Politie\"\npurpose = \"news\"", "26:11: organisation_bases"}}) {
        CHECK(flaw(from, replaced(from, "news", "paper")) ==
              "p.toml:" + std::string(place) + ".purpose: no purpose 'paper' is declared");
    }
}

TEST_CASE("nothing is declared twice") {
    const auto again = [](std::string_view head, std::string_view next) {
        const auto begin = sound.find(head);
        return sound + sound.substr(begin, sound.find(next) - begin);
    };
    CHECK(flaw(again("[[purposes]]", "[[notices]]")) ==
          "p.toml:35:6: purposes.id: purpose 'news' is declared twice");
    CHECK(flaw(again("[[notices]]", "[[organisation_bases]]")) ==
          "p.toml:37:11: notices.version: notice news nl 1 stands twice");
    CHECK(flaw(again("[[organisation_bases]]", "[[retention]]")) ==
          "p.toml:37:9: organisation_bases.basis: stands twice for this organisation and purpose");
    CHECK(flaw(sound + sound.substr(sound.find("[[retention]]"))) ==
          "p.toml:36:8: retention.from: stands twice for this purpose and action");
    CHECK(flaw("[\"email\"]", "[\"email\", \"email\"]") ==
          "p.toml:12:22: purposes.channels: stands twice in the list");
}

TEST_CASE("an organisation's basis is one it can have and the purpose allows") {
    CHECK(flaw("basis = \"public_task\"", "basis = \"consent\"") ==
          "p.toml:27:9: organisation_bases.basis: rests on a person, never on an organisation");
    CHECK(flaw("basis = \"public_task\"", "basis = \"contract\"") ==
          "p.toml:27:9: organisation_bases.basis: is none of the purpose's bases");
}

TEST_CASE("a notice's file lies in the policy's folder and holds text") {
    const auto outside = "p.toml:20:8: notices.file: must lie in the policy's folder";
    CHECK(flaw("\"notice.txt\"", "\"/etc/hostname\"") == outside);
    CHECK(flaw("\"notice.txt\"", "\"../notice.txt\"") == outside);
    CHECK(flaw("\"notice.txt\"", "\"a/../../notice.txt\"") == outside);
    CHECK(flaw("\"notice.txt\"", "\"a/../notice.txt\"").empty());
    CHECK(flaw("\"notice.txt\"", "\"none.txt\"") ==
          "p.toml:20:8: notices.file: cannot read none.txt");
    CHECK(flaw("\"notice.txt\"", "\"latin.txt\"") ==
          "p.toml:20:8: notices.file: latin.txt is not UTF-8");
    CHECK(flaw("\"notice.txt\"", "\"blank.txt\"") ==
          "p.toml:20:8: notices.file: blank.txt is empty");
}

}  // namespace lawful
