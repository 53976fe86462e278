// SPDX-License-Identifier: Apache-2.0
#include "registry/properties/village.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "registry/properties/dice.hpp"

namespace properties {
namespace {

using lawful::Basis;
using lawful::Channel;
using lawful::Period;

lawful::NoticeText notice_text(std::string_view purpose) {
    const auto text = fmt::format("Ik wil berichten voor {} ontvangen.", purpose);
    return {lawful::to_hex(lawful::crypto::sha256(lawful::as_bytes(text))), text};
}

lawful::PolicyFile make_policy() {
    lawful::PolicyFile file;
    auto& policy = file.policy;
    policy.controller = {.name = "Stichting Voorbeeld",
                         .postal_address = "Markt 1, 5000 AA Tilburg",
                         .country = "NL",
                         .time_zone = "Europe/Amsterdam",
                         .data_protection_officer = "fg@voorbeeld.example",
                         .stop_address = "Markt 1, 5000 AA Tilburg"};
    lawful::Purpose newsletter{.id = "news",
                         .titles = {{"nl", "Nieuwsbrief"}},
                         .content = lawful::ContentClass::idealistic,
                         .bases = {Basis::consent, Basis::legitimate_interest},
                         .channels = {Channel::email, Channel::post},
                         .refresh_interval = Period{0, 0, 45}};
    lawful::Purpose membership{.id = "club",
                         .titles = {{"nl", "Club"}},
                         .content = lawful::ContentClass::commercial,
                         .bases = {Basis::consent},
                         .channels = {Channel::email},
                         .validity = Period{0, 1, 10},
                         .double_opt_in = true};
    lawful::Purpose operations{.id = "ops",
                        .titles = {{"nl", "Dienstbericht"}},
                        .content = lawful::ContentClass::operational,
                        .bases = {Basis::legitimate_interest, Basis::public_task},
                        .channels = {Channel::email}};
    policy.purposes = {std::move(newsletter), std::move(membership), std::move(operations)};
    policy.retention.push_back({.purpose = "club",
                                .from = lawful::RetentionStart::consent_ended,
                                .period = Period{0, 0, 15},
                                .action = lawful::RetentionAction::restriction});
    policy.retention.push_back({.purpose = "news",
                                .from = lawful::RetentionStart::consent_ended,
                                .period = Period{0, 0, 40},
                                .action = lawful::RetentionAction::erase_purpose});
    for (const auto* purpose : {"news", "ops"}) policy.retention.push_back({.purpose = purpose, .period = Period{5, 0, 0}});
    for (const auto* purpose : {"news", "club"}) {
        file.texts.push_back(notice_text(purpose));
        policy.notices.push_back(
            {.purpose = purpose,
             .language = "nl",
             .version = "1",
             .sha256 = file.texts.back().sha256,
             .covers = {lawful::InformationDuty::art13, lawful::InformationDuty::art14}});
    }
    // A form whose text informs nobody.
    file.texts.push_back(notice_text("news, kort"));
    policy.notices.push_back({.purpose = "news",
                              .language = "nl",
                              .version = "2",
                              .sha256 = file.texts.back().sha256});
    return file;
}

lawful::ImportMapping make_mapping() {
    using enum lawful::ConsentClaim;
    lawful::ImportMapping mapping;
    mapping.organisation = "organisatie";
    mapping.name = "naam";
    mapping.email = "email";
    mapping.source = "bron";
    mapping.added = "toegevoegd";
    mapping.consent = "toestemming";
    mapping.country_column = "land";
    mapping.purpose = "news";
    mapping.patterns = {{.text = "ja, formulier {date}",
                         .claim = given_with_form,
                         .notice = lawful::NoticeRef{"nl", "1"},
                         .method = lawful::ConsentMethod::signed_form},
                        {.text = "ja, kort formulier {date}",
                         .claim = given_with_form,
                         .notice = lawful::NoticeRef{"nl", "2"},
                         .method = lawful::ConsentMethod::signed_form},
                        {.text = "ja, vinkje {date}",
                         .claim = given_with_form,
                         .notice = lawful::NoticeRef{"nl", "1"},
                         .method = lawful::ConsentMethod::pre_ticked_box},
                        {.text = "ja", .claim = given_claimed},
                        {.text = "nee", .claim = refused},
                        {.text = "afgemeld", .claim = withdrawn}};
    mapping.sources = {{"zelf", lawful::SourceKind::subject},
                       {"klant", lawful::SourceKind::own_customer},
                       {"partner", lawful::SourceKind::partner},
                       {"website", lawful::SourceKind::public_source}};
    return mapping;
}

std::string days_ago(lawful::Day today, int days) {
    return lawful::to_string(lawful::Day{std::chrono::sys_days{today} - std::chrono::days{days}});
}

std::string spelt(const Row& row) {
    std::string text(addresses.at(row.address));
    switch (row.spelling) {
        case 1: return lawful::to_upper_ascii(text);
        case 2: return "<" + text + ">";
        case 3: return text.insert(text.find('@'), "+lijst");
        default: return text;
    }
}

std::string claimed(const Row& row, lawful::Day today) {
    switch (row.claim) {
        case 0: return "ja, formulier " + days_ago(today, row.form_ago);
        case 1: return "ja";
        case 2: return "nee";
        case 3: return "Afgemeld";
        case 4: return "JA";
        case 5: return "ja, kort formulier " + days_ago(today, row.form_ago);
        case 6: return "ja, vinkje " + days_ago(today, row.form_ago);
        default: return "";
    }
}

}  // namespace

const std::vector<Question>& questions() {
    const std::vector<std::string> mail{"jan@school.example",  "jan+nieuws@school.example",
                                        "info@school.example", "TEAM@ggz.example",
                                        "mia@ggz.example",     "nieuw@ggz.example",
                                        "Jan+x@school.example"};
    static const std::vector<Question> all{
        {"news", Channel::email, mail},
        {"club", Channel::email, mail},
        {"ops", Channel::email, mail},
        {"news", Channel::post, {std::string(addresses[postal_address])}}};
    return all;
}

const lawful::PolicyFile& village_policy() {
    static const auto policy = make_policy();
    return policy;
}

lawful::Organisation organisation(std::size_t number, std::uint64_t seed) {
    Dice dice(seed * 31 + number);
    return {.name = fmt::format("Organisatie {}", number),
            .country = dice.any({"NL", "NL", "NL", "BE", "IE", ""}),
            .sector = "zorg",
            .legal_person = dice.chance(85)};
}

lawful::Recipient person(std::size_t number, std::uint64_t seed) {
    Dice dice(seed * 37 + number);
    using enum lawful::SourceKind;
    lawful::Recipient person{.name = fmt::format("Persoon {}", number),
                             .language = "nl",
                             .country = dice.any({"NL", "NL", "NL", "NL", "BE", "DE", "IE", ""})};
    person.source = {.kind = dice.any({subject, subject, subject, partner, own_customer}),
                     .obtained = lawful::parse_day("2026-01-20")};
    person.employee = dice.chance(10);
    return person;
}

std::optional<lawful::NoticeRef> notice_of(std::string_view purpose) {
    if (purpose == "ops") return std::nullopt;
    return lawful::NoticeRef{"nl", "1"};
}

const lawful::ImportMapping& village_mapping() {
    static const auto mapping = make_mapping();
    return mapping;
}

void write_list(const std::filesystem::path& file, const std::vector<Row>& rows,
                lawful::Day today) {
    constexpr auto lands = std::to_array<std::string_view>({"NL", "BE", ""});
    constexpr auto known = std::to_array<std::string_view>({"zelf", "klant", "partner", "website"});
    std::ofstream out(file, std::ios::binary);
    out << "organisatie;naam;email;land;bron;toegevoegd;toestemming\r\n";
    for (const auto& row : rows) {
        const auto body =
            row.organisation == 0 ? "" : fmt::format("Organisatie {}", row.organisation - 1);
        const auto name = row.name == 0 ? "" : fmt::format("Persoon {}", row.name - 1);
        out << body << ';' << name << ';' << spelt(row) << ';' << lands.at(row.country) << ';' << known.at(row.source) << ';'
            << days_ago(today, row.added_ago) << ";\"" << claimed(row, today) << "\"\r\n";
    }
}

}  // namespace properties
