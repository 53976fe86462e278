// SPDX-License-Identifier: Apache-2.0
/// The whole ledger leaves as an audit bundle, and is verified.
#include <cstdio>
#include <fstream>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "world.hpp"

namespace bench {
namespace {

/// A line a row, in the order of the log.
std::size_t naive_export(SQLite::Database& database, const std::filesystem::path& file) {
    std::ofstream out(file);
    SQLite::Statement rows(
        database,
        "SELECT e.id, c.email, c.name, e.purpose_id, e.action, e.at, e.method, e.notice_sha256, "
        "e.evidence FROM consent_events e JOIN contacts c ON c.id = e.contact_id ORDER BY e.id");
    std::size_t count = 0;
    for (; rows.executeStep(); ++count) {
        out << fmt::format(
            R"({{"id":{},"email":"{}","name":"{}","purpose":{},"action":{},"at":{},"method":"{}",)"
            R"("notice":"{}","evidence":"{}"}})"
            "\n",
            rows.getColumn(0).getInt64(), rows.getColumn(1).getText(), rows.getColumn(2).getText(),
            rows.getColumn(3).getInt(), rows.getColumn(4).getInt(), rows.getColumn(5).getInt64(),
            rows.getColumn(6).getText(), rows.getColumn(7).getText(), rows.getColumn(8).getText());
    }
    return count;
}

void hash_all(const std::filesystem::path& folder) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free);
    std::vector<char> part(1 << 20);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        EVP_DigestInit_ex2(context.get(), EVP_sha256(), nullptr);
        while (in.read(part.data(), static_cast<std::streamsize>(part.size())), in.gcount() > 0) {
            EVP_DigestUpdate(context.get(), part.data(), static_cast<std::size_t>(in.gcount()));
        }
        std::array<unsigned char, 32> digest{};
        EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
        keep(digest[0]);
    }
}

double memory_of(const std::function<void()>& work) {
    const auto before = resident_bytes();
    forget_peak();
    work();
    return (peak_bytes() - before) / 1024;
}

}  // namespace

void audit(World& world) {
    const auto file = made_registry(world.folder(), world.shape());
    const auto registry = lawful::Registry::open(file, registry_key(), {.read_only = true});
    const Scratch scratch(world.folder());
    const auto bundle = scratch / "bundle";
    auto& peer = world.sqlite(naive);
    const auto events = registry.ledger_size();
    const auto rows = naive_export(peer.database(), scratch / "naive");
    world.report.note("audit", "memory while exporting",
                      memory_of([&] { registry.export_audit(bundle); }), "kB");
    world.report.note("audit", "memory while verifying",
                      memory_of([&] { lawful::verify_audit(bundle); }), "kB");
    world.report.measure(
        {.group = "audit",
         .work = "verify, time of one event",
         .sides = {{"lawful", [&](std::size_t) { keep(lawful::verify_audit(bundle).verified); }},
                   {"floor: SHA-256 of the bytes", [&](std::size_t) { hash_all(bundle); }}},
         .single = true,
         .items = events});
    world.report.measure(
        {.group = "audit",
         .work = "export, time of one event",
         .sides = {{"lawful", [&](std::size_t) { registry.export_audit(bundle); }},
                   {"naive SQLite",
                    [&](std::size_t) { keep(naive_export(peer.database(), scratch / "naive")); },
                    rows}},
         .single = true,
         .items = events,
         .before = [&] { std::filesystem::remove_all(bundle); }});
}

}  // namespace bench
