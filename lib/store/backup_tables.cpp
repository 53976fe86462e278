// SPDX-License-Identifier: Apache-2.0
#include "store/backup_tables.hpp"

#include <array>

namespace lawful::store {
namespace {

// Columns as in schema.cpp, without its references: what they refer to is in the other file.
constexpr auto data_schema = R"sql(
CREATE TABLE meta (name TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL);
CREATE TABLE subjects (id BLOB PRIMARY KEY NOT NULL, kind INTEGER NOT NULL, state BLOB NOT NULL,
    last_event INTEGER NOT NULL);
CREATE TABLE profiles (subject BLOB PRIMARY KEY NOT NULL, sealed BLOB NOT NULL);
CREATE TABLE holders (address BLOB NOT NULL, recipient BLOB NOT NULL, since TEXT NOT NULL, until TEXT,
    added INTEGER NOT NULL, changed INTEGER NOT NULL, PRIMARY KEY (address, recipient, added));
CREATE TABLE events (position INTEGER PRIMARY KEY NOT NULL, subject BLOB NOT NULL, previous INTEGER,
    recorded INTEGER NOT NULL, commitment BLOB NOT NULL, m BLOB);
CREATE TABLE subtrees (level INTEGER NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL,
    PRIMARY KEY (level, number));
CREATE TABLE ledger (one INTEGER PRIMARY KEY NOT NULL, size INTEGER NOT NULL, frontier BLOB NOT NULL,
    root BLOB NOT NULL, last_recorded INTEGER NOT NULL, policy_event INTEGER, rows_event INTEGER,
    key_epoch INTEGER NOT NULL);
CREATE TABLE milestones (position INTEGER PRIMARY KEY NOT NULL, kind INTEGER NOT NULL);
CREATE TABLE proofs (position INTEGER NOT NULL, loose_key BLOB NOT NULL, epoch INTEGER NOT NULL,
    expires TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (position, loose_key));
CREATE TABLE notices (sha256 TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL);
)sql";

constexpr auto keys_schema = R"sql(
CREATE TABLE meta (name TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL);
CREATE TABLE key_epochs (epoch INTEGER PRIMARY KEY NOT NULL, wrapped BLOB, subject BLOB, indexes BLOB);
CREATE TABLE signing_keys (position INTEGER PRIMARY KEY NOT NULL, sealed BLOB NOT NULL);
CREATE TABLE proof_keys (expires TEXT PRIMARY KEY NOT NULL, sealed BLOB NOT NULL);
CREATE TABLE subject_keys (id BLOB PRIMARY KEY NOT NULL, key BLOB NOT NULL, key_epoch INTEGER NOT NULL);
CREATE TABLE event_keys (position INTEGER PRIMARY KEY NOT NULL, r BLOB NOT NULL, epoch INTEGER NOT NULL);
CREATE TABLE addresses (id BLOB PRIMARY KEY NOT NULL, medium INTEGER NOT NULL,
    identity_key BLOB NOT NULL, loose_key BLOB NOT NULL, epoch INTEGER NOT NULL);
CREATE TABLE organisation_names (name_key BLOB PRIMARY KEY NOT NULL, organisation BLOB NOT NULL,
    epoch INTEGER NOT NULL);
CREATE TABLE suppressions (loose_key BLOB NOT NULL, epoch INTEGER NOT NULL, position INTEGER NOT NULL,
    occurred INTEGER NOT NULL, purposes TEXT NOT NULL, PRIMARY KEY (loose_key, position));
CREATE TABLE imported_rows (row_key BLOB PRIMARY KEY NOT NULL);
)sql";

constexpr CopiedTable subjects{
    "SELECT id, kind, state, last_event FROM subjects",
    "INSERT INTO subjects (id, kind, state, last_event) VALUES (:a, :b, :c, :d)", "bibi"};
constexpr CopiedTable profiles{"SELECT subject, sealed FROM profiles",
                               "INSERT INTO profiles (subject, sealed) VALUES (:a, :b)", "bb"};
constexpr CopiedTable holders{
    "SELECT address, recipient, since, until, added, changed FROM holders",
    "INSERT INTO holders (address, recipient, since, until, added, changed) "
    "VALUES (:a, :b, :c, :d, :e, :f)", "bbttii"};
constexpr CopiedTable events{
    "SELECT position, subject, previous, recorded, commitment, m FROM events ORDER BY position",
    "INSERT INTO events (position, subject, previous, recorded, commitment, m) "
    "VALUES (:a, :b, :c, :d, :e, :f)", "ibiibb"};
constexpr CopiedTable subtrees{"SELECT level, number, hash FROM subtrees",
                               "INSERT INTO subtrees (level, number, hash) VALUES (:a, :b, :c)", "iib"};
constexpr CopiedTable ledger{
    "SELECT one, size, frontier, root, last_recorded, policy_event, rows_event, key_epoch FROM ledger",
    "INSERT INTO ledger (one, size, frontier, root, last_recorded, policy_event, rows_event, key_epoch) "
    "VALUES (:a, :b, :c, :d, :e, :f, :g, :h)", "iibbiiii"};
constexpr CopiedTable milestones{"SELECT position, kind FROM milestones",
                                 "INSERT INTO milestones (position, kind) VALUES (:a, :b)", "ii"};
constexpr CopiedTable notices{"SELECT sha256, body FROM notices",
                              "INSERT INTO notices (sha256, body) VALUES (:a, :b)", "tt"};

constexpr CopiedTable key_epochs{
    "SELECT epoch, wrapped, subject, indexes FROM key_epochs",
    "INSERT INTO key_epochs (epoch, wrapped, subject, indexes) VALUES (:a, :b, :c, :d)", "ibbb"};
constexpr CopiedTable signing_keys{"SELECT position, sealed FROM signing_keys",
                                   "INSERT INTO signing_keys (position, sealed) VALUES (:a, :b)", "ib"};
constexpr CopiedTable proof_keys{"SELECT expires, sealed FROM proof_keys",
                                 "INSERT INTO proof_keys (expires, sealed) VALUES (:a, :b)", "tb"};
constexpr CopiedTable proofs{
    "SELECT position, loose_key, epoch, expires, sealed FROM proofs",
    "INSERT INTO proofs (position, loose_key, epoch, expires, sealed) VALUES (:a, :b, :c, :d, :e)", "ibitb"};
constexpr CopiedTable keys_out{
    "SELECT id, key, key_epoch FROM subjects WHERE key IS NOT NULL",
    "INSERT INTO subject_keys (id, key, key_epoch) VALUES (:a, :b, :c)", "bbi"};
constexpr CopiedTable keys_back{
    "SELECT id, key, key_epoch FROM subject_keys",
    "UPDATE subjects SET key = :b, key_epoch = :c WHERE id = :a", "bbi"};
constexpr CopiedTable event_keys{
    "SELECT position, r, epoch FROM event_keys ORDER BY position",
    "INSERT INTO event_keys (position, r, epoch) VALUES (:a, :b, :c)", "ibi"};
constexpr CopiedTable addresses{
    "SELECT id, medium, identity_key, loose_key, epoch FROM addresses",
    "INSERT INTO addresses (id, medium, identity_key, loose_key, epoch) "
    "VALUES (:a, :b, :c, :d, :e)", "bibbi"};
constexpr CopiedTable organisation_names{
    "SELECT name_key, organisation, epoch FROM organisation_names",
    "INSERT INTO organisation_names (name_key, organisation, epoch) VALUES (:a, :b, :c)", "bbi"};
constexpr CopiedTable suppressions{
    "SELECT loose_key, epoch, position, occurred, purposes FROM suppressions",
    "INSERT INTO suppressions (loose_key, epoch, position, occurred, purposes) "
    "VALUES (:a, :b, :c, :d, :e)", "biiit"};
constexpr CopiedTable imported_rows{"SELECT row_key FROM imported_rows",
                                    "INSERT INTO imported_rows (row_key) VALUES (:a)", "b"};

constexpr std::array data_tables{subjects, profiles, holders, events, subtrees, ledger, milestones, proofs, notices};
constexpr std::array key_tables{key_epochs, signing_keys,       proof_keys,   keys_out,     event_keys,
                                addresses,  organisation_names, suppressions, imported_rows};
constexpr std::array<RestoredTable, 18> back{{{BackupPart::keys, key_epochs},
                                              {BackupPart::keys, signing_keys},
                                              {BackupPart::data, subjects},
                                              {BackupPart::keys, keys_back},
                                              {BackupPart::keys, addresses},
                                              {BackupPart::keys, organisation_names},
                                              {BackupPart::data, profiles},
                                              {BackupPart::data, holders},
                                              {BackupPart::data, events},
                                              {BackupPart::keys, event_keys},
                                              {BackupPart::data, subtrees},
                                              {BackupPart::data, ledger},
                                              {BackupPart::data, milestones},
                                              {BackupPart::keys, proof_keys},
                                              {BackupPart::data, proofs},
                                              {BackupPart::data, notices},
                                              {BackupPart::keys, suppressions},
                                              {BackupPart::keys, imported_rows}}};

constexpr CopiedTable keys_over{keys_out.select, keys_back.insert, keys_back.types};
constexpr std::array all_tables{key_epochs, signing_keys, subjects, keys_over,  addresses,  organisation_names,
                                profiles,   holders,  events,     event_keys, subtrees, ledger,
                                milestones, proof_keys, proofs,   notices,    suppressions, imported_rows};

}  // namespace

std::int64_t application_id_of(BackupPart part) {
    return part == BackupPart::data ? 0x6C617764 : 0x6C61776B;
}

const char* schema_of(BackupPart part) {
    return part == BackupPart::data ? data_schema : keys_schema;
}

std::span<const CopiedTable> backed_up(BackupPart part) {
    if (part == BackupPart::data) return data_tables;
    return key_tables;
}

std::span<const RestoredTable> restored() { return back; }

std::span<const CopiedTable> whole() { return all_tables; }

}  // namespace lawful::store
