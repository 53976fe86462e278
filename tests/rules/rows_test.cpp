// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <iterator>
#include <set>

#include <doctest/doctest.h>

#include "model/fields.hpp"
#include "rules/national_rows.hpp"
#include "rules/rule_table.hpp"

#include <lawful/decision.hpp>

using namespace lawful;

/// The golden file is the set as recorded in registries. A row that changes wants a new version.
TEST_CASE("the rows of this version are those on file") {
    const RowsAdopted adopted{std::string(rules::national_rows_version()), rules::national_rows()};
    std::ifstream file(LAWFUL_SOURCE_DIR "/tests/rules/data/national_rows.json");
    std::string golden{std::istreambuf_iterator<char>(file), {}};
    while (golden.ends_with('\n')) golden.pop_back();
    CHECK(model::encode(adopted) == golden);
    CHECK(model::decode<RowsAdopted>(golden) == adopted);
}

TEST_CASE("every row is well formed") {
    const std::set<std::string> audiences{"any", "natural", "legal", "consumer", "professional"};
    for (const auto& row : rules::national_rows()) {
        CAPTURE(row.id);
        CHECK(rules::rule_order(row.id) < rules::rule_order("none"));
        CHECK(from_wire_name<Effect>(row.effect));
        CHECK(audiences.contains(row.audience));
        CHECK((row.ground.empty() || from_wire_name<GroundKind>(row.ground)));
        CHECK_FALSE(row.channels.empty());
        CHECK_FALSE(row.code.empty());
        CHECK_FALSE(row.article.empty());
        CHECK(row.lifts.empty() == (row.effect != "allow"));
        if (row.valid_from && row.valid_to) CHECK(*row.valid_from < *row.valid_to);
        for (const auto& lifted : row.lifts) CHECK(rules::rule_order(lifted) > 0);
    }
}

TEST_CASE("only the soft opt-in reaches into another gate, and only for the missing basis") {
    for (const auto& row : rules::national_rows()) {
        for (const auto& lifted : row.lifts) {
            if (lifted[0] != 'G') continue;
            CHECK(row.id == "EU-2");
            CHECK(lifted == "G2-1");
        }
    }
}
