// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "model/json.hpp"
#include "store/transaction.hpp"

#include <lawful/error.hpp>

namespace lawful::store {
namespace {

constexpr const char* drop_address_sql[] = {"DELETE FROM holders WHERE address = :id",
                                            "DELETE FROM addresses WHERE id = :id"};

Subject subject_of(SubjectKind kind, ByteView id) {
    Subject subject;
    subject.kind = kind;
    subject.id = to_array<16>(id);
    return subject;
}

template <class E>
E term(std::int64_t number) {
    if (number < 1 || number > static_cast<std::int64_t>(WireNames<E>::names.size())) {
        throw Error(ErrorCode::corrupt, "registry file: a stored term has no meaning");
    }
    return static_cast<E>(number);
}

template <class T>
std::int64_t number(T value) {
    return static_cast<std::int64_t>(value);
}

HolderRow holder_of(const Query& query) {
    HolderRow row;
    row.address.bytes = to_array<16>(query.bytes(0));
    row.recipient.bytes = to_array<16>(query.bytes(1));
    row.since = parse_day(query.text(2));
    if (!query.is_null(3)) row.until = parse_day(query.text(3));
    row.added = static_cast<EventIndex>(query.integer(4));
    row.changed = static_cast<EventIndex>(query.integer(5));
    return row;
}

std::vector<HolderRow> holders(Query query) {
    std::vector<HolderRow> rows;
    while (query.step()) rows.push_back(holder_of(query));
    // SQLite would take longer to sort two.
    std::sort(rows.begin(), rows.end(), [](const auto& left, const auto& right) { return left.added < right.added; });
    return rows;
}

std::vector<std::string> read_list(const std::string& text) {
    std::vector<std::string> items;
    const auto json = model::parse(text);
    for (const auto& item : std::get<model::Json::Array>(json.value)) {
        items.push_back(std::get<std::string>(item.value));
    }
    return items;
}

std::string write_list(const std::vector<std::string>& items) {
    model::Json::Array array;
    for (const auto& item : items) array.push_back({item});
    return model::write({std::move(array)});
}

template <class SomeId>
std::optional<SomeId> one_id(Query& query) {
    if (!query.step()) return std::nullopt;
    return SomeId{to_array<16>(query.bytes(0))};
}

}  // namespace

std::optional<SubjectRow> ReadTransaction::subject(const SubjectBytes& id) const {
    auto query = connection_->query(
        "SELECT kind, key, state, last_event, key_epoch FROM subjects WHERE id = :id");
    if (!query.bind(":id", ByteView(id)).step()) return std::nullopt;
    SubjectRow row;
    row.subject = subject_of(term<SubjectKind>(query.integer(0)), id);
    if (!query.is_null(1)) row.key = query.sealed(1);
    const auto state = query.bytes(2);
    row.state.assign(state.begin(), state.end());
    row.last_event = static_cast<EventIndex>(query.integer(3));
    if (!query.is_null(4)) row.key_epoch = query.integer(4);
    return row;
}

void ReadTransaction::each_standing(const std::function<void(const StandingRow&)>& each) const {
    auto query = connection_->query("SELECT id, kind, key IS NOT NULL, state FROM subjects");
    while (query.step()) {
        each({.subject = subject_of(term<SubjectKind>(query.integer(1)), query.bytes(0)),
              .has_key = query.integer(2) != 0,
              .state = query.bytes(3)});
    }
}

std::optional<crypto::Sealed> ReadTransaction::profile(const SubjectBytes& id) const {
    auto query = connection_->query("SELECT sealed FROM profiles WHERE subject = :id");
    if (!query.bind(":id", ByteView(id)).step()) return std::nullopt;
    return query.sealed(0);
}

std::optional<AddressId> ReadTransaction::address_by_identity(const crypto::Probes& probes) const {
    for (const auto& key : probes.keys) {
        auto query = connection_->query("SELECT id FROM addresses WHERE identity_key = :key");
        if (auto id = one_id<AddressId>(query.bind(":key", key))) return id;
    }
    return std::nullopt;
}

std::optional<AddressRow> ReadTransaction::address(AddressId id) const {
    auto query = connection_->query(
        "SELECT medium, identity_key, loose_key, epoch FROM addresses WHERE id = :id");
    if (!query.bind(":id", ByteView(id.bytes)).step()) return std::nullopt;
    return AddressRow{.id = id,
                      .medium = term<Medium>(query.integer(0)),
                      .identity_key = crypto::BlindIndex{to_array<32>(query.bytes(1))},
                      .loose_key = crypto::BlindIndex{to_array<32>(query.bytes(2))},
                      .epoch = query.integer(3)};
}

std::vector<AddressId> ReadTransaction::addresses_by_loose(const crypto::Probes& probes) const {
    std::vector<AddressId> ids;
    for (const auto& key : probes.keys) {
        auto query = connection_->query("SELECT id FROM addresses WHERE loose_key = :key");
        query.bind(":key", key);
        while (query.step()) ids.push_back(AddressId{to_array<16>(query.bytes(0))});
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::vector<HolderRow> ReadTransaction::holders_of(AddressId address) const {
    auto query = connection_->query(
        "SELECT address, recipient, since, until, added, changed FROM holders "
        "WHERE address = :address");
    query.bind(":address", ByteView(address.bytes));
    return holders(std::move(query));
}

std::vector<HolderRow> ReadTransaction::addresses_of(RecipientId recipient) const {
    auto query = connection_->query(
        "SELECT address, recipient, since, until, added, changed FROM holders "
        "WHERE recipient = :recipient");
    query.bind(":recipient", ByteView(recipient.bytes));
    return holders(std::move(query));
}

std::optional<OrganisationId> ReadTransaction::organisation_by_name(
    const crypto::Probes& probes) const {
    for (const auto& key : probes.keys) {
        auto query = connection_->query(
            "SELECT organisation FROM organisation_names WHERE name_key = :key");
        if (auto id = one_id<OrganisationId>(query.bind(":key", key))) return id;
    }
    return std::nullopt;
}

std::vector<SubjectBytes> ReadTransaction::subjects_of_kind(SubjectKind kind,
                                                            const SubjectBytes& after,
                                                            int limit) const {
    auto query = connection_->query(
        "SELECT id FROM subjects WHERE id > :after AND kind = :kind ORDER BY id LIMIT :limit");
    query.bind(":after", ByteView(after)).bind(":kind", number(kind)).bind(":limit", number(limit));
    std::vector<SubjectBytes> ids;
    while (query.step()) ids.push_back(to_array<16>(query.bytes(0)));
    return ids;
}

std::uint64_t ReadTransaction::address_count(Medium medium) const {
    auto query = connection_->query("SELECT count(*) FROM addresses WHERE medium = :medium");
    query.bind(":medium", number(medium));
    query.step();
    return static_cast<std::uint64_t>(query.integer(0));
}

std::vector<AddressId> ReadTransaction::addresses_of_medium(Medium medium, const AddressId& after,
                                                            int limit) const {
    auto query = connection_->query(
        "SELECT id FROM addresses WHERE id > :after AND medium = :medium ORDER BY id LIMIT :limit");
    query.bind(":after", ByteView(after.bytes))
        .bind(":medium", number(medium))
        .bind(":limit", number(limit));
    std::vector<AddressId> ids;
    while (query.step()) ids.push_back(AddressId{to_array<16>(query.bytes(0))});
    return ids;
}

std::vector<SuppressionRow> ReadTransaction::suppressions(const crypto::Probes& probes) const {
    std::vector<SuppressionRow> rows;
    for (const auto& key : probes.keys) {
        auto query = connection_->query(
            "SELECT epoch, position, occurred, purposes FROM suppressions WHERE loose_key = :key");
        query.bind(":key", key);
        while (query.step()) {
            rows.push_back({.loose_key = key,
                            .epoch = query.integer(0),
                            .position = static_cast<EventIndex>(query.integer(1)),
                            .occurred = Instant{std::chrono::milliseconds{query.integer(2)}},
                            .purposes = read_list(query.text(3))});
        }
    }
    std::sort(rows.begin(), rows.end(), [](const auto& left, const auto& right) {
        return left.position < right.position;
    });
    return rows;
}

std::uint64_t ReadTransaction::subject_count() const {
    auto query = connection_->query("SELECT count(*) FROM subjects");
    query.step();
    return static_cast<std::uint64_t>(query.integer(0));
}

bool ReadTransaction::is_imported(const crypto::Probes& probes) const {
    return std::any_of(probes.keys.begin(), probes.keys.end(), [&](const auto& key) {
        return connection_->query("SELECT 1 FROM imported_rows WHERE row_key = :key")
            .bind(":key", key)
            .step();
    });
}

std::optional<std::string> ReadTransaction::notice(std::string_view sha256) const {
    auto query = connection_->query("SELECT body FROM notices WHERE sha256 = :sha256");
    if (!query.bind(":sha256", sha256).step()) return std::nullopt;
    return query.text(0);
}

void WriteTransaction::put_subject(const SubjectRow& row) {
    connection_
        ->query(
            "INSERT INTO subjects (id, kind, key, key_epoch, state, last_event) "
            "VALUES (:id, :kind, :key, :key_epoch, :state, :last_event) "
            "ON CONFLICT (id) DO UPDATE SET key = excluded.key, key_epoch = excluded.key_epoch, "
            "state = excluded.state, last_event = excluded.last_event")
        .bind(":id", ByteView(row.subject.id))
        .bind(":kind", number(row.subject.kind))
        .bind(":key", row.key)
        .bind(":key_epoch", row.key ? std::optional(row.key_epoch) : std::nullopt)
        .bind(":state", ByteView(row.state))
        .bind(":last_event", number(row.last_event))
        .run();
}

void WriteTransaction::put_profile(const SubjectBytes& id, const crypto::Sealed& sealed) {
    connection_
        ->query("INSERT INTO profiles (subject, sealed) VALUES (:id, :sealed) "
                "ON CONFLICT (subject) DO UPDATE SET sealed = excluded.sealed")
        .bind(":id", ByteView(id))
        .bind(":sealed", sealed)
        .run();
}

void WriteTransaction::put_organisation_name(const crypto::BlindIndex& key, OrganisationId id,
                                             std::int64_t epoch) {
    connection_
        ->query("INSERT INTO organisation_names (name_key, organisation, epoch) "
                "VALUES (:key, :id, :epoch) ON CONFLICT (name_key) DO NOTHING")
        .bind(":key", key)
        .bind(":epoch", epoch)
        .bind(":id", ByteView(id.bytes))
        .run();
}

void WriteTransaction::drop_organisation_names(OrganisationId id) {
    connection_->query("DELETE FROM organisation_names WHERE organisation = :id")
        .bind(":id", ByteView(id.bytes))
        .run();
}

void WriteTransaction::put_address(const AddressRow& row) {
    connection_
        ->query("INSERT INTO addresses (id, medium, identity_key, loose_key, epoch) "
                "VALUES (:id, :medium, :identity_key, :loose_key, :epoch)")
        .bind(":id", ByteView(row.id.bytes))
        .bind(":medium", number(row.medium))
        .bind(":identity_key", row.identity_key)
        .bind(":loose_key", row.loose_key)
        .bind(":epoch", row.epoch)
        .run();
}

void WriteTransaction::put_holder(const HolderRow& row) {
    const auto until = row.until ? std::optional(to_string(*row.until)) : std::nullopt;
    auto query = connection_->query(
        "INSERT INTO holders (address, recipient, since, until, added, changed) "
        "VALUES (:address, :recipient, :since, :until, :added, :changed) "
        "ON CONFLICT (address, recipient, added) DO UPDATE SET since = excluded.since, "
        "until = excluded.until, changed = excluded.changed");
    query.bind(":address", ByteView(row.address.bytes))
        .bind(":recipient", ByteView(row.recipient.bytes))
        .bind(":since", std::string_view(to_string(row.since)))
        .bind(":added", number(row.added))
        .bind(":changed", number(row.changed));
    until ? query.bind(":until", std::string_view(*until)) : query.bind_null(":until");
    query.run();
}

void WriteTransaction::put_suppression(const SuppressionRow& row) {
    connection_
        ->query("INSERT INTO suppressions (loose_key, epoch, position, occurred, purposes) "
                "VALUES (:key, :epoch, :position, :occurred, :purposes)")
        .bind(":key", row.loose_key)
        .bind(":epoch", row.epoch)
        .bind(":position", number(row.position))
        .bind(":occurred", number(row.occurred.time_since_epoch().count()))
        .bind(":purposes", std::string_view(write_list(row.purposes)))
        .run();
}

void WriteTransaction::put_imported(const crypto::BlindIndex& row) {
    connection_
        ->query("INSERT INTO imported_rows (row_key) VALUES (:key) "
                "ON CONFLICT (row_key) DO NOTHING")
        .bind(":key", row)
        .run();
}

void WriteTransaction::drop_profile(const SubjectBytes& id) {
    connection_->query("DELETE FROM profiles WHERE subject = :id").bind(":id", ByteView(id)).run();
}

void WriteTransaction::drop_address(AddressId id) {
    for (const auto* sql : drop_address_sql) {
        connection_->query(sql).bind(":id", ByteView(id.bytes)).run();
    }
}

void WriteTransaction::put_notice(std::string_view sha256, std::string_view body) {
    connection_
        ->query("INSERT INTO notices (sha256, body) VALUES (:sha256, :body) "
                "ON CONFLICT (sha256) DO NOTHING")
        .bind(":sha256", sha256)
        .bind(":body", body)
        .run();
}

}  // namespace lawful::store
