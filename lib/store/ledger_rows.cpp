// SPDX-License-Identifier: Apache-2.0
#include "store/transaction.hpp"

#include <lawful/error.hpp>

namespace lawful::store {
namespace {

constexpr auto event_columns_from_first =
    "SELECT e.position, e.subject, e.previous, e.recorded, e.commitment, e.m, k.r, k.epoch "
    "FROM events e LEFT JOIN event_keys k ON k.position = e.position "
    "WHERE e.position >= :position ORDER BY e.position";

constexpr auto event_columns_of_one =
    "SELECT e.position, e.subject, e.previous, e.recorded, e.commitment, e.m, k.r, k.epoch "
    "FROM events e LEFT JOIN event_keys k ON k.position = e.position "
    "WHERE e.position = :position";

std::int64_t number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

std::optional<EventIndex> index_or_null(const Query& query, int column) {
    if (query.is_null(column)) return std::nullopt;
    return static_cast<EventIndex>(query.integer(column));
}

Instant instant(std::int64_t milliseconds) {
    return Instant{std::chrono::milliseconds{milliseconds}};
}

EventRow event_of(const Query& query) {
    EventRow row;
    row.position = static_cast<EventIndex>(query.integer(0));
    row.subject = to_array<16>(query.bytes(1));
    row.previous = index_or_null(query, 2);
    row.recorded = instant(query.integer(3));
    row.commitment = to_array<32>(query.bytes(4));
    if (!query.is_null(5)) row.m = query.sealed(5);
    if (!query.is_null(6)) row.r = query.sealed(6);
    if (!query.is_null(7)) row.r_epoch = query.integer(7);
    return row;
}

std::vector<Digest> digests(Query query) {
    std::vector<Digest> out;
    while (query.step()) out.push_back(to_array<32>(query.bytes(0)));
    return out;
}

void bind_index(Query& query, const char* name, const std::optional<EventIndex>& index) {
    index ? query.bind(name, number(*index)) : query.bind_null(name);
}

}  // namespace

LedgerRow ReadTransaction::ledger() const {
    auto query = connection_->query(
        "SELECT size, frontier, root, last_recorded, policy_event, rows_event, key_epoch "
        "FROM ledger");
    if (!query.step()) throw Error(ErrorCode::corrupt, "registry file: the ledger's head is missing");
    LedgerRow row;
    row.size = static_cast<std::uint64_t>(query.integer(0));
    const auto frontier = query.bytes(1);
    row.frontier.assign(frontier.begin(), frontier.end());
    row.root = to_array<32>(query.bytes(2));
    row.last_recorded = instant(query.integer(3));
    row.policy_event = index_or_null(query, 4);
    row.rows_event = index_or_null(query, 5);
    row.key_epoch = query.integer(6);
    return row;
}

std::optional<EventRow> ReadTransaction::event(EventIndex position) const {
    auto query = connection_->query(event_columns_of_one);
    if (!query.bind(":position", number(position)).step()) return std::nullopt;
    return event_of(query);
}

void ReadTransaction::each_event(EventIndex first,
                                 const std::function<void(EventRow&&)>& each) const {
    auto query = connection_->query(event_columns_from_first);
    query.bind(":position", number(first));
    while (query.step()) each(event_of(query));
}

std::vector<Digest> ReadTransaction::commitments(EventIndex first, std::uint64_t count) const {
    auto query = connection_->query(
        "SELECT commitment FROM events WHERE position >= :first ORDER BY position LIMIT :count");
    query.bind(":first", number(first)).bind(":count", number(count));
    return digests(std::move(query));
}

std::vector<Digest> ReadTransaction::subtrees(unsigned level, std::uint64_t first, std::uint64_t count) const {
    auto query = connection_->query(
        "SELECT hash FROM subtrees WHERE level = :level AND number >= :first ORDER BY number LIMIT :count");
    query.bind(":level", level).bind(":first", number(first)).bind(":count", number(count));
    return digests(std::move(query));
}

std::uint64_t ReadTransaction::subtree_count() const {
    auto query = connection_->query("SELECT count(*) FROM subtrees");
    query.step();
    return static_cast<std::uint64_t>(query.integer(0));
}

/// Recording time never runs backwards, so positions are sorted by it.
std::uint64_t ReadTransaction::size_as_of(Instant limit) const {
    std::uint64_t low = 0;
    std::uint64_t high = ledger().size;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        auto query = connection_->query("SELECT recorded FROM events WHERE position = :position");
        if (!query.bind(":position", number(middle)).step()) {
            throw Error(ErrorCode::corrupt, "registry file: an event is missing");
        }
        if (instant(query.integer(0)) <= limit) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

std::optional<EventIndex> ReadTransaction::latest_milestone(MilestoneKind kind,
                                                            std::uint64_t size) const {
    auto query = connection_->query(
        "SELECT max(position) FROM milestones WHERE kind = :kind AND position < :size");
    query.bind(":kind", number(static_cast<std::uint64_t>(kind))).bind(":size", number(size)).step();
    return index_or_null(query, 0);
}

std::optional<Bytes> ReadTransaction::meta(std::string_view name) const {
    auto query = connection_->query("SELECT value FROM meta WHERE name = :name");
    if (!query.bind(":name", name).step()) return std::nullopt;
    const auto view = query.bytes(0);
    return Bytes(view.begin(), view.end());
}

std::vector<std::string> ReadTransaction::integrity() const {
    auto query = connection_->query("PRAGMA integrity_check(20)");
    std::vector<std::string> faults;
    while (query.step()) {
        if (auto line = query.text(0); line != "ok") faults.push_back(std::move(line));
    }
    return faults;
}

void WriteTransaction::put_event(const EventRow& row) {
    auto query = connection_->query(
        "INSERT INTO events (position, subject, previous, recorded, commitment, m) "
        "VALUES (:position, :subject, :previous, :recorded, :commitment, :m)");
    bind_index(query, ":previous", row.previous);
    query.bind(":position", number(row.position))
        .bind(":subject", ByteView(row.subject))
        .bind(":recorded", row.recorded.time_since_epoch().count())
        .bind(":commitment", ByteView(row.commitment))
        .bind(":m", row.m)
        .run();
    if (!row.r) return;
    connection_->query("INSERT INTO event_keys (position, r, epoch) VALUES (:position, :r, :epoch)")
        .bind(":position", number(row.position))
        .bind(":epoch", row.r_epoch)
        .bind(":r", *row.r)
        .run();
}

void WriteTransaction::destroy_event(EventIndex position) {
    connection_->query("UPDATE events SET m = NULL WHERE position = :position")
        .bind(":position", number(position))
        .run();
    connection_->query("DELETE FROM event_keys WHERE position = :position")
        .bind(":position", number(position))
        .run();
}

void WriteTransaction::put_ledger(const LedgerRow& row) {
    auto query = connection_->query(
        "INSERT INTO ledger (one, size, frontier, root, last_recorded, policy_event, rows_event, "
        "key_epoch) VALUES (1, :size, :frontier, :root, :last_recorded, :policy_event, "
        ":rows_event, :key_epoch) "
        "ON CONFLICT (one) DO UPDATE SET size = excluded.size, frontier = excluded.frontier, "
        "root = excluded.root, last_recorded = excluded.last_recorded, "
        "policy_event = excluded.policy_event, rows_event = excluded.rows_event, "
        "key_epoch = excluded.key_epoch");
    bind_index(query, ":policy_event", row.policy_event);
    bind_index(query, ":rows_event", row.rows_event);
    query.bind(":size", number(row.size))
        .bind(":frontier", ByteView(row.frontier))
        .bind(":root", ByteView(row.root))
        .bind(":last_recorded", row.last_recorded.time_since_epoch().count())
        .bind(":key_epoch", row.key_epoch)
        .run();
}

void WriteTransaction::put_subtree(unsigned level, std::uint64_t place, const Digest& hash) {
    connection_->query("INSERT INTO subtrees (level, number, hash) VALUES (:level, :number, :hash)")
        .bind(":level", level)
        .bind(":number", number(place))
        .bind(":hash", ByteView(hash))
        .run();
}

void WriteTransaction::put_milestone(MilestoneKind kind, EventIndex position) {
    connection_->query("INSERT INTO milestones (position, kind) VALUES (:position, :kind)")
        .bind(":position", number(position))
        .bind(":kind", number(static_cast<std::uint64_t>(kind)))
        .run();
}

void WriteTransaction::put_meta(std::string_view name, ByteView value) {
    connection_
        ->query("INSERT INTO meta (name, value) VALUES (:name, :value) "
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind(":name", name)
        .bind(":value", value)
        .run();
}

}  // namespace lawful::store
