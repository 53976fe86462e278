// SPDX-License-Identifier: Apache-2.0
#include "store/transaction.hpp"

namespace lawful::store {
namespace {

// Every table with a column that says under which epoch its row was sealed or hashed.
constexpr auto count_before =
    "SELECT (SELECT count(*) FROM subjects WHERE key_epoch < :epoch) + "
    "(SELECT count(*) FROM event_keys WHERE epoch < :epoch) + "
    "(SELECT count(*) FROM addresses WHERE epoch < :epoch) + "
    "(SELECT count(*) FROM organisation_names WHERE epoch < :epoch)";

// A suppression, a proof or an import may be of an epoch that is over: their hashes are kept as they are.
constexpr auto count_of_none =
    "WITH live AS (SELECT epoch FROM key_epochs WHERE wrapped IS NOT NULL) SELECT "
    "(SELECT count(*) FROM subjects WHERE key IS NOT NULL "
    "AND (key_epoch IS NULL OR key_epoch NOT IN live)) + "
    "(SELECT count(*) FROM event_keys WHERE epoch NOT IN live) + "
    "(SELECT count(*) FROM addresses WHERE epoch NOT IN live) + "
    "(SELECT count(*) FROM organisation_names WHERE epoch NOT IN live) + "
    "(SELECT count(*) FROM suppressions WHERE epoch NOT IN (SELECT epoch FROM key_epochs)) + "
    "(SELECT count(*) FROM proofs WHERE epoch NOT IN (SELECT epoch FROM key_epochs))";

std::optional<crypto::Sealed> sealed_or_null(const Query& query, int column) {
    if (query.is_null(column)) return std::nullopt;
    return query.sealed(column);
}

}  // namespace

std::vector<KeyEpochRow> ReadTransaction::key_epochs() const {
    auto query = connection_->query(
        "SELECT epoch, wrapped, subject, indexes FROM key_epochs ORDER BY epoch DESC");
    std::vector<KeyEpochRow> rows;
    while (query.step()) {
        rows.push_back({.epoch = query.integer(0),
                        .wrapped = sealed_or_null(query, 1),
                        .subject = sealed_or_null(query, 2),
                        .indexes = sealed_or_null(query, 3)});
    }
    return rows;
}

std::uint64_t ReadTransaction::rows_before(std::int64_t epoch) const {
    auto query = connection_->query(count_before);
    query.bind(":epoch", epoch).step();
    return static_cast<std::uint64_t>(query.integer(0));
}

std::uint64_t ReadTransaction::rows_of_no_epoch() const {
    auto query = connection_->query(count_of_none);
    query.step();
    return static_cast<std::uint64_t>(query.integer(0));
}

std::vector<SubjectBytes> ReadTransaction::subject_keys_before(std::int64_t epoch,
                                                               const SubjectBytes& after,
                                                               int limit) const {
    auto query = connection_->query(
        "SELECT id FROM subjects WHERE id > :after AND key_epoch < :epoch "
        "ORDER BY id LIMIT :limit");
    query.bind(":after", ByteView(after)).bind(":epoch", epoch).bind(":limit", std::int64_t{limit});
    std::vector<SubjectBytes> ids;
    while (query.step()) ids.push_back(to_array<16>(query.bytes(0)));
    return ids;
}

std::vector<SealedR> ReadTransaction::event_keys_before(std::int64_t epoch, std::int64_t after,
                                                        int limit) const {
    auto query = connection_->query(
        "SELECT k.position, e.subject, k.r, k.epoch FROM event_keys k "
        "JOIN events e ON e.position = k.position "
        "WHERE k.position > :after AND k.epoch < :epoch ORDER BY k.position LIMIT :limit");
    query.bind(":after", after).bind(":epoch", epoch).bind(":limit", std::int64_t{limit});
    std::vector<SealedR> rows;
    while (query.step()) {
        rows.push_back({.position = static_cast<EventIndex>(query.integer(0)),
                        .subject = to_array<16>(query.bytes(1)),
                        .r = query.sealed(2),
                        .epoch = query.integer(3)});
    }
    return rows;
}

std::vector<AddressId> ReadTransaction::addresses_before(std::int64_t epoch, const AddressId& after,
                                                         int limit) const {
    auto query = connection_->query(
        "SELECT id FROM addresses WHERE id > :after AND epoch < :epoch ORDER BY id LIMIT :limit");
    query.bind(":after", ByteView(after.bytes))
        .bind(":epoch", epoch)
        .bind(":limit", std::int64_t{limit});
    std::vector<AddressId> ids;
    while (query.step()) ids.push_back(AddressId{to_array<16>(query.bytes(0))});
    return ids;
}

std::vector<NameRow> ReadTransaction::names_before(std::int64_t epoch, int limit) const {
    auto query = connection_->query(
        "SELECT name_key, organisation FROM organisation_names WHERE epoch < :epoch "
        "ORDER BY name_key LIMIT :limit");
    query.bind(":epoch", epoch).bind(":limit", std::int64_t{limit});
    std::vector<NameRow> rows;
    while (query.step()) {
        rows.push_back({.name_key = crypto::BlindIndex{to_array<32>(query.bytes(0))},
                        .organisation = OrganisationId{to_array<16>(query.bytes(1))}});
    }
    return rows;
}

std::optional<SigningKeyRow> ReadTransaction::signing_key() const {
    auto query = connection_->query("SELECT position, sealed FROM signing_keys");
    if (!query.step()) return std::nullopt;
    return SigningKeyRow{static_cast<EventIndex>(query.integer(0)), query.sealed(1)};
}

void WriteTransaction::put_signing_key(const SigningKeyRow& row) {
    connection_->query("DELETE FROM signing_keys").run();
    connection_->query("INSERT INTO signing_keys (position, sealed) VALUES (:position, :sealed)")
        .bind(":position", static_cast<std::int64_t>(row.position))
        .bind(":sealed", row.sealed)
        .run();
}

void WriteTransaction::put_key_epoch(const KeyEpochRow& row) {
    connection_
        ->query("INSERT INTO key_epochs (epoch, wrapped, subject, indexes) "
                "VALUES (:epoch, :wrapped, :subject, :indexes) "
                "ON CONFLICT (epoch) DO UPDATE SET wrapped = excluded.wrapped, "
                "subject = excluded.subject, indexes = excluded.indexes")
        .bind(":epoch", row.epoch)
        .bind(":wrapped", row.wrapped)
        .bind(":subject", row.subject)
        .bind(":indexes", row.indexes)
        .run();
}

void WriteTransaction::replace_r(const SealedR& row) {
    connection_->query("UPDATE event_keys SET r = :r, epoch = :epoch WHERE position = :position")
        .bind(":position", static_cast<std::int64_t>(row.position))
        .bind(":r", row.r)
        .bind(":epoch", row.epoch)
        .run();
}

void WriteTransaction::replace_address_keys(const AddressRow& row) {
    connection_
        ->query("UPDATE addresses SET identity_key = :identity_key, loose_key = :loose_key, "
                "epoch = :epoch WHERE id = :id")
        .bind(":id", ByteView(row.id.bytes))
        .bind(":identity_key", row.identity_key)
        .bind(":loose_key", row.loose_key)
        .bind(":epoch", row.epoch)
        .run();
}

void WriteTransaction::drop_name(const crypto::BlindIndex& key) {
    connection_->query("DELETE FROM organisation_names WHERE name_key = :key")
        .bind(":key", key)
        .run();
}

}  // namespace lawful::store
