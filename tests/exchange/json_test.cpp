// SPDX-License-Identifier: Apache-2.0
#include <lawful/json.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "model/canonical.hpp"
#include "model/kind.hpp"

#include <lawful/error.hpp>

using lawful::to_json;

namespace {

lawful::Decision allowed() {
    return {.verdict = lawful::Verdict::allow_with_obligations,
            .reasons = {{.rule = "G2-2",
                         .code = "A_CONSENT",
                         .effect = lawful::Effect::pass,
                         .article = "GDPR 6(1)(a)",
                         .since = lawful::parse_instant("2026-01-05T09:00:00Z"),
                         .event = 12},
                        {.rule = "G2-12",
                         .code = "W_CONSENT_REFRESH_DUE",
                         .effect = lawful::Effect::warn,
                         .article = "EDPB 05/2020 paras 110-111"}},
            .obligations = {{.code = "E_NL_IDENTITY", .article = "Tw 11.7(7)", .blocking = true},
                            {.code = "W_NO_ONE_CLICK", .article = "RFC 8058", .blocking = false}},
            .basis = lawful::Basis::consent,
            .valid_until = lawful::parse_instant("2028-01-06T00:00:00+01:00"),
            .ledger_size = 40};
}

template <class SomeId>
SomeId id_of(std::uint8_t byte) {
    SomeId id;
    id.bytes.fill(byte);
    return id;
}

const auto address = id_of<lawful::AddressId>(0xA1);
const auto person = id_of<lawful::RecipientId>(0xB2);
const auto body = id_of<lawful::OrganisationId>(0xC3);

}  // namespace

TEST_CASE("a decision in JSON is this") {
    CHECK(
        to_json(allowed()) ==
        R"json({"verdict":"allow_with_obligations","reasons":[)json"
        R"json({"rule":"G2-2","code":"A_CONSENT","effect":"pass","article":"GDPR 6(1)(a)",)json"
        R"json("since":"2026-01-05T09:00:00.000Z","event":12},)json"
        R"json({"rule":"G2-12","code":"W_CONSENT_REFRESH_DUE","effect":"warn",)json"
        R"json("article":"EDPB 05/2020 paras 110-111"}],"obligations":[)json"
        R"json({"code":"E_NL_IDENTITY","article":"Tw 11.7(7)","blocking":true},)json"
        R"json({"code":"W_NO_ONE_CLICK","article":"RFC 8058","blocking":false}],)json"
        R"json("basis":"consent","valid_until":"2028-01-05T23:00:00.000Z","ledger_size":40})json");
    CHECK(to_json(lawful::Decision{}) ==
          R"({"verdict":"deny","reasons":[],"obligations":[],"ledger_size":0})");
}

TEST_CASE("items of a screening and of a release carry their decision") {
    const std::string denied =
        R"({"verdict":"deny","reasons":[],"obligations":[],"ledger_size":0})";
    const std::string id = "\"a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1\"";
    CHECK(to_json(lawful::AddressDecision{.address = address, .masked = "j…@a.example"}) ==
          "{\"address\":" + id + ",\"masked\":\"j…@a.example\",\"decision\":" + denied + "}");
    CHECK(to_json(lawful::Screened{.input = "x\"y"}) ==
          R"({"input":"x\"y","decision":)" + denied + "}");
    CHECK(to_json(lawful::Screened{.input = "x@y.example", .address = address}) ==
          R"({"input":"x@y.example","address":)" + id + ",\"decision\":" + denied + "}");
    CHECK(to_json(lawful::Releases{.released = {{.id = 7,
                                                 .address = address,
                                                 .text = "x@y.example",
                                                 .name = "Zoë",
                                                 .language = "nl",
                                                 .organisation = body}},
                                   .refused = {{.input = "z"}}}) ==
          R"({"released":[{"id":7,"address":)" + id +
              R"(,"text":"x@y.example","name":"Zoë","language":"nl",)"
              R"("organisation":"c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3","decision":)" +
              denied + R"(}],"refused":[{"input":"z","decision":)" + denied + "}]}");
}

TEST_CASE("an import's report in JSON is this") {
    const lawful::ImportReport report{
        .rows = 9,
        .imported = 4,
        .unchanged = 2,
        .suppressed = 1,
        .recipients = 3,
        .role_addresses = 1,
        .claims = {{lawful::ConsentClaim::given_with_form, 1}, {lawful::ConsentClaim::refused, 2}},
        .rejected = {{7, "email: no address"}},
        .rejected_rows = 2,
        .unread_columns = {"Opmerking"}};
    CHECK(
        to_json(report) ==
        R"({"rows":9,"imported":4,"unchanged":2,"suppressed":1,"recipients":3,"role_addresses":1,)"
        R"("claims":{"given_with_form":1,"refused":2},"rejected_rows":2,)"
        R"("rejected":[{"line":7,"reason":"email: no address"}],"unread_columns":["Opmerking"]})");
}

TEST_CASE("a policy's change and a store's report in JSON are these") {
    const lawful::PolicyChange change{.changed = true,
                                      .differences = {"add purpose news"},
                                      .findings = {{.code = "E_CONSENT_NOT_FREE",
                                                    .article = "GDPR 7(4)",
                                                    .where = "purposes.news",
                                                    .message = "a service depends on this consent",
                                                    .blocking = true}}};
    CHECK(to_json(change) ==
          R"({"changed":true,"differences":["add purpose news"],"findings":[)"
          R"j({"code":"E_CONSENT_NOT_FREE","article":"GDPR 7(4)","where":"purposes.news",)j"
          R"j("message":"a service depends on this consent","blocking":true}]})j");
    CHECK(to_json(lawful::StoreReport{.events = 3, .subjects = 2, .faults = {"a fault"}}) ==
          R"({"events":3,"subjects":2,"faults":["a fault"]})");
}

TEST_CASE("what the registry has on somebody, field by field") {
    const lawful::Holding holding{.recipient = person,
                                  .address = address,
                                  .from = lawful::parse_day("2020-02-29"),
                                  .until = lawful::parse_day("2021-03-01")};
    lawful::RecipientRecord record;
    record.id = person;
    record.recipient = {
        .name = "Zoë", .role = "arts", .language = "nl", .country = "NL", .organisation = body};
    record.recipient.source = {.kind = lawful::SourceKind::public_source,
                               .obtained = lawful::parse_day("2020-01-01"),
                               .detail = "website"};
    record.recipient.born = lawful::parse_day("1980-05-06");
    record.addresses = {holding};
    const auto tree = nlohmann::json::parse(to_json(record));
    CHECK(tree["id"] == std::string(32, 'b').replace(1, 31, "2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2"));
    CHECK(tree["name"] == "Zoë");
    CHECK(tree["born"] == "1980-05-06");
    CHECK(tree["under_guardianship"] == false);
    CHECK(tree["source"]["kind"] == "public_source");
    CHECK(tree["source"]["obtained"] == "2020-01-01");
    CHECK(tree["addresses"][0]["from"] == "2020-02-29");
    CHECK(tree["addresses"][0]["until"] == "2021-03-01");

    const auto mailbox = nlohmann::json::parse(to_json(lawful::AddressRecord{
        .id = address,
        .address = {.text = "info@a.example", .kind = lawful::AddressKind::role},
        .holders = {holding}}));
    CHECK(mailbox["medium"] == "email");
    CHECK(mailbox["text"] == "info@a.example");
    CHECK(mailbox["kind"] == "role");
    CHECK(mailbox["source"] == "subject");
    CHECK_FALSE(mailbox.contains("organisation"));
    CHECK(mailbox["holders"].size() == 1);

    const auto partner = nlohmann::json::parse(to_json(lawful::OrganisationRecord{
        .id = body, .organisation = {.name = "GGZ", .country = "NL", .public_authority = true}}));
    CHECK(partner["name"] == "GGZ");
    CHECK(partner["legal_person"] == true);
    CHECK(partner["public_authority"] == true);
}

TEST_CASE("a recorded event in JSON is this") {
    lawful::RecordedEvent recorded{.index = 5, .event = {}};
    recorded.event = {.subject = person,
                      .occurred = lawful::parse_instant("2026-01-05T09:00:00Z"),
                      .recorded = lawful::parse_instant("2026-01-05T09:00:01Z"),
                      .origin = lawful::Origin::linked,
                      .cause = 4,
                      .body = lawful::ConsentWithdrawn{.purpose = "news", .channel = {}}};
    CHECK(to_json(recorded) ==
          R"({"index":5,"subject":"recipient:b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2",)"
          R"("kind":"consent_withdrawn","occurred":"2026-01-05T09:00:00.000Z",)"
          R"("recorded":"2026-01-05T09:00:01.000Z","origin":"linked","cause":4,)"
          R"("body":{"purpose":"news"}})");
}

TEST_CASE("an event of any kind can be shown, with every field of its body") {
    for (const auto kind : lawful::model::kind_names) {
        CAPTURE(kind);
        const lawful::RecordedEvent event{3, {.body = lawful::model::body_of_kind(kind)}};
        const auto tree = nlohmann::json::parse(to_json(event));
        CHECK(tree["kind"] == kind);
        CHECK(tree["body"] == nlohmann::json::parse(lawful::model::body_json(event.event.body)));
        CHECK_FALSE(tree.contains("cause"));
    }
}

TEST_CASE("lists are arrays") {
    CHECK(to_json(std::vector<lawful::Screened>{}) == "[]");
    CHECK(nlohmann::json::parse(to_json(std::vector<lawful::Screened>(3))).size() == 3);
}

TEST_CASE("text that is not UTF-8 does not leave, and does not stop a screening") {
    CHECK(to_json(std::string_view("caf\xC3\xA9\n")) == "\"caf\xC3\xA9\\n\"");
    CHECK_THROWS_WITH_AS(static_cast<void>(to_json(std::string_view("\xFF"))),
                         "a text is not utf-8", lawful::Error);
    CHECK_THROWS_AS(static_cast<void>(to_json(lawful::StoreReport{.faults = {"\xC0\xAF"}})),
                    lawful::Error);
    CHECK(to_json(lawful::Screened{.input = "a\xFF@b"})
              .starts_with("{\"input\":\"a\xEF\xBF\xBD@b\",\"decision\""));
}

TEST_CASE("a request in JSON is this") {
    lawful::RightsRequest request{.request = 7,
                                  .subject = person,
                                  .type = lawful::RequestType::access,
                                  .received = lawful::parse_day("2026-01-02"),
                                  .how = lawful::RequestRoute::email,
                                  .reference = "R-7",
                                  .due = lawful::parse_day("2026-02-02"),
                                  .overdue = true};
    CHECK(to_json(request) == R"({"request":7,"subject":"b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2","kind":"recipient",)"
                              R"("type":"access","received":"2026-01-02","how":"email","reference":"R-7",)"
                              R"("due":"2026-02-02","overdue":true})");
    request.identity_asked = request.identity_verified = request.extended = request.closed = request.received;
    request.outcome = lawful::RequestOutcome::refused;
    request.overdue = false;
    const auto all = to_json(request);
    for (const auto* member : {R"("identity_asked":"2026-01-02")", R"("identity_verified":"2026-01-02")",
                               R"("extended":"2026-01-02")", R"("closed":"2026-01-02")", R"("outcome":"refused")"}) {
        CHECK(all.find(member) != std::string::npos);
    }
    request.reference = "\xFF";
    CHECK_THROWS_AS(static_cast<void>(to_json(request)), lawful::Error);
}
