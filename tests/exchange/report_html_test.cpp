// SPDX-License-Identifier: Apache-2.0
#include "exchange/report_html.hpp"

#include <doctest/doctest.h>

#include "exchange/html.hpp"
#include "exchange/report_chart.hpp"

using namespace lawful;
using exchange::ReportFacts;

namespace {

ReportFacts facts() {
    ReportFacts facts;
    facts.controller = {.name = "</title><script>alert(1)</script>", .country = "NL"};
    facts.purposes.push_back({.id = "news", .titles = {{"nl", "<img onerror='y'>"}}});
    facts.made = parse_instant("2026-11-24T10:00:00Z");
    facts.months["2025-11"] = {{"consent_given", 12}};
    facts.months["2026-02"] = {{"consent_given", 3}, {"objected", 1}, {"(erased)", 4}};
    facts.standings.push_back({.purpose = "news", .allow = 7, .deny = 2, .reasons = {{{"E_OPT_OUT", "21(3) \"&\""}, 2}}});
    facts.proofs["news"] = {.demonstrable = 11, .unproven = 4};
    facts.erasures.push_back({"17(1)(a)", "2026-02-03", 1, 4});
    facts.size = 20;
    facts.root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    return facts;
}

bool has(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

}  // namespace

TEST_CASE("text from outside cannot become markup, in text and in attributes") {
    CHECK(exchange::escape_html("<a href='x'>\"&\x01\x7f") ==
          "&lt;a href=&#39;x&#39;&gt;&quot;&amp;\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(exchange::escape_html("a\xE2\x80\xAE" "b\xE2\x81\xA7\xE2\x82\xAC\xE2\x80\x94\xE2\x80") ==
          "a\xEF\xBF\xBD" "b\xEF\xBF\xBD\xE2\x82\xAC\xE2\x80\x94\xE2\x80");
    const auto page = exchange::report_html(facts());
    CHECK(!has(page, "<script"));
    CHECK(!has(page, "<img"));
    CHECK(has(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    CHECK(has(page, "21(3) &quot;&amp;&quot;"));
    exchange::HtmlPage other("nl\" onload=\"x", "t");
    CHECK(has(other.finish(), "lang=\"nl&quot; onload=&quot;x\""));
}

TEST_CASE("the report fetches nothing and its own policy forbids it") {
    const auto page = exchange::report_html(facts());
    CHECK(has(page, "default-src &#39;none&#39;"));
    for (const auto* outside : {"http://", "https://", "url(", "@import", "src=", "href="}) {
        CAPTURE(outside);
        CHECK(!has(page, outside));
    }
}

TEST_CASE("the highest number begins at the chart's edge: however long, it is not cut") {
    auto many = facts();
    many.months["2026-03"] = {{"informed", 123'456'789}};
    const auto page = exchange::report_html(many);
    const auto number = page.find(">123456789</text>");
    REQUIRE(number != std::string::npos);
    const auto tag = page.substr(page.rfind('<', number), number - page.rfind('<', number));
    CHECK(!has(tag, "text-anchor"));
}

TEST_CASE("months without events stand in the series, and many months become years") {
    auto series = exchange::series_of(facts().months);
    CHECK(series.periods == std::vector<std::string>{"2025-11", "2025-12", "2026-01", "2026-02"});
    CHECK(series.kinds["consent_given"] == std::vector<std::uint64_t>{12, 0, 0, 3});
    CHECK(series.kinds["objected"] == std::vector<std::uint64_t>{0, 0, 0, 1});
    series = exchange::series_of({{"2019-12", {{"released", 2}}}, {"2026-01", {{"released", 5}}}});
    CHECK(series.periods.size() == 8);
    CHECK(series.kinds["released"] == std::vector<std::uint64_t>{2, 0, 0, 0, 0, 0, 0, 5});
    CHECK(exchange::series_of({}).periods.empty());
}

TEST_CASE("an empty registry has a report, and a checkpoint stands in it as it is") {
    ReportFacts none;
    CHECK(has(exchange::report_html(none), "Nothing was recorded."));
    CHECK(has(exchange::report_html(none), "No signed checkpoint"));
    none.checkpoint = "example.org/registry\n12\n\n\xE2\x80\x94 example.org/registry Uw2Q\n";
    CHECK(has(exchange::report_html(none), none.checkpoint));
}

TEST_CASE("the same facts give the same bytes") {
    CHECK(exchange::report_html(facts()) == exchange::report_html(facts()));
}
