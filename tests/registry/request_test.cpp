// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "registry/shelf.hpp"

using namespace lawful;
using namespace support;

namespace {

RequestOpened asking(RequestType type, const char* received) {
    return {.type = type, .received = day(received), .how = RequestRoute::email, .reference = "R-7"};
}

RequestOpened objecting(ObjectionKind kind = ObjectionKind::direct_marketing, Day received = {}) {
    return {.type = RequestType::objection, .received = received, .kind = kind};
}

RequestRefused refusing(EventIndex request) {
    return {.request = request, .reason = "excessive", .complaint = "AP", .remedy = "Rechtbank"};
}

/// Sunday 1 February 2026, 10:00 in Amsterdam.
struct Asked : Fixture {
    EventIndex open(RequestType type = RequestType::access, const char* received = "2026-02-01") {
        return registry.record(anna, asking(type, received));
    }
    std::optional<ErrorCode> refused(const EventBody& body) { return refused(anna, body); }
    std::optional<ErrorCode> refused(const Subject& subject, const EventBody& body) {
        return error_of([&] { return registry.record(subject, body); });
    }
    std::vector<RightsRequest> list(const DutyFilter& filter = {}) {
        std::vector<RightsRequest> all;
        Duties(registry).requests([&](const RightsRequest& request) { all.push_back(request); }, filter);
        return all;
    }

    RecipientId anna = person("Anna Smit");
    AddressId desk = mailbox_of(anna, "desk@school.example");
};

}  // namespace

TEST_CASE("a request is listed with its due date, and no longer when it was closed") {
    Asked at;
    const auto request = at.open(RequestType::rectification, "2026-01-27");
    auto all = at.list();
    REQUIRE(all.size() == 1);
    CHECK(all[0].request == request);
    CHECK(all[0].subject == Subject(at.anna));
    CHECK(all[0].type == RequestType::rectification);
    CHECK(all[0].how == RequestRoute::email);
    CHECK(all[0].reference == "R-7");
    CHECK(all[0].due == day("2026-02-27"));
    CHECK(!all[0].overdue);
    at.clock->set("2026-02-27T22:59:59Z");
    CHECK(!at.list().at(0).overdue);
    at.clock->set("2026-02-27T23:00:00Z");  // midnight in Amsterdam
    CHECK(at.list().at(0).overdue);
    at.registry.record(at.anna, RequestClosed{.request = request});
    CHECK(at.list().empty());
    all = at.list({.closed = true});
    REQUIRE(all.size() == 1);
    CHECK(all[0].closed == day("2026-02-28"));
    CHECK(all[0].outcome == RequestOutcome::fulfilled);
    CHECK(all[0].overdue);
    CHECK(at.registry.check_store().faults.empty());
}

TEST_CASE("a request received late in the evening is the next day's in the controller's time zone") {
    Asked at;
    at.clock->set("2026-02-10T23:30:00Z");
    at.registry.record(at.anna, RequestOpened{});
    CHECK(at.list().at(0).received == day("2026-02-11"));
    at.clock->set("2026-07-10T22:30:00Z");  // summer time
    at.registry.record(at.anna, RequestOpened{});
    CHECK(at.list().at(1).received == day("2026-07-11"));
    CHECK(at.refused(asking(RequestType::access, "2026-07-12")) == ErrorCode::future_event);
}

TEST_CASE("the first due comes first, what waits for proof last; a filter by day or by days from now") {
    Asked at;
    const auto waiting = at.open(RequestType::access, "2026-01-01");
    at.registry.record(at.anna, RequestIdentityAsked{.request = waiting, .on = day("2026-01-02")});
    const auto later = at.open(RequestType::access, "2026-01-20");   // 20 February
    const auto sooner = at.open(RequestType::access, "2026-01-12");  // 12 February
    const auto numbers = [&](const DutyFilter& filter) {
        std::vector<EventIndex> all;
        for (const auto& request : at.list(filter)) all.push_back(request.request);
        return all;
    };
    using Numbers = std::vector<EventIndex>;
    CHECK(numbers({}) == Numbers{sooner, later, waiting});
    CHECK(at.list().at(2).due == std::nullopt);
    CHECK(numbers({.due_by = day("2026-02-11")}).empty());
    CHECK(numbers({.due_by = day("2026-02-12")}) == Numbers{sooner});
    CHECK(numbers({.due_within = 10}).empty());
    CHECK(numbers({.due_within = 11}) == Numbers{sooner});
    CHECK(numbers({.due_by = day("2026-03-01"), .due_within = 11}) == Numbers{sooner});
    CHECK(numbers({.due_within = 36'525}) == Numbers{sooner, later});
}

TEST_CASE("an objection stops messages before anyone looks at it") {
    Asked at;
    at.consent(at.anna, {at.desk});
    REQUIRE(at.ask("desk@school.example"));
    at.clock->advance(24h);
    EventIndex request = 0;
    SUBCASE("of the person") { request = at.registry.record(at.anna, objecting()); }
    SUBCASE("of the address") { request = at.registry.record(at.desk, objecting()); }
    SUBCASE("to that purpose and channel") {
        auto opened = objecting();
        opened.purpose = "news";
        opened.channel = Channel::email;
        request = at.registry.record(at.anna, opened);
    }
    const auto denied = at.ask("desk@school.example");
    CHECK(denied.verdict == Verdict::deny);
    CHECK(says(denied, "E_OBJECTED_DM"));
    const auto whose = at.list().at(0).subject;
    const auto events = at.registry.events(whose);
    CHECK(std::holds_alternative<Objected>(events.back().event.body));
    CHECK(events.back().event.origin == Origin::linked);
    CHECK(events.back().event.cause == request);
    CHECK(at.registry.check_store().faults.empty());
}

TEST_CASE("an objection on grounds of the person's situation stops until it is decided, not until it is closed") {
    Asked at;
    at.consent(at.anna, {at.desk});
    at.clock->advance(24h);
    const auto request = at.registry.record(at.anna, objecting(ObjectionKind::own_situation));
    CHECK(at.ask("desk@school.example").verdict == Verdict::deny);
    SUBCASE("refused") { at.registry.record(at.anna, refusing(request)); }
    SUBCASE("closed") { at.registry.record(at.anna, RequestClosed{.request = request}); }
    SUBCASE("taken back") {
        at.registry.record(at.anna, RequestClosed{.request = request, .outcome = RequestOutcome::withdrawn});
    }
    CHECK(at.list().empty());
    CHECK(at.ask("desk@school.example").verdict == Verdict::deny);
}

TEST_CASE("an objection to direct marketing cannot be refused, and closing its request does not end it") {
    Asked at;
    at.consent(at.anna, {at.desk});
    at.clock->advance(24h);
    const auto request = at.registry.record(at.anna, objecting());
    CHECK(at.refused(refusing(request)) == ErrorCode::invalid_record);
    at.registry.record(at.anna, RequestClosed{.request = request});
    CHECK(at.ask("desk@school.example").verdict == Verdict::deny);
}

TEST_CASE("an objection counts from the day of receipt: a later consent lifts it, one of before or of that day not") {
    Asked at;
    at.clock->set("2026-03-10T09:00:00Z");
    at.registry.record(at.anna, objecting(ObjectionKind::direct_marketing, day("2026-03-05")));
    const auto objected = at.registry.events(at.anna).back().event;
    CHECK(objected.occurred == support::at("2026-03-05T22:59:59.999Z"));
    const auto consents = [&](const char* when) {
        at.registry.record(at.anna, Informed{.duty = InformationDuty::art13});
        at.registry.record(at.anna,
                           ConsentGiven{.purpose = "news",
                                        .addresses = {at.desk},
                                        .notice = NoticeRef{"nl", "1"},
                                        .method = ConsentMethod::signed_form,
                                        .evidence = "box 3"},
                           support::at(when));
        return static_cast<bool>(at.ask("desk@school.example"));
    };
    CHECK(!consents("2026-03-04T12:00:00Z"));
    CHECK(!consents("2026-03-05T20:00:00Z"));
    CHECK(consents("2026-03-06T09:00:00Z"));
}

TEST_CASE("an objection of today is dated now, never to come") {
    Asked at;
    at.registry.record(at.anna, objecting());
    CHECK(at.registry.events(at.anna).back().event.occurred == at.clock->now());
}

TEST_CASE("an objection by request of a merged person stops under either id, and closing it ends neither") {
    Asked at;
    const auto twin = at.person("A. Smit");
    const auto home = at.mailbox_of(twin, "a.smit@elsewhere.example");
    at.consent(at.anna, {at.desk});
    at.consent(twin, {home});
    at.registry.merge(at.anna, twin);
    REQUIRE(static_cast<bool>(at.ask("a.smit@elsewhere.example")));
    at.clock->advance(24h);
    const auto request = at.registry.record(at.anna, objecting());
    at.registry.record(at.anna, RequestClosed{.request = request});
    for (const auto* mail : {"desk@school.example", "a.smit@elsewhere.example"}) {
        CHECK(at.ask(mail).verdict == Verdict::deny);
    }
    at.registry.unmerge(at.anna, twin);
    CHECK(at.ask("a.smit@elsewhere.example").verdict == Verdict::deny);
    CHECK(at.registry.check_store().faults.empty());
}

TEST_CASE("an objection by request survives the restore of an older copy") {
    Shelf at;
    at.keep();
    REQUIRE(at.ask("jan@school.example"));
    at.registry->record(at.jan, objecting());
    at.put_back();
    at.open();
    CHECK(says(at.ask("jan@school.example"), "E_OBJECTED_DM"));
    CHECK(static_cast<bool>(at.ask("mia@school.example")));
    CHECK(at.registry->check_store().faults.empty());
}

TEST_CASE("opening a request for restriction restricts nothing by itself") {
    Asked at;
    at.consent(at.anna, {at.desk});
    at.open(RequestType::restriction);
    CHECK(static_cast<bool>(at.ask("desk@school.example")));
}

TEST_CASE("while proof of identity is awaited the clock stands still, and then runs on") {
    Asked at;
    const auto request = at.open(RequestType::access, "2026-01-27");
    at.registry.record(at.anna, RequestIdentityAsked{request, day("2026-01-28"), "a code by letter"});
    CHECK(at.list().at(0).due == std::nullopt);
    at.clock->set("2026-04-01T09:00:00Z");
    CHECK(!at.list().at(0).overdue);
    at.registry.record(at.anna, RequestIdentityVerified{request, day("2026-02-11"), "the code"});
    CHECK(at.list().at(0).due == day("2026-03-13"));  // 27 February and 14 days
    CHECK(at.list().at(0).overdue);
}

TEST_CASE("what asked for proof is not answered before it is there") {
    Asked at;
    using End = void (*)(Asked&, EventIndex);
    End end = nullptr;
    SUBCASE("it never came") {
        end = [](Asked& in, EventIndex request) { in.registry.record(in.anna, refusing(request)); };
    }
    SUBCASE("taken back") {
        end = [](Asked& in, EventIndex request) {
            in.registry.record(in.anna, RequestClosed{.request = request, .outcome = RequestOutcome::withdrawn});
        };
    }
    SUBCASE("verified") {
        end = [](Asked& in, EventIndex request) {
            in.registry.record(in.anna, RequestIdentityVerified{.request = request});
            in.registry.record(in.anna, RequestClosed{.request = request});
        };
    }
    for (const auto type : {RequestType::access, RequestType::erasure, RequestType::portability,
                            RequestType::rectification, RequestType::restriction}) {
        CAPTURE(wire_name(type));
        const auto request = at.open(type);
        at.registry.record(at.anna, RequestIdentityAsked{.request = request});
        CHECK(at.refused(RequestClosed{.request = request}) == ErrorCode::invalid_record);
        CHECK(at.refused(RequestClosed{.request = request, .outcome = RequestOutcome::partly_fulfilled}) ==
              ErrorCode::invalid_record);
        end(at, request);
    }
    CHECK(at.list().empty());
}

TEST_CASE("the person is told of an extension within the first month, by the legal limit") {
    Asked at;
    at.clock->set("2026-07-01T09:00:00Z");
    const auto request = at.open(RequestType::access, "2026-03-27");  // until Tuesday 28 April: King's Day
    const auto told = [&](const char* when) { return RequestExtended{request, day(when), "many copies"}; };
    try {
        at.registry.record(at.anna, told("2026-04-29"));
        FAIL("an extension told too late was recorded");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_record);
        CHECK(std::string(error.what()).find("GDPR 12(3)") != std::string::npos);
        CHECK(std::string(error.what()).find("2026-04-28") != std::string::npos);
    }
    CHECK(at.refused(RequestExtended{request, day("2026-04-28"), " "}) == ErrorCode::invalid_record);
    CHECK(at.refused(told("2026-03-26")) == ErrorCode::invalid_record);
    at.registry.record(at.anna, told("2026-04-28"));
    CHECK(at.list().at(0).due == day("2026-06-29"));  // 27 June is a Saturday
    CHECK(at.refused(told("2026-04-28")) == ErrorCode::already_done);
}

TEST_CASE("an extension may be told while proof is awaited, and later when days stood still") {
    Asked at;
    at.clock->set("2026-07-01T09:00:00Z");
    const auto request = at.open(RequestType::access, "2026-03-27");
    at.registry.record(at.anna, RequestIdentityAsked{.request = request, .on = day("2026-04-01")});
    SUBCASE("meanwhile") { at.registry.record(at.anna, RequestExtended{request, day("2026-05-20"), "many"}); }
    SUBCASE("afterwards") {
        at.registry.record(at.anna, RequestIdentityVerified{.request = request, .on = day("2026-05-01")});
        CHECK(at.refused(RequestExtended{request, day("2026-05-28"), "many"}) == ErrorCode::invalid_record);
        at.registry.record(at.anna, RequestExtended{request, day("2026-05-27"), "many"});
    }
}

TEST_CASE("a question for proof that comes after the time to answer stops nothing") {
    Asked at;
    at.clock->set("2026-07-01T09:00:00Z");
    const auto request = at.open(RequestType::access, "2026-03-27");
    const auto asked = [&](const char* when) { return RequestIdentityAsked{.request = request, .on = day(when)}; };
    CHECK(at.refused(asked("2026-04-29")) == ErrorCode::invalid_record);
    CHECK(at.refused(asked("2026-03-26")) == ErrorCode::invalid_record);
    at.registry.record(at.anna, asked("2026-04-28"));
    CHECK(at.refused(asked("2026-04-28")) == ErrorCode::already_done);
    const auto verified = [&](const char* when) { return RequestIdentityVerified{.request = request, .on = day(when)}; };
    CHECK(at.refused(verified("2026-04-27")) == ErrorCode::invalid_record);
    CHECK(at.refused(verified("2026-07-02")) == ErrorCode::future_event);
    at.registry.record(at.anna, verified("2026-05-01"));
    CHECK(at.refused(verified("2026-05-01")) == ErrorCode::already_done);
    CHECK(at.refused(asked("2026-05-02")) == ErrorCode::already_done);
}

TEST_CASE("a refusal says why, where to complain and which court hears it") {
    Asked at;
    const auto request = at.open();
    for (auto text : {&RequestRefused::reason, &RequestRefused::complaint, &RequestRefused::remedy}) {
        auto refusal = refusing(request);
        refusal.*text = " ";
        CHECK(at.refused(refusal) == ErrorCode::invalid_record);
    }
    CHECK(at.refused(RequestClosed{.request = request, .outcome = RequestOutcome::refused}) ==
          ErrorCode::invalid_record);
    at.registry.record(at.anna, refusing(request));
    CHECK(at.list({.closed = true}).at(0).outcome == RequestOutcome::refused);
}

TEST_CASE("what does not fit a request is refused, and nothing is recorded") {
    Asked at;
    const auto school = at.registry.add(Organisation{.name = "School", .country = "NL"});
    const auto request = at.open();
    const auto before = at.registry.ledger_size();
    CHECK(at.refused(school, asking(RequestType::access, "2026-02-01")) == ErrorCode::invalid_record);
    CHECK(at.refused(at.registry.id(), asking(RequestType::access, "2026-02-01")) == ErrorCode::invalid_record);
    // The reader of the address is who asks.
    CHECK(at.refused(at.desk, asking(RequestType::access, "2026-02-01")) == ErrorCode::invalid_record);
    CHECK(at.refused(asking(RequestType::access, "2026-02-02")) == ErrorCode::future_event);
    CHECK(at.refused(RequestOpened{.received = std::chrono::year{2026} / 2 / 30}) == ErrorCode::invalid_record);
    CHECK(at.refused(RequestOpened{.type = RequestType::objection}) == ErrorCode::invalid_record);
    CHECK(at.refused(RequestOpened{.kind = ObjectionKind::direct_marketing}) == ErrorCode::invalid_record);
    CHECK(at.refused(RequestOpened{.purpose = "news"}) == ErrorCode::invalid_record);
    CHECK(at.refused(RequestOpened{.channel = Channel::email}) == ErrorCode::invalid_record);
    auto unknown = objecting();
    unknown.purpose = "none";
    CHECK(at.refused(unknown) == ErrorCode::unknown_purpose);
    CHECK(at.refused(RequestClosed{.request = 3}) == ErrorCode::unknown_id);
    CHECK(at.refused(at.person("Eva Vos"), RequestClosed{.request = request}) == ErrorCode::unknown_id);
    CHECK(at.refused(RequestClosed{.request = request, .on = day("2026-01-31")}) == ErrorCode::invalid_record);
    CHECK(at.refused(RequestClosed{.request = request, .on = day("2026-02-02")}) == ErrorCode::future_event);
    CHECK(at.registry.ledger_size() == before + 1);  // Eva
    at.registry.record(at.anna, RequestClosed{.request = request});
    for (const EventBody& body :
         {EventBody(RequestClosed{.request = request}), EventBody(refusing(request)),
          EventBody(RequestExtended{request, {}, "many"}), EventBody(RequestIdentityAsked{.request = request}),
          EventBody(RequestIdentityVerified{.request = request})}) {
        CHECK(at.refused(body) == ErrorCode::already_done);
    }
}

TEST_CASE("an address that nobody reads can ask, and is answered") {
    Asked at;
    const auto stranger = at.mailbox("stranger@elsewhere.example");
    const auto request = at.registry.record(stranger, asking(RequestType::access, "2026-02-01"));
    CHECK(at.list().at(0).subject == Subject(stranger));
    at.registry.record(stranger, RequestClosed{.request = request});
    CHECK(at.list().empty());
}

TEST_CASE("a clock that goes back does not make a day come twice") {
    Asked at;
    const auto request = at.open();
    at.clock->set("2026-02-20T09:00:00Z");
    at.registry.record(at.anna, RequestExtended{request, {}, "many"});
    at.clock->set("2026-02-05T09:00:00Z");
    at.registry.record(at.anna, RequestClosed{.request = request});
    CHECK(at.list({.closed = true}).at(0).closed == day("2026-02-20"));
}

TEST_CASE("requests of somebody erased are gone from the list") {
    Asked at;
    at.open(RequestType::erasure);
    at.registry.erase(at.anna, ErasureGround::unnecessary);
    CHECK(at.list({.closed = true}).empty());
    CHECK(at.registry.check_store().faults.empty());
}
