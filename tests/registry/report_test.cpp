// SPDX-License-Identifier: Apache-2.0
#include "registry/support.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lawful;
using namespace support;

namespace {

bool has(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

/// The last cell of the first row that begins with this cell.
std::string last_cell(const std::string& page, const std::string& first) {
    const auto row = page.find(">" + first + "</td>");
    if (row == std::string::npos) return "no row";
    const auto end = page.rfind("</td>", page.find("</tr>", row));
    return page.substr(page.rfind('>', end) + 1, end - page.rfind('>', end) - 1);
}

}  // namespace

TEST_CASE("the report counts and names nobody") {
    Fixture fixture;
    const auto anna = fixture.person("Anna Smit");
    const auto mail = fixture.mailbox_of(anna, "anna@school.example");
    fixture.consent(anna, {mail});
    const auto jan = fixture.person("Jan Jansen");
    fixture.mailbox_of(jan, "jan@school.example");
    fixture.registry.record(jan, Objected{.kind = ObjectionKind::own_situation});
    fixture.clock->advance(24h * 40);
    const auto pia = fixture.person("Pia Bos");
    fixture.mailbox_of(pia, "pia@school.example");
    static_cast<void>(fixture.registry.erase(pia, ErasureGround::unnecessary));

    const auto page = Copies(fixture.registry).report();
    for (const auto* personal : {"Anna", "Smit", "Jansen", "Pia", "school.example", "box 3"}) {
        CHECK(!has(page, personal));
    }
    CHECK(!has(page, to_string(anna)));
    CHECK(!has(page, to_string(mail)));
    CHECK(has(page, "<dt>people</dt>\n<dd>2</dd>"));
    CHECK(has(page, "<dt>people erased</dt>\n<dd>1</dd>"));
    CHECK(has(page, "<dt>addresses erased</dt>\n<dd>1</dd>"));
    CHECK(has(page, "<dt>of these overdue</dt>\n<dd>1</dd>"));
    CHECK(last_cell(page, "consent_given") == "1");
    CHECK(last_cell(page, "2026-03-13") == "3");
    CHECK(last_cell(page, "(erased)") == "3");
    CHECK(has(page, "E_OBJECTED"));
    CHECK(has(page, "<dt>size</dt>\n<dd>" + std::to_string(fixture.registry.ledger_size()) + "</dd>"));
}

TEST_CASE("the report counts requests by the legal limit") {
    Fixture fixture;
    const auto anna = fixture.person("Anna Smit");
    const auto open = [&](RequestType type, const char* received) {
        return fixture.registry.record(anna, RequestOpened{.type = type, .received = day(received)});
    };
    open(RequestType::access, "2026-01-31");   // until Saturday 28 February, so Monday 2 March
    open(RequestType::access, "2026-01-02");   // until Monday 2 February
    open(RequestType::erasure, "2025-12-30");  // until 30 January
    const auto waiting = open(RequestType::portability, "2026-01-30");
    fixture.registry.record(anna, RequestIdentityAsked{.request = waiting});
    const auto refused = open(RequestType::restriction, "2026-01-30");
    fixture.registry.record(anna, RequestRefused{refused, "no", "AP", "Rechtbank", {}});
    const auto closed = open(RequestType::access, "2026-01-30");
    fixture.registry.record(anna, RequestClosed{.request = closed});
    auto page = Copies(fixture.registry).report();
    CHECK(last_cell(page, "access") == "2");
    CHECK(last_cell(page, "erasure") == "1");
    CHECK(last_cell(page, "portability") == "1");
    CHECK(last_cell(page, "restriction") == "no row");
    CHECK(has(page, "<dt>open requests overdue</dt>\n<dd>1</dd>"));
    CHECK(has(page, "<dt>awaiting proof of identity</dt>\n<dd>1</dd>"));
    CHECK(has(page, "<dt>next request due</dt>\n<dd>2026-02-02</dd>"));
    CHECK(has(page, "<dt>requests closed</dt>\n<dd>2</dd>"));
    CHECK(has(page, "<dt>of these refused</dt>\n<dd>1</dd>"));
    fixture.clock->set("2026-02-28T12:00:00Z");
    page = Copies(fixture.registry).report();
    CHECK(has(page, "<dt>open requests overdue</dt>\n<dd>2</dd>"));
    CHECK(has(page, "<dt>next request due</dt>\n<dd>2026-03-02</dd>"));
}

TEST_CASE("an objection that waits is overdue after the legal limit, not after the calendar month") {
    Fixture fixture;
    const auto jan = fixture.person("Jan Jansen");
    fixture.clock->set("2026-03-27T12:00:00Z");
    fixture.registry.record(jan, Objected{.kind = ObjectionKind::own_situation});
    fixture.clock->set("2026-04-28T12:00:00Z");  // the month ends on King's Day
    CHECK(has(Copies(fixture.registry).report(), "<dt>of these overdue</dt>\n<dd>0</dd>"));
    CHECK(has(Copies(fixture.registry).report(), "<dt>next due</dt>\n<dd>2026-04-28</dd>"));
    fixture.clock->set("2026-04-29T12:00:00Z");
    CHECK(has(Copies(fixture.registry).report(), "<dt>of these overdue</dt>\n<dd>1</dd>"));
}

TEST_CASE("the record of processing counts those who are still there") {
    Fixture fixture;
    const auto anna = fixture.person("Anna Smit");
    fixture.mailbox_of(anna, "anna@school.example");
    const auto pia = fixture.person("Pia Bos");
    fixture.mailbox_of(pia, "pia@school.example");
    static_cast<void>(fixture.registry.erase(pia, ErasureGround::unnecessary));
    const auto json = nlohmann::json::parse(Copies(fixture.registry).ropa(RopaFormat::json));
    CHECK(json["activities"][0]["people"] == 1);
    CHECK(json["activities"][0]["addresses"] == 1);
}
