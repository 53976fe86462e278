// SPDX-License-Identifier: Apache-2.0
#include "store/transaction.hpp"

namespace lawful::store {
namespace {

std::vector<ProofRow> read_proofs(Query query) {
    std::vector<ProofRow> rows;
    while (query.step()) {
        rows.push_back({.position = static_cast<EventIndex>(query.integer(0)),
                        .loose_key = crypto::BlindIndex(to_array<32>(query.bytes(1))),
                        .epoch = query.integer(2),
                        .expires = parse_day(query.text(3)),
                        .sealed = query.sealed(4)});
    }
    return rows;
}

}  // namespace

std::vector<ProofRow> ReadTransaction::proofs(const crypto::Probes& probes) const {
    std::vector<ProofRow> rows;
    for (const auto& key : probes.keys) {
        auto query = connection_->query(
            "SELECT position, loose_key, epoch, expires, sealed FROM proofs WHERE loose_key = :key "
            "ORDER BY position");
        query.bind(":key", key);
        for (auto& row : read_proofs(std::move(query))) rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<ProofRow> ReadTransaction::proofs_of(Day expires) const {
    auto query = connection_->query(
        "SELECT position, loose_key, epoch, expires, sealed FROM proofs WHERE expires = :expires "
        "ORDER BY position, loose_key");
    const auto day = to_string(expires);
    query.bind(":expires", std::string_view(day));
    return read_proofs(std::move(query));
}

std::vector<ProofKeyRow> ReadTransaction::proof_keys() const {
    auto query = connection_->query("SELECT expires, sealed FROM proof_keys ORDER BY expires");
    std::vector<ProofKeyRow> rows;
    while (query.step()) rows.push_back({parse_day(query.text(0)), query.sealed(1)});
    return rows;
}

std::optional<ProofKeyRow> ReadTransaction::proof_key(Day expires) const {
    auto query = connection_->query("SELECT sealed FROM proof_keys WHERE expires = :expires");
    const auto day = to_string(expires);
    query.bind(":expires", std::string_view(day));
    if (!query.step()) return std::nullopt;
    return ProofKeyRow{expires, query.sealed(0)};
}

void WriteTransaction::put_proof_key(const ProofKeyRow& row) {
    const auto day = to_string(row.expires);
    connection_->query("INSERT INTO proof_keys (expires, sealed) VALUES (:expires, :sealed)")
        .bind(":expires", std::string_view(day))
        .bind(":sealed", row.sealed)
        .run();
}

void WriteTransaction::put_proof(const ProofRow& row) {
    const auto day = to_string(row.expires);
    connection_
        ->query("INSERT INTO proofs (position, loose_key, epoch, expires, sealed) "
                "VALUES (:position, :key, :epoch, :expires, :sealed) "
                "ON CONFLICT (position, loose_key) DO NOTHING")
        .bind(":position", static_cast<std::int64_t>(row.position))
        .bind(":key", row.loose_key)
        .bind(":epoch", row.epoch)
        .bind(":expires", std::string_view(day))
        .bind(":sealed", row.sealed)
        .run();
}

void WriteTransaction::drop_proofs(Day expires) {
    const auto day = to_string(expires);
    for (const auto* sql : {"DELETE FROM proofs WHERE expires = :expires",
                            "DELETE FROM proof_keys WHERE expires = :expires"}) {
        connection_->query(sql).bind(":expires", std::string_view(day)).run();
    }
}

}  // namespace lawful::store
