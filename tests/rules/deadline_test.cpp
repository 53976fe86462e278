// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <lawful/rights.hpp>
#include <lawful/error.hpp>

using namespace lawful;

namespace {

using Days = std::set<std::string>;

Days holidays_of(int of, std::string_view country) {
    Days found;
    const auto first = std::chrono::sys_days{std::chrono::year{of} / 1 / 1};
    for (auto day = first; Day{day}.year() == std::chrono::year{of}; day += std::chrono::days{1}) {
        if (is_public_holiday(Day{day}, country)) found.insert(to_string(Day{day}));
    }
    return found;
}

}  // namespace

TEST_CASE("the deadlines are those of the worked cases") {
    std::ifstream file(LAWFUL_SOURCE_DIR "/tests/rules/data/art12-deadline-vectors.json");
    const auto vectors = nlohmann::json::parse(file).at("vectors");
    REQUIRE(vectors.size() == 42);
    for (const auto& vector : vectors) {
        CAPTURE(vector.dump());
        const auto day = [&](const char* name) { return parse_day(vector.at(name).get<std::string>()); };
        const Deadlines want{.calendar_1m = day("calendar_1m"),
                             .due_1m = day("due_1m"),
                             .calendar_3m = day("calendar_3m"),
                             .due_3m_if_extended = day("due_3m_if_extended"),
                             .extension_notice_due = day("extension_notice_due")};
        CHECK(request_deadlines(day("received"), vector.at("country").get<std::string>()) == want);
    }
}

TEST_CASE("the public holidays of a year") {
    CHECK(holidays_of(2026, "NL") == Days{"2026-01-01", "2026-04-03", "2026-04-06", "2026-04-27", "2026-05-05",
                                          "2026-05-14", "2026-05-25", "2026-12-25", "2026-12-26"});
    CHECK(holidays_of(2026, "BE") == Days{"2026-01-01", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25",
                                          "2026-07-21", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25"});
    CHECK(holidays_of(2026, "DE") == Days{"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14",
                                          "2026-05-25", "2026-10-03", "2026-12-25", "2026-12-26"});
    CHECK(holidays_of(2026, "FR") == Days{"2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14",
                                          "2026-05-25", "2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11",
                                          "2026-12-25"});
    CHECK(holidays_of(2026, "NONE").empty());
    CHECK(holidays_of(2026, "").empty());
}

TEST_CASE("easter moves between 22 March and 25 April") {
    for (const char* monday : {"1818-03-23", "2000-04-24", "2008-03-24", "2024-04-01", "2025-04-21", "2027-03-29",
                               "2038-04-26", "2049-04-19", "2076-04-20", "2285-03-23"}) {
        CAPTURE(monday);
        CHECK(is_public_holiday(parse_day(monday), "BE"));
    }
}

TEST_CASE("the day of the sovereign is never a Sunday, and was another until 2013") {
    CHECK(is_public_holiday(parse_day("2025-04-26"), "NL"));
    CHECK_FALSE(is_public_holiday(parse_day("2025-04-27"), "NL"));
    CHECK(is_public_holiday(parse_day("2014-04-26"), "NL"));
    CHECK(is_public_holiday(parse_day("2013-04-30"), "NL"));
    CHECK_FALSE(is_public_holiday(parse_day("2013-04-27"), "NL"));
    CHECK(is_public_holiday(parse_day("2006-04-29"), "NL"));
}

TEST_CASE("holidays in a row, and deadlines of DE and FR") {
    const auto due = [](const char* received, const char* country) {
        return to_string(request_deadlines(parse_day(received), country).due_1m);
    };
    CHECK(due("2026-11-25", "NL") == "2026-12-28");  // Christmas, Saturday, Sunday
    CHECK(due("2025-11-25", "NL") == "2025-12-29");
    CHECK(due("2025-11-25", "FR") == "2025-12-26");
    CHECK(due("2026-02-03", "DE") == "2026-03-03");
    CHECK(due("2026-03-03", "DE") == "2026-04-07");  // Good Friday to Easter Monday
    CHECK(due("2026-03-03", "FR") == "2026-04-03");
    CHECK(due("2026-06-14", "FR") == "2026-07-15");
    CHECK(due("2025-09-03", "DE") == "2025-10-06");
    CHECK(due("2026-04-08", "FR") == "2026-05-11");
}

TEST_CASE("a day that is none has no deadline") {
    using namespace std::chrono;
    CHECK_THROWS_AS(static_cast<void>(request_deadlines(year{2026} / February / 30, "NL")), Error);
}
