// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>

#include <lawful/audit.hpp>
#include <lawful/error.hpp>
#include <lawful/json.hpp>

#include "bundle.hpp"

namespace lawful::testing {
namespace {

using State = LeafState;

struct Seen {
    AuditReport report;
    std::map<std::uint64_t, State> states;
};

Seen inspect(const std::filesystem::path& folder, AuditOptions options = {}) {
    Seen seen;
    options.on_leaf = [&](std::uint64_t leaf, State state) { seen.states[leaf] = state; };
    seen.report = inspect_audit(folder, options);
    return seen;
}

bool says(const AuditReport& report, std::string_view what) {
    return std::any_of(report.faults.begin(), report.faults.end(), [&](const auto& fault) {
        return fault.find(what) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("a full bundle: every leaf is verified or erased, erasures told by ground and day") {
    const TempFolder folder;
    const auto ledger = SmallLedger::example();
    ledger.write_full(folder / "b");
    const auto [report, states] = inspect(folder / "b");
    CHECK(report.faults == std::vector<std::string>{});
    CHECK(report.ok());
    CHECK(report.complete);
    CHECK(report.origin == origin);
    CHECK(report.size == 12);
    CHECK(report.verified == 8);
    CHECK(report.erased == 4);
    CHECK(report.not_disclosed + report.missing + report.tampered == 0);
    CHECK(report.signed_by == ledger.verifier().text());
    CHECK_FALSE(report.signer_known);
    REQUIRE(report.erasures.size() == 2);
    CHECK(report.erasures[0].day == "2026-01-06");
    CHECK(report.erasures[0].ground == "17(1)(b)");
    CHECK(report.erasures[0].leaves == 3);
    CHECK(report.erasures[1].ground == "17(1)(a)");
    REQUIRE(states.size() == 12);
    CHECK(states.at(2) == State::erased);
    CHECK(states.at(5) == State::verified);
    CHECK(verify_audit(folder / "b").verified == 8);
    CHECK(to_json(report).find(R"("verified":8,"erased":4)") != std::string::npos);
}

TEST_CASE("a partial bundle proves what it opens and claims nothing about the rest") {
    const TempFolder folder;
    const auto ledger = SmallLedger::example();
    ledger.write_partial(folder / "b", {1, 5, 7});
    const auto [report, states] = inspect(folder / "b");
    CHECK(report.faults == std::vector<std::string>{});
    CHECK_FALSE(report.complete);
    CHECK(report.verified == 3);
    CHECK(report.erased == 3);
    CHECK(report.not_disclosed == 6);
    CHECK(report.missing == 0);
    CHECK(states.size() == 6);
    CHECK(std::filesystem::exists(folder / "b/proofs/5.tlog-proof"));
    CHECK_FALSE(std::filesystem::exists(folder / "b/leaves"));
}

TEST_CASE("bundles of every small size verify, empty ones too") {
    for (std::uint64_t size = 0; size < 20; ++size) {
        CAPTURE(size);
        const TempFolder folder;
        const auto ledger = SmallLedger::of_size(size);
        ledger.write_full(folder / "full");
        CHECK(inspect_audit(folder / "full").faults == std::vector<std::string>{});
        CHECK(inspect_audit(folder / "full").verified == size);
        std::vector<std::uint64_t> all;
        for (std::uint64_t i = 0; i < size; ++i) all.push_back(i);
        ledger.write_partial(folder / "partial", all);
        CHECK(inspect_audit(folder / "partial").faults == std::vector<std::string>{});
        CHECK(inspect_audit(folder / "partial").verified == size);
    }
}

TEST_CASE("beyond ten thousand opened events a partial bundle has all leaves and no proofs") {
    const TempFolder folder;
    const auto ledger = SmallLedger::of_size(10'003);
    std::vector<std::uint64_t> opened;
    for (std::uint64_t i = 1; i < 10'002; ++i) opened.push_back(i);
    ledger.write_partial(folder / "b", opened);
    CHECK(std::filesystem::exists(folder / "b/leaves"));
    CHECK_FALSE(std::filesystem::exists(folder / "b/proofs"));
    const auto report = inspect_audit(folder / "b");
    CHECK(report.faults == std::vector<std::string>{});
    CHECK(report.verified == 10'001);
    CHECK(report.not_disclosed == 2);
}

TEST_CASE("older checkpoints: consistent ones count, a rolled back or rewritten ledger is found") {
    const TempFolder folder;
    const auto ledger = SmallLedger::example();
    ledger.write_full(folder / "full");
    ledger.write_partial(folder / "partial", {5}, {7});
    auto rewritten = ledger;
    rewritten.m[3] = rewritten.m[5];
    auto longer = ledger;
    longer.add(longer.m[8]);
    for (const std::uint64_t size : {0U, 3U, 7U, 12U}) {
        write_bytes(folder / std::to_string(size), ledger.checkpoint(size));
    }
    write_bytes(folder / "rewritten", rewritten.checkpoint(7));
    write_bytes(folder / "longer", longer.checkpoint(13));
    const auto with = [&](const char* bundle, const char* checkpoint) {
        return inspect_audit(folder / bundle, {.checkpoints = {folder / checkpoint}});
    };
    for (const auto* size : {"0", "3", "7", "12"}) {
        CAPTURE(size);
        CHECK(with("full", size).ok());
        CHECK(with("full", size).older_checkpoints == 1);
        CHECK(with("partial", size).ok() == (std::string_view(size) != "3"));
    }
    CHECK(says(with("partial", "3"), "3: the bundle does not prove"));
    for (const auto* bundle : {"full", "partial"}) {
        CHECK(says(with(bundle, "rewritten"), "rewritten: not consistent"));
        CHECK(says(with(bundle, "longer"), "longer: the ledger was longer then"));
    }
    CHECK_THROWS_AS((void)with("full", "absent"), Error);
}

TEST_CASE("the auditor's key decides who signed; the bundle's own finds damage only") {
    const TempFolder folder;
    auto ledger = SmallLedger::example();
    ledger.write_full(folder / "b");
    const auto known = inspect_audit(folder / "b", {.verifier_keys = {ledger.verifier().text()}});
    CHECK(known.ok());
    CHECK(known.signer_known);
    ledger.key_fill = 8;
    const auto other = inspect(folder / "b", {.verifier_keys = {ledger.verifier().text()}});
    CHECK(says(other.report, "checkpoint: signed note: no known key signed it"));
    CHECK(other.report.verified == 0);
    CHECK(other.report.tampered == 12);
    CHECK(other.states.at(0) == State::tampered);
    CHECK_THROWS_AS((void)inspect_audit(folder / "b", {.verifier_keys = {"x"}}), Error);
}

TEST_CASE("one event changed, erased without a tombstone, or opened although erased") {
    const TempFolder folder;
    auto changed = SmallLedger::example();
    changed.write_full(folder / "good");
    changed.erased.insert(8);
    changed.write_full(folder / "missing");
    const auto missing = inspect(folder / "missing");
    CHECK(missing.report.missing == 1);
    CHECK(missing.states.at(8) == State::missing);
    CHECK(says(missing.report, "event 8: missing"));
    changed.erased = {2, 3, 6};
    changed.write_full(folder / "opened");
    const auto opened = inspect(folder / "opened");
    CHECK(opened.states.at(4) == State::tampered);
    CHECK(says(opened.report, "event 4: it is opened, and event 10 says that it was erased"));
    try {
        verify_audit(folder / "opened");
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::corrupt);
        CHECK(std::string_view(error.what()).find("event 4") != std::string_view::npos);
    }
}

TEST_CASE("a checkpoint that cannot be read leaves nothing to measure by") {
    const TempFolder folder;
    SmallLedger::example().write_full(folder / "b");
    write_bytes(folder / "b/checkpoint", "nothing\n");
    const auto [report, states] = inspect(folder / "b");
    CHECK(report.fault_count == 1);
    CHECK(says(report, "checkpoint: another size than in the manifest"));
    CHECK(states.empty());
}

TEST_CASE("what is no folder cannot be read; a planted name cannot speak to the terminal") {
    const TempFolder folder;
    CHECK_THROWS_AS((void)inspect_audit(folder / "absent"), Error);
    CHECK(says(inspect_audit(folder.path()), "manifest.json: "));
    SmallLedger::example().write_full(folder / "b");
    write_bytes(folder / "b/\x1b[31mred\n", "");
    CHECK(says(inspect_audit(folder / "b"), "?[31mred?: the manifest does not list it"));
}

}  // namespace lawful::testing
