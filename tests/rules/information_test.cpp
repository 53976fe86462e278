// SPDX-License-Identifier: Apache-2.0
#include "rules/information.hpp"

#include <doctest/doctest.h>

#include "rules/world.hpp"

using namespace lawful;
using namespace lawful::rules::testing;
using rules::AddressFacts;
using rules::SubjectState;

namespace {

const Zone amsterdam("Europe/Amsterdam");

SubjectState person_of(SourceKind source, const char* obtained = "2026-01-31") {
    SubjectState state;
    state.person.emplace();
    state.person->source = source;
    state.person->obtained = parse_day(obtained);
    return state;
}

}  // namespace

TEST_CASE("art. 14: a month, the first message or the first disclosure, whichever comes first") {
    struct Row {
        const char* obtained;
        const char* message;          ///< empty: none
        const char* disclosed;
        const char* due;
        InformationTrigger because;
    };
    using enum InformationTrigger;
    const auto instant = [](const char* text) {
        return *text == '\0' ? std::nullopt : std::optional(parse_instant(text));
    };
    for (const auto& row : {
             Row{"2026-01-31", "", "", "2026-02-28T23:00:00Z", month},
             Row{"2028-01-31", "", "", "2028-02-29T23:00:00Z", month},  // a leap day
             Row{"2026-02-28", "", "", "2026-03-28T23:00:00Z", month},  // the clock moves in the night after
             Row{"2026-03-01", "", "", "2026-04-01T22:00:00Z", month},  // summer time
             Row{"2026-01-31", "2026-02-10T12:00:00Z", "", "2026-02-10T12:00:00Z", first_message},
             Row{"2026-01-31", "2026-03-10T12:00:00Z", "", "2026-02-28T23:00:00Z", month},
             Row{"2026-01-31", "", "2026-02-09T12:00:00Z", "2026-02-09T12:00:00Z", first_disclosure},
             Row{"2026-01-31", "2026-02-10T12:00:00Z", "2026-02-09T12:00:00Z", "2026-02-09T12:00:00Z",
                 first_disclosure},
             Row{"2026-01-31", "2026-02-08T12:00:00Z", "2026-02-09T12:00:00Z", "2026-02-08T12:00:00Z", first_message},
         }) {
        CAPTURE(row.due);
        auto person = person_of(SourceKind::partner, row.obtained);
        person.disclosed = instant(row.disclosed);
        const auto due = rules::art14_due(person, instant(row.message), amsterdam);
        CHECK(due.due == parse_instant(row.due));
        CHECK(due.because == row.because);
    }
    CHECK(rules::art14_due(person_of(SourceKind::partner, "9999-12-15"), {}, amsterdam).due >
          parse_instant("9999-12-31T00:00:00Z"));
}

TEST_CASE("art. 14 is owed to whose data came from elsewhere, until they are told or need not be") {
    CHECK(rules::owes_art14(person_of(SourceKind::partner)));
    CHECK(rules::owes_art14(person_of(SourceKind::third_party)));
    CHECK(rules::owes_art14(person_of(SourceKind::public_source)));
    CHECK(!rules::owes_art14(person_of(SourceKind::subject)));
    CHECK(!rules::owes_art14(person_of(SourceKind::own_customer)));
    CHECK(!rules::owes_art14({}));
    auto person = person_of(SourceKind::partner);
    person.informed.push_back({.duty = InformationDuty::art13, .purpose = {}, .notice = {}});
    CHECK(rules::owes_art14(person));
    person.informed.push_back({.duty = InformationDuty::art14, .purpose = {}, .notice = {}});
    CHECK(!rules::owes_art14(person));
    person = person_of(SourceKind::partner);
    person.person->art14_exemption = "14(5)(b)";
    CHECK(rules::owes_art14(person));
    person.person->exemption_reasoned = true;
    CHECK(!rules::owes_art14(person));
}

TEST_CASE("a message to whoever read the address before is not the new reader's") {
    const auto since = parse_day("2026-02-10");
    AddressFacts address;
    CHECK(!rules::first_message_since(address, since, amsterdam));
    address.first_delivered = address.last_delivered = parse_instant("2026-02-09T22:59:59Z");
    CHECK(!rules::first_message_since(address, since, amsterdam));
    address.last_delivered = parse_instant("2026-02-20T12:00:00Z");
    // Which was the first to the new reader is not known: it may have come on the first day.
    CHECK(rules::first_message_since(address, since, amsterdam) == parse_instant("2026-02-09T23:00:00Z"));
    address.first_delivered = parse_instant("2026-02-09T23:00:00Z");
    CHECK(rules::first_message_since(address, since, amsterdam) == address.first_delivered);
}

TEST_CASE("the fold remembers the first disclosure") {
    SubjectState state;
    const auto say = [&](const char* when) {
        rules::apply(state, 0, {RecipientId{}, at(when), at(when), Origin::direct, {}, Disclosed{"Drukker", {}, {}}});
    };
    CHECK(!state.disclosed);
    say("2026-03-02");
    say("2026-03-01");
    say("2026-03-03");
    CHECK(state.disclosed == at("2026-03-01"));
    CHECK(rules::decode_state(rules::encode_state(state)) == state);
}

TEST_CASE("G4-2: at the first disclosure the notice is overdue, and a predecessor's message is not theirs") {
    World world;
    world.add_organisation("NL");
    world.add_address(AddressKind::personal);
    Recipient person;
    person.organisation = world.organisation;
    person.source.kind = SourceKind::partner;
    person.source.obtained = parse_day("2026-11-20");
    world.add_person(person);
    world.consent();
    CHECK_FALSE(says(world.ask("2026-12-05"), "E_ART14_OVERDUE"));
    world.record(world.person, "2026-12-01", Disclosed{"Drukker", {"name"}, {}});
    CHECK(says(world.ask("2026-12-05"), "G4-2", "E_ART14_OVERDUE", Effect::breach));
}
