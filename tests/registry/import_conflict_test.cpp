// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>
#include <set>

#include <doctest/doctest.h>

#include "registry/support.hpp"

using namespace support;

namespace {

using Rows = std::vector<std::string>;

lawful::ImportMapping mapping_of_conflicts() {
    lawful::ImportMapping mapping;
    mapping.date_format = "DD-MM-YYYY";
    mapping.country_column = "Land";
    mapping.organisation = "Organisatie";
    mapping.sector = "Sector";
    mapping.name = "Naam";
    mapping.email = "Mail";
    mapping.phone = "Telefoon";
    mapping.source = "Bron";
    mapping.consent = "Nieuwsbrief";
    mapping.sources = {{"zelf", lawful::SourceKind::subject},
                       {"website", lawful::SourceKind::public_source}};
    mapping.purpose = "news";
    using enum lawful::ConsentClaim;
    const auto form = [](const char* text, const char* version, lawful::ConsentMethod method) {
        const lawful::NoticeRef notice{"nl", version};
        return lawful::ConsentPattern{text, given_with_form, notice, method};
    };
    mapping.patterns = {form("formulier {date}", "1", lawful::ConsentMethod::signed_form),
                        form("kort formulier {date}", "2", lawful::ConsentMethod::signed_form),
                        form("vinkje {date}", "1", lawful::ConsentMethod::pre_ticked_box),
                        {.text = "afgemeld", .claim = withdrawn}};
    return mapping;
}

/// `news` has a second text, which informs nobody; what consent left behind is kept for a month.
lawful::PolicyFile policy_of_conflicts() {
    auto file = policy();
    const std::string text = "Ja, stuur maar.";
    const auto sha256 = lawful::to_hex(lawful::crypto::sha256(lawful::as_bytes(text)));
    file.texts.push_back({sha256, text});
    file.policy.notices.push_back(
        {.purpose = "news", .language = "nl", .version = "2", .sha256 = sha256});
    file.policy.retention.push_back({.purpose = "news",
                                     .from = lawful::RetentionStart::consent_ended,
                                     .period = lawful::Period{0, 1, 0},
                                     .action = lawful::RetentionAction::restriction});
    return file;
}

struct Listed : Fixture {
    explicit Listed(const Rows& rows) {
        registry.apply(policy_of_conflicts());
        const auto csv = folder / "list.csv";
        std::ofstream out(csv, std::ios::binary);
        out << "Organisatie;Land;Sector;Naam;Mail;Telefoon;Bron;Nieuwsbrief\r\n";
        for (const auto& row : rows) out << row << "\r\n";
        out.close();
        const auto report = registry.import(mapping_of_conflicts(), csv);
        CHECK(report.rejected_rows == 0);
        CHECK(registry.check_store().faults.empty());
    }

    /// Verdict and codes, now and when a month's retention has passed.
    std::string answers(const std::string& address) {
        std::string out;
        for (int month = 0; month < 2; ++month) {
            const auto answer = ask(address);
            std::set<std::string> codes;
            for (const auto& reason : answer.reasons) codes.insert(reason.code);
            out += lawful::wire_name(answer.verdict);
            for (const auto& code : codes) out += ' ' + code;
            out += '\n';
            clock->advance(24h * 40);
        }
        return out;
    }
};

/// Calls `look` with the registry of each order of the rows.
template <class Look>
void in_any_order(Rows rows, Look look) {
    std::sort(rows.begin(), rows.end());
    do {
        Listed listed(rows);
        look(listed);
    } while (std::next_permutation(rows.begin(), rows.end()));
}

void same_in_any_order(const Rows& rows, const std::string& address) {
    std::set<std::string> all;
    in_any_order(rows, [&](Listed& listed) { all.insert(listed.answers(address)); });
    CHECK(all.size() == 1);
}

}  // namespace

TEST_CASE("a mailbox that rows give to two organisations belongs to nobody, in any order") {
    in_any_order({"School;NL;;;info@school.example;;zelf;formulier 05-01-2026",
                  "Stichting;BE;;;info@school.example;;zelf;formulier 05-01-2026",
                  "School;NL;;;info@school.example;;zelf;"},
                 [](Listed& listed) {
                     const auto id =
                         listed.registry.find("info@school.example", lawful::Medium::email);
                     const auto address = listed.registry.show(id.value()).address;
                     CHECK(address.kind == lawful::AddressKind::unassigned);
                     CHECK_FALSE(address.organisation);
                     CHECK_FALSE(listed.ask("info@school.example"));
                 });
}

TEST_CASE("a mailbox whose organisation was recorded by hand keeps it") {
    Fixture fixture;
    const auto school = fixture.registry.add(lawful::Organisation{.name = "School"});
    const auto id = fixture.registry.add(lawful::Address{
        .text = "info@school.example", .kind = lawful::AddressKind::role, .organisation = school});
    const auto csv = fixture.folder / "list.csv";
    std::ofstream(csv) << "Organisatie;Land;Sector;Naam;Mail;Telefoon;Bron;Nieuwsbrief\n"
                          "Stichting;BE;;;info@school.example;;zelf;\n";
    auto mapping = mapping_of_conflicts();
    mapping.consent.clear();
    mapping.patterns.clear();
    mapping.purpose.clear();
    fixture.registry.import(mapping, csv);
    CHECK(fixture.registry.show(id).address.organisation == school);
}

TEST_CASE("an organisation with two countries has the strictest law, in any order") {
    in_any_order({"School;NL;onderwijs;;info@school.example;;zelf;formulier 05-01-2026",
                  "school;BE;;;post@school.example;;zelf;",
                  "School;;zorg;;los@school.example;;zelf;",
                  "SCHOOL;NL;;;ook@school.example;;zelf;"},
                 [](Listed& listed) {
                     const auto id = listed.registry.find_organisation("School");
                     const auto school = listed.registry.show(id.value()).organisation;
                     CHECK(school == lawful::Organisation{.name = "SCHOOL", .sector = "onderwijs"});
                 });
}

TEST_CASE("a list fills in the country that another row leaves out") {
    in_any_order({"School;NL;;;info@school.example;;zelf;", "School;;;;post@school.example;;zelf;"},
                 [](Listed& listed) {
                     const auto id = listed.registry.find_organisation("School");
                     CHECK(listed.registry.show(id.value()).organisation.country == "NL");
                 });
}

TEST_CASE("rows of one person that name two countries give one answer") {
    same_in_any_order({"School;NL;;Jan Bos;j@school.example;;zelf;formulier 05-01-2026",
                       "School;BE;;Jan Bos;j@school.example;;zelf;formulier 05-01-2026"},
                      "j@school.example");
}

TEST_CASE("two forms of one day, with other texts or filled in otherwise, give one answer") {
    same_in_any_order({"School;NL;;Jan Bos;j@school.example;;zelf;formulier 05-01-2026",
                       "School;NL;;Jan Bos;j@school.example;;zelf;kort formulier 05-01-2026"},
                      "j@school.example");
    same_in_any_order({"School;NL;;Jan Bos;j@school.example;;zelf;vinkje 05-01-2026",
                       "School;NL;;Jan Bos;j@school.example;;zelf;formulier 05-01-2026"},
                      "j@school.example");
}

TEST_CASE("a person held mailbox and phone from the earliest day that a row speaks of, in any order") {
    in_any_order({"School;NL;;Jan Bos;j@school.example;+31612345678;zelf;formulier 07-01-2026",
                  "School;NL;;Jan Bos;j@school.example;+31612345678;zelf;formulier 05-01-2026",
                  "School;NL;;Jan Bos;j@school.example;+31612345678;zelf;"},
                 [](Listed& listed) {
                     const auto& registry = listed.registry;
                     for (const auto& [text, medium] :
                          {std::pair{"j@school.example", lawful::Medium::email},
                           std::pair{"+31612345678", lawful::Medium::phone}}) {
                         const auto shown = registry.show(registry.find(text, medium).value());
                         REQUIRE(shown.holders.size() == 1);
                         CHECK(shown.holders.front().from == day("2026-01-05"));
                     }
                 });
}

TEST_CASE("a first day recorded by hand stays, whatever a list says") {
    Fixture fixture;
    fixture.registry.apply(policy_of_conflicts());
    const auto jan = fixture.registry.add(lawful::Recipient{
        .name = "Jan Bos", .source = {.obtained = day("2026-01-08")}});
    const auto mail = fixture.registry.add(lawful::Address{.text = "j@school.example"});
    fixture.registry.record(jan, lawful::HolderAdded{mail, day("2026-01-08")});
    const auto csv = fixture.folder / "list.csv";
    std::ofstream(csv) << "Organisatie;Land;Sector;Naam;Mail;Telefoon;Bron;Nieuwsbrief\n"
                          "School;NL;;Jan Bos;j@school.example;;zelf;formulier 05-01-2026\n";
    fixture.registry.import(mapping_of_conflicts(), csv);
    const auto shown = fixture.registry.show(mail);
    REQUIRE(shown.holders.size() == 1);
    CHECK(shown.holders.front().from == day("2026-01-08"));
}

TEST_CASE("a mailbox that both agreed and left gives one answer, in a month too") {
    same_in_any_order({"School;NL;;;info@school.example;;zelf;formulier 05-01-2026",
                       "School;NL;;;info@school.example;;zelf;afgemeld"},
                      "info@school.example");
}

TEST_CASE("a phone number that one row has from a page was found on a page") {
    in_any_order({"School;NL;;Jan Bos;j@school.example;+31612345678;zelf;",
                  "School;NL;;Eva Vos;e@school.example;+31612345678;website;"},
                 [](Listed& listed) {
                     const auto id = listed.registry.find("+31612345678", lawful::Medium::phone);
                     CHECK(listed.registry.show(id.value()).address.source ==
                           lawful::SourceKind::public_source);
                 });
}
