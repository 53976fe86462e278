// SPDX-License-Identifier: Apache-2.0
#include "bundle.hpp"

#include "crypto/digest.hpp"
#include "model/json.hpp"

namespace lawful::testing {
namespace {

using exchange::AuditCoverage;
using exchange::AuditWriter;

constexpr auto registry = "registry:00000000000000000000000000000001";
constexpr auto anna = "recipient:000000000000000000000000000000a0";
constexpr auto bram = "recipient:000000000000000000000000000000b0";

model::Json text(std::string_view value) { return {std::string(value)}; }

/// An event as docs/data-model.md writes it, on that day of January 2026.
std::string event(std::string_view kind, std::string_view subject, int day,
                  model::Json::Object body) {
    const auto time = "2026-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day) +
                      "T09:30:00.000Z";
    return model::write({model::Json::Object{{"body", {std::move(body)}},
                                             {"kind", text(kind)},
                                             {"lawful", {std::int64_t{1}}},
                                             {"occurred", text(time)},
                                             {"origin", text("direct")},
                                             {"recorded", text(time)},
                                             {"subject", text(subject)}}});
}

model::Json::Object tombstone(std::string_view subject, std::string_view ground,
                              const std::vector<std::int64_t>& leaves) {
    model::Json::Array list;
    for (const auto leaf : leaves) list.push_back({leaf});
    return {{"ground", text(ground)}, {"leaves", {list}}, {"subject", text(subject)}};
}

model::Json::Object consent(std::string_view evidence) {
    return {{"channel", text("email")},
            {"evidence", text(evidence)},
            {"notice_sha256", text(to_hex(crypto::sha256(as_bytes(notice_text))))},
            {"purpose", text("newsletter")}};
}

}  // namespace

void SmallLedger::add(std::string event) {
    m.push_back(std::move(event));
    r.push_back(crypto::sha256(as_bytes("r" + std::to_string(r.size()))));
}

SmallLedger SmallLedger::of_size(std::uint64_t size) {
    SmallLedger out;
    while (out.m.size() < size) out.add(event("informed", bram, 1, {}));
    return out;
}

SmallLedger SmallLedger::example() {
    SmallLedger out;
    out.add(event("registry_created", registry, 1, {{"format", {std::int64_t{1}}}}));
    out.add(event("policy_applied", registry, 1,
                  {{"policy", {model::Json::Object{{"controller", text("Voorbeeld \"Zorg\"")}}}}}));
    out.add(event("recipient_added", anna, 2, {{"name", text("Anna Smit")}}));
    out.add(event("consent_given", anna, 2, consent("form 3")));
    out.add(event("recipient_added", bram, 2, {{"name", text("Bram Bl\u00F6em")}}));
    out.add(event("consent_given", bram, 3, consent("form 4")));
    out.add(event("consent_withdrawn", anna, 5, {{"purpose", text("newsletter")}}));
    out.add(event("erased", registry, 6, tombstone(anna, "17(1)(b)", {2, 3, 6})));
    out.add(event("delivered", bram, 7, {{"release", {std::int64_t{5}}}}));
    out.add(event("recipient_changed", bram, 8, {{"name", text("Bram Bloem")}}));
    out.add(event("erased", registry, 8, tombstone(bram, "17(1)(a)", {4})));
    out.add(event("clock_held", registry, 9, {{"wall", text("2026-01-09T09:29:00.000Z")}}));
    out.erased = {2, 3, 4, 6};
    return out;
}

std::string SmallLedger::checkpoint(std::uint64_t size) const {
    ledger::Frontier frontier;
    for (std::uint64_t i = 0; i < size; ++i) {
        frontier.append(ledger::leaf_hash(as_bytes(ledger::leaf(c(i)))));
    }
    const ledger::Checkpoint head{origin, {size, frontier.root()}, {}};
    return ledger::sign_note(head.text(), origin, key());
}

void SmallLedger::write_full(const std::filesystem::path& target) const {
    AuditWriter writer(target, AuditCoverage::full, checkpoint(m.size()), verifier());
    for (std::uint64_t i = 0; i < m.size(); ++i) {
        if (!erased.contains(i)) writer.opening(i, r[i], m[i]);
        writer.leaf(c(i));
    }
    const auto policy_text = R"({"controller":"Voorbeeld \"Zorg\""})";
    if (m.size() > policy && m[policy].find(policy_text) != std::string::npos) {
        writer.policy(policy, policy_text);
        writer.notice(notice_text);
        writer.notice(notice_text);
        writer.report("<!doctype html><title>Report</title>\n");
    }
    writer.finish();
}

void SmallLedger::write_partial(const std::filesystem::path& target,
                                const std::vector<std::uint64_t>& opened,
                                const std::vector<std::uint64_t>& older) const {
    AuditWriter writer(target, AuditCoverage::partial, checkpoint(m.size()), verifier());
    for (const auto index : opened) writer.opening(index, r[index], m[index]);
    for (const auto size : older) writer.prove_consistency(size);
    for (std::uint64_t i = 0; i < m.size(); ++i) writer.leaf(c(i));
    writer.finish();
}

}  // namespace lawful::testing
