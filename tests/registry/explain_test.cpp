// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <doctest/doctest.h>

#include "crypto/digest.hpp"
#include "exchange/audit_answer.hpp"
#include "exchange/audit_manifest.hpp"
#include "registry/support.hpp"

#include <lawful/audit.hpp>

using namespace support;
namespace fs = std::filesystem;
using lawful::Channel;

namespace {

const std::string mail = "anna@voorbeeld.example";

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
}

/// As somebody would who can write the manifest anew.
void replace_answer(const fs::path& folder, const std::string& text) {
    write(folder / "answer.json", text);
    auto manifest = lawful::exchange::AuditManifest::parse(read(folder / "manifest.json"));
    for (auto& file : manifest.files) {
        if (file.path != "answer.json") continue;
        file.bytes = text.size();
        file.sha256 = lawful::crypto::sha256(lawful::as_bytes(text));
    }
    write(folder / "manifest.json", manifest.text());
}

struct Asked : Fixture {
    /// Explains, proves, and has an auditor decide it again.
    lawful::Explanation proven(const std::string& address, std::optional<lawful::Instant> as_of = {},
                               std::string_view purpose = "news") {
        const auto proof = file().parent_path() / ("proof-" + std::to_string(++proofs));
        auto explanation = registry.explain(address, purpose, Channel::email, as_of, proof);
        CHECK(explanation.decision == registry.may_send(address, purpose, Channel::email, as_of));
        const auto report = lawful::inspect_audit(proof);
        INFO((report.faults.empty() ? std::string() : report.faults.front()));
        CHECK(report.ok());
        CHECK(report.has_answer);
        CHECK(report.answer == lawful::wire_name(explanation.decision.verdict));
        last = proof;
        return explanation;
    }
    int proofs = 0;
    fs::path last;
};

}  // namespace

TEST_CASE("an allowed answer is explained by its consent, with proof") {
    Asked fixture;
    const auto anna = fixture.person("Anna");
    const auto consent = fixture.consent(anna, {fixture.mailbox_of(anna, mail)});
    const auto told = fixture.proven(mail);
    REQUIRE(told.decision);
    const auto found = std::find_if(told.reasons.begin(), told.reasons.end(), [](const auto& one) {
        return one.reason.code == "A_CONSENT";
    });
    REQUIRE(found != told.reasons.end());
    REQUIRE(found->event);
    CHECK(found->event->index == consent);
    CHECK(found->event_words.find("consent given") == 0);
    CHECK(found->proof.find("index " + std::to_string(consent) + "\n") != std::string::npos);
    CHECK(found->proof.find(told.checkpoint) != std::string::npos);
    CHECK(read(fixture.last / "events.jsonl").size() > 0);
}

TEST_CASE("an answer that was changed does not come out of the events") {
    Asked fixture;
    const auto anna = fixture.person("Anna");
    fixture.consent(anna, {fixture.mailbox_of(anna, mail)});
    fixture.clock->advance(1h);
    fixture.registry.record(anna, lawful::ConsentWithdrawn{"news", Channel::email});
    REQUIRE_FALSE(fixture.proven(mail).decision);

    using lawful::exchange::AuditAnswer;
    const auto right = AuditAnswer::parse(read(fixture.last / "answer.json"));
    const auto holds = [&](const AuditAnswer& answer) {
        replace_answer(fixture.last, answer.text());
        return lawful::inspect_audit(fixture.last).ok();
    };
    CHECK(holds(right));
    auto changed = right;
    changed.decision.verdict = lawful::Verdict::allow;
    CHECK_FALSE(holds(changed));
    changed = right;
    changed.decision.reasons.pop_back();
    CHECK_FALSE(holds(changed));
    changed = right;
    changed.asked.size -= 1;  // before the withdrawal
    CHECK_FALSE(holds(changed));
    changed = right;
    changed.asked.purpose = "ops";
    CHECK_FALSE(holds(changed));
    replace_answer(fixture.last, "{}\n");
    CHECK_FALSE(lawful::inspect_audit(fixture.last).ok());
}

TEST_CASE("every kind of answer is decided again from its events alone") {
    Asked fixture;
    auto& registry = fixture.registry;
    const auto school = registry.add(lawful::Organisation{.name = "Zonnebloemschool", .country = "NL"});
    const auto anna = fixture.person("Anna", lawful::SourceKind::subject, school);
    const auto bert = fixture.person("Bert", lawful::SourceKind::third_party);
    const auto shared = fixture.mailbox_of(anna, "team@voorbeeld.example");
    registry.record(bert, lawful::HolderAdded{shared, day("2026-01-05")});
    const auto own = fixture.mailbox_of(anna, mail);
    fixture.consent(anna, {own, shared});
    registry.add(lawful::Address{.text = "info@voorbeeld.example",
                                 .kind = lawful::AddressKind::role,
                                 .organisation = school});
    fixture.mailbox("nobody@voorbeeld.example");
    const auto early = fixture.clock->now();
    fixture.clock->advance(1h);

    fixture.proven("team@voorbeeld.example");
    fixture.proven("info@voorbeeld.example");
    fixture.proven("nobody@voorbeeld.example");
    fixture.proven("unknown@voorbeeld.example");
    fixture.proven("Anna+tag@voorbeeld.example");  // another spelling
    fixture.proven(mail, {}, "ops");

    registry.record(bert, lawful::HolderEnded{shared, day("2026-02-10")});
    fixture.proven("team@voorbeeld.example");
    registry.suppress("unknown@voorbeeld.example", lawful::Medium::email,
                      lawful::SuppressionReason::objection);
    CHECK(says(fixture.proven("unknown@voorbeeld.example").decision, "E_SUPPRESSED"));

    registry.record(anna, lawful::Objected{});
    CHECK_FALSE(fixture.proven(mail).decision);
    CHECK(fixture.proven(mail, early).decision);

    fixture.clock->advance(1h);
    registry.erase(bert, lawful::ErasureGround::consent_withdrawn);
    fixture.proven("team@voorbeeld.example");
    CHECK(says(fixture.proven("team@voorbeeld.example", early).decision, "E_ERASED"));
    registry.erase(anna, lawful::ErasureGround::consent_withdrawn);
    CHECK(says(fixture.proven(mail).decision, "E_SUPPRESSED"));
    CHECK(says(fixture.proven(mail, early).decision, "E_ERASED"));
}
