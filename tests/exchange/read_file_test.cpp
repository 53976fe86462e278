// SPDX-License-Identifier: Apache-2.0
#include <fstream>

#include <doctest/doctest.h>

#include "exchange/read_file.hpp"
#include "temporary.hpp"

#include <lawful/error.hpp>

TEST_CASE("a small file is read whatever it might have been, and a larger one refused") {
    const support::TempFolder folder;
    const auto file = folder / "plan.json";
    const std::string text(100'000, 'x');
    std::ofstream(file) << text;
    CHECK(lawful::exchange::read_file(file, std::size_t{1} << 60) == text);
    CHECK(lawful::exchange::read_file(file, text.size()) == text);
    CHECK_THROWS_AS(static_cast<void>(lawful::exchange::read_file(file, text.size() - 1)), lawful::Error);
    CHECK_THROWS_AS(static_cast<void>(lawful::exchange::read_file(folder / "none", 10)), lawful::Error);
    CHECK_THROWS_AS(static_cast<void>(lawful::exchange::read_file(folder.path(), 10)), lawful::Error);
}
