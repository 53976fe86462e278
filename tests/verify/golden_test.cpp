// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <map>

#include "bundle.hpp"

namespace lawful::testing {
namespace {

namespace fs = std::filesystem;

const fs::path golden = fs::path(LAWFUL_SOURCE_DIR) / "tests/verify/data";

std::map<std::string, std::string> content_of(const fs::path& folder) {
    std::map<std::string, std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        out.emplace(fs::relative(entry.path(), folder).string(), bytes_of(entry.path()));
    }
    return out;
}

void write_all(const fs::path& folder) {
    const auto ledger = SmallLedger::example();
    ledger.write_full(folder / "full");
    ledger.write_partial(folder / "partial", {1, 5, 7, 8}, {5, 9});
    write_bytes(folder / "verifier-key", ledger.verifier().text() + "\n");
    for (const std::uint64_t size : {0U, 5U, 9U}) {
        write_bytes(folder / ("checkpoint-" + std::to_string(size)), ledger.checkpoint(size));
    }
}

}  // namespace

TEST_CASE("the same ledger gives the same bundles, byte for byte") {
    if (std::getenv("LAWFUL_WRITE_GOLDEN") != nullptr) {
        fs::remove_all(golden);
        fs::create_directories(golden);
        write_all(golden);
    }
    const TempFolder folder;
    write_all(folder.path());
    const auto written = content_of(folder.path());
    const auto kept = content_of(golden);
    CHECK(written.size() == 20);
    for (const auto& [name, bytes] : kept) {
        CAPTURE(name);
        REQUIRE(written.contains(name));
        const bool same = written.at(name) == bytes;
        CHECK(same);
    }
    CHECK(written.size() == kept.size());
}

}  // namespace lawful::testing
