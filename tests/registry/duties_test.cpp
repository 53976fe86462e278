// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <doctest/doctest.h>

#include "registry/shelf.hpp"

using namespace lawful;
using namespace support;

namespace {

const std::vector<std::string> in_the_notice{"E_SENDER_HIDDEN", "E_NO_STOP_ADDRESS", "E_NL_IDENTITY", "E_ART21_4"};

/// The usual policy, with `privacy`, by which people are told, and `care`, of health.
PolicyFile duties_policy() {
    auto file = policy();
    file.policy.purposes[0].validity = Period{0, 24, 0};
    file.policy.purposes.push_back({.id = "privacy",
                                    .titles = {{"nl", "Privacyverklaring"}},
                                    .content = ContentClass::legal_notice,
                                    .bases = {Basis::legal_obligation},
                                    .channels = {Channel::email}});
    file.policy.purposes.push_back({.id = "care",
                                    .titles = {{"nl", "Zorg"}},
                                    .content = ContentClass::service,
                                    .bases = {Basis::legitimate_interest},
                                    .channels = {Channel::email},
                                    .special_category = true,
                                    .art9_condition = "9(2)(h)"});
    for (const char* purpose : {"privacy", "care"}) {
        file.policy.retention.push_back({.purpose = purpose, .period = {.years = 5, .months = 0, .days = 0}});
    }
    return file;
}

/// Sunday 1 February 2026; data of before was obtained on 5 January.
struct OnDuty : Fixture {
    OnDuty() { registry.apply(duties_policy()); }

    RecipientId contact(const std::string& name, const std::string& mail, SourceKind source = SourceKind::partner) {
        const auto who = person(name, source);
        mailbox_of(who, mail);
        return who;
    }
    std::vector<InformationDue> due(const DutyFilter& filter = {}) {
        std::vector<InformationDue> all;
        Duties(registry).information([&](const InformationDue& one) { all.push_back(one); }, filter);
        return all;
    }
    Releases mailing(const DutyFilter& filter = {}) {
        return Duties(registry).release_notices("privacy", Channel::email, in_the_notice, filter);
    }
    std::vector<AgeingConsent> ageing(std::int32_t within) {
        std::vector<AgeingConsent> all;
        Duties(registry).ageing([&](const AgeingConsent& one) { all.push_back(one); }, within);
        return all;
    }
    std::vector<AffectedPerson> touched(const BreachSelection& selection = {}) {
        std::vector<AffectedPerson> all;
        counts = Duties(registry).affected(selection, [&](const AffectedPerson& one) { all.push_back(one); });
        return all;
    }
    void tell(RecipientId who) { registry.record(who, Informed{.duty = InformationDuty::art14}); }

    AffectedCounts counts;
};

using Categories = std::set<DataCategory>;

Categories with_details(Categories all) {
    all.insert(DataCategory::contact_details);
    return all;
}

Categories categories_of(const AffectedPerson& person) {
    return {person.categories.begin(), person.categories.end()};
}

}  // namespace

// ---- information (GDPR 14) ----

TEST_CASE("who must be told is listed until they were, by the day that comes first") {
    OnDuty at;
    const auto anna = at.contact("Anna Smit", "anna@school.example");
    at.contact("Own", "own@school.example", SourceKind::subject);
    auto all = at.due();
    REQUIRE(all.size() == 1);
    CHECK(all[0].recipient == anna);
    CHECK(all[0].due == day("2026-02-05"));
    CHECK(all[0].because == InformationTrigger::month);
    CHECK(!all[0].overdue);
    CHECK(all[0].obtained == day("2026-01-05"));
    CHECK(all[0].source == SourceKind::partner);
    CHECK(all[0].language == "nl");
    CHECK(all[0].country == "NL");
    REQUIRE(all[0].addresses.size() == 1);
    CHECK(all[0].addresses[0].find("anna") == std::string::npos);
    at.clock->set("2026-02-05T22:59:59Z");
    CHECK(!at.due().at(0).overdue);
    at.clock->set("2026-02-05T23:00:00Z");  // midnight in Amsterdam
    CHECK(at.due().at(0).overdue);
    at.tell(anna);
    CHECK(at.due().empty());
    CHECK(at.registry.check_store().faults.empty());
}

TEST_CASE("the first disclosure and the first message are due dates of their own, as in an answer") {
    OnDuty at;
    const auto anna = at.contact("Anna Smit", "anna@school.example");
    at.registry.record(anna, BasisDeclared{.purpose = "ops", .basis = Basis::public_task, .provision = "Wet 1"});
    const auto overdue = [&] {
        return says(at.registry.may_send("anna@school.example", "ops", Channel::email), "E_ART14_OVERDUE");
    };
    CHECK(!overdue());
    SUBCASE("disclosed") {
        at.registry.record(anna, Disclosed{"Drukkerij", {"name"}, {}});
        CHECK(at.due().at(0).because == InformationTrigger::first_disclosure);
    }
    SUBCASE("written to") {
        const std::vector<std::string> to{"anna@school.example"};
        auto told = in_the_notice;
        told.emplace_back("E_ART14_FIRST_MESSAGE");
        const auto sent = at.registry.release(to, "ops", Channel::email, told);
        REQUIRE(sent.released.size() == 1);
        at.registry.delivered(sent.released[0].id);
        CHECK(at.due().empty());  // the notice went with it
        return;
    }
    CHECK(at.due().at(0).due == day("2026-02-01"));
    CHECK(at.due().at(0).overdue);
    CHECK(overdue());
}

TEST_CASE("an exemption with its reason ends the duty, one without is marked") {
    OnDuty at;
    const auto anna = at.contact("Anna Smit", "anna@school.example");
    auto changed = at.registry.show(anna).recipient;
    changed.source.art14_exemption = "14(5)(b)";
    at.registry.record(anna, RecipientChanged{changed});
    CHECK(at.due().at(0).exemption_undocumented);
    changed.source.exemption_reason = "memo 4";
    at.registry.record(anna, RecipientChanged{changed});
    CHECK(at.due().empty());
}

TEST_CASE("what is due first comes first, within a limit") {
    OnDuty at;
    const auto obtained = [&](const char* when) {
        return at.registry.add(Recipient{.name = "P", .source = {.kind = SourceKind::partner, .obtained = day(when)}});
    };
    const auto later = obtained("2026-01-20");
    const auto sooner = obtained("2026-01-03");
    const auto gone = obtained("2026-01-01");
    at.registry.erase(gone, ErasureGround::unnecessary);
    const auto who = [&](const DutyFilter& filter) {
        std::vector<RecipientId> ids;
        for (const auto& one : at.due(filter)) ids.push_back(one.recipient);
        return ids;
    };
    using Ids = std::vector<RecipientId>;
    CHECK(who({}) == Ids{sooner, later});
    CHECK(who({.due_by = day("2026-02-02")}).empty());
    CHECK(who({.due_by = day("2026-02-03")}) == Ids{sooner});
    CHECK(who({.due_within = 1}).empty());
    CHECK(who({.due_within = 2}) == Ids{sooner});
    CHECK(who({.due_within = 19}) == Ids{sooner, later});
}

TEST_CASE("the notice is released to one address each, and counts as given when it was delivered") {
    OnDuty at;
    const auto anna = at.contact("Anna Smit", "anna@school.example");
    at.mailbox_of(anna, "anna2@school.example");
    const auto eva = at.contact("Eva Vos", "eva@school.example");
    auto sent = at.mailing();
    REQUIRE(sent.released.size() == 2);
    CHECK(sent.refused.empty());
    CHECK(at.due().size() == 2);
    CHECK(at.mailing().released.empty());  // under way
    for (const auto& one : sent.released) {
        if (one.name == "Anna Smit") at.registry.delivered(one.id);
        else at.registry.failed(one.id);
    }
    REQUIRE(at.due().size() == 1);
    CHECK(at.due()[0].recipient == eva);
    CHECK(at.mailing().released.size() == 1);
    CHECK(at.registry.check_store().faults.empty());
}

TEST_CASE("whoever said no to all, is restricted or suppressed gets no notice by mail") {
    OnDuty at;
    const auto anna = at.contact("Anna Smit", "anna@school.example");
    SUBCASE("restricted") { at.registry.record(anna, Restricted{}); }
    SUBCASE("suppressed") {
        at.registry.suppress("anna@school.example", Medium::email, SuppressionReason::complaint);
    }
    SUBCASE("objected") { at.registry.record(anna, Objected{.purpose = "privacy"}); }
    const auto sent = at.mailing();
    CHECK(sent.released.empty());
    CHECK(sent.refused.size() == 1);
    CHECK(at.due().size() == 1);
}

TEST_CASE("a shared mailbox has one notice for all who read it") {
    OnDuty at;
    const auto anna = at.contact("Anna Smit", "desk@school.example");
    const auto eva = at.person("Eva Vos", SourceKind::partner);
    const auto desk = at.registry.show(anna).addresses.at(0).address;
    at.registry.record(eva, HolderAdded{desk, day("2026-01-05")});
    const auto sent = at.mailing();
    REQUIRE(sent.released.size() == 1);
    at.registry.delivered(sent.released[0].id);
    CHECK(at.due().empty());
}

TEST_CASE("a mailing keeps to the limit, and to purposes that promote nothing") {
    OnDuty at;
    at.contact("Anna Smit", "anna@school.example");
    CHECK(at.mailing({.due_by = day("2026-02-04")}).released.empty());
    CHECK(at.mailing({.due_by = day("2026-02-05")}).released.size() == 1);
    const auto before = at.registry.ledger_size();
    for (const auto* purpose : {"news", "ops"}) {
        CHECK(error_of([&] { return Duties(at.registry).release_notices(purpose, Channel::email, {}); }) ==
              ErrorCode::invalid_record);
    }
    CHECK(error_of([&] { return Duties(at.registry).release_notices("none", Channel::email, {}); }) ==
          ErrorCode::unknown_purpose);
    CHECK(at.registry.ledger_size() == before);
}

// ---- ageing of consent ----

TEST_CASE("consents are listed before they end or want renewal, and after") {
    OnDuty at;
    const auto anna = at.contact("Anna Smit", "anna@school.example", SourceKind::subject);
    const auto consent = at.consent(anna, {at.registry.show(anna).addresses.at(0).address});  // until 1 February 2028
    at.clock->set("2027-12-31T12:00:00Z");
    CHECK(at.ageing(31).empty());
    auto all = at.ageing(32);
    REQUIRE(all.size() == 1);
    CHECK(all[0].consent == consent);
    CHECK(all[0].subject == Subject(anna));
    CHECK(all[0].purpose == "news");
    CHECK(all[0].channel == Channel::email);
    CHECK(all[0].given == day("2026-02-01"));
    CHECK(all[0].last_day == day("2028-02-01"));
    CHECK(all[0].refresh_by == day("2029-02-01"));
    CHECK(!all[0].expired);
    at.clock->set("2028-02-01T22:59:59Z");
    CHECK(!at.ageing(0).at(0).expired);
    CHECK(!says(at.ask("anna@school.example"), "E_CONSENT_EXPIRED"));
    at.clock->set("2028-02-01T23:00:00Z");
    CHECK(at.ageing(0).at(0).expired);
    CHECK(!at.ageing(0).at(0).refresh_due);
    CHECK(says(at.ask("anna@school.example"), "E_CONSENT_EXPIRED"));
    at.clock->set("2029-02-01T23:00:00Z");
    CHECK(at.ageing(0).at(0).refresh_due);
    at.registry.record(anna, ConsentWithdrawn{});
    CHECK(at.ageing(36'525).empty());
}

TEST_CASE("a consent that was renewed ages from then; in the year 9999 too") {
    OnDuty at;
    const auto anna = at.contact("Anna Smit", "anna@school.example", SourceKind::subject);
    const auto mail = at.registry.show(anna).addresses.at(0).address;
    at.consent(anna, {mail});
    at.clock->set("9999-01-01T12:00:00Z");
    CHECK(at.ageing(0).at(0).expired);
    const auto renewed = at.consent(anna, {mail});
    CHECK(at.ageing(0).empty());
    REQUIRE(at.ageing(800).size() == 1);
    CHECK(at.ageing(800)[0].consent == renewed);
}

// ---- breaches (GDPR 33, 34) ----

TEST_CASE("everybody is touched where nothing is said, with the categories of their data") {
    OnDuty at;
    const auto anna = at.contact("Anna Smit", "anna@school.example", SourceKind::subject);
    auto all = at.touched();
    REQUIRE(all.size() == 1);
    CHECK(all[0].recipient == anna);
    CHECK(all[0].country == "NL");
    CHECK(all[0].language == "nl");
    REQUIRE(all[0].addresses.size() == 1);
    CHECK(all[0].addresses[0].find("anna") == std::string::npos);
    CHECK(categories_of(all[0]) == with_details({}));
    using enum DataCategory;
    const auto now = [&] { return categories_of(at.touched().at(0)); };
    SUBCASE("consent") {
        at.consent(anna, {at.registry.show(anna).addresses.at(0).address});
        CHECK(now() == with_details({consent}));
    }
    SUBCASE("denials") {
        at.registry.record(anna, ConsentWithdrawn{"news", {}});
        CHECK(now() == with_details({denials}));
    }
    SUBCASE("requests") {
        at.registry.record(anna, RequestOpened{});
        CHECK(now() == with_details({requests}));
    }
    SUBCASE("disclosures") {
        at.registry.record(anna, Disclosed{"Drukkerij", {"name"}, {}});
        CHECK(now() == with_details({disclosures}));
    }
    SUBCASE("age, guardianship, employment") {
        auto changed = at.registry.show(anna).recipient;
        changed.born = day("2000-01-01");
        changed.under_guardianship = changed.employee = true;
        at.registry.record(anna, RecipientChanged{changed});
        CHECK(now() == with_details({age, guardianship, employment}));
    }
    SUBCASE("special category") {
        at.registry.record(anna, BasisDeclared{.purpose = "care",
                                               .basis = Basis::legitimate_interest,
                                               .assessment = "LIA 1",
                                               .assessed_on = day("2026-01-01")});
        CHECK(now() == with_details({special_category}));
    }
    SUBCASE("messages, of a special category") {
        at.registry.record(anna, Informed{.duty = InformationDuty::art13});
        at.registry.record(anna, BasisDeclared{.purpose = "care",
                                               .basis = Basis::legitimate_interest,
                                               .assessment = "LIA 1",
                                               .assessed_on = day("2026-01-01")});
        const std::vector<std::string> to{"anna@school.example"};
        const auto sent = at.registry.release(to, "care", Channel::email, in_the_notice);
        REQUIRE(sent.released.size() == 1);
        at.registry.delivered(sent.released[0].id);
        CHECK(now() == with_details({messages, special_category}));
    }
}

TEST_CASE("a breach is narrowed by organisation, purpose and time, and by all of them together") {
    OnDuty at;
    const auto school = at.registry.add(Organisation{.name = "School", .country = "BE"});
    const auto other = at.registry.add(Organisation{.name = "Other", .country = "NL"});
    const Source from{.kind = SourceKind::subject, .obtained = day("2026-01-05")};
    const auto anna = at.registry.add(Recipient{.name = "Anna", .organisation = school, .source = from});
    const auto eva = at.registry.add(Recipient{.name = "Eva", .country = "NL", .organisation = other, .source = from});
    at.registry.add(Address{.text = "info@school.example", .kind = AddressKind::role, .organisation = school});
    at.clock->set("2026-03-01T12:00:00Z");
    const auto pia = at.contact("Pia", "pia@school.example");
    at.clock->set("2026-03-02T12:00:00Z");
    at.registry.record(eva, ConsentRefused{"news", Channel::email});
    const auto who = [&](const BreachSelection& selection) {
        std::vector<RecipientId> ids;
        for (const auto& one : at.touched(selection)) ids.push_back(one.recipient);
        std::sort(ids.begin(), ids.end());
        return ids;
    };
    const auto sorted = [](std::vector<RecipientId> ids) {
        std::sort(ids.begin(), ids.end());
        return ids;
    };
    CHECK(who({}) == sorted({anna, eva, pia}));
    CHECK(at.counts.people == 3);
    CHECK(at.counts.addresses == 1);
    CHECK(at.counts.unread_addresses == 1);
    CHECK(at.counts.countries == std::map<std::string, std::uint64_t>{{"BE", 1}, {"NL", 2}});
    CHECK(at.counts.categories.at(DataCategory::contact_details) == 3);
    CHECK(at.counts.categories.at(DataCategory::denials) == 1);
    CHECK(who({.organisation = school}) == sorted({anna}));
    CHECK(at.counts.unread_addresses == 1);
    CHECK(who({.purpose = "news"}) == sorted({eva}));
    CHECK(at.counts.unread_addresses == 0);
    CHECK(who({.since = support::at("2026-03-01T12:00:00Z")}) == sorted({eva, pia}));
    CHECK(who({.since = support::at("2026-03-02T12:00:00.001Z")}).empty());
    CHECK(who({.organisation = school, .purpose = "news"}).empty());
    CHECK(who({.organisation = other, .purpose = "news", .since = support::at("2026-03-02T00:00:00Z")}) ==
          sorted({eva}));
    at.registry.erase(eva, ErasureGround::unnecessary);
    CHECK(who({}) == sorted({anna, pia}));
    CHECK(error_of([&] { return at.touched({.purpose = "none"}); }) == ErrorCode::unknown_purpose);
    CHECK(error_of([&] { return at.touched({.organisation = OrganisationId{}}); }) == ErrorCode::unknown_id);
}

TEST_CASE("what was recorded of an address touches who reads it, and messages count for their purpose") {
    OnDuty at;
    const auto anna = at.contact("Anna Smit", "anna@school.example");
    CHECK(at.touched({.purpose = "privacy"}).empty());
    at.clock->set("2026-02-03T12:00:00Z");
    const auto sent = at.mailing();
    REQUIRE(sent.released.size() == 1);
    at.registry.delivered(sent.released[0].id);
    at.clock->set("2026-02-04T12:00:00Z");
    CHECK(at.touched({.purpose = "privacy"}).at(0).recipient == anna);
    const auto mail = at.registry.show(anna).addresses.at(0).address;
    at.registry.record(mail, ConsentRequested{"news", Channel::email});
    CHECK(at.touched({.since = support::at("2026-02-04T00:00:00Z")}).at(0).recipient == anna);
    CHECK(at.touched({.purpose = "news"}).size() == 1);
}
