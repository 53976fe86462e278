// SPDX-License-Identifier: Apache-2.0
#include "store/schema.hpp"

#include <fmt/format.h>

#include "store/connection.hpp"

#include <lawful/error.hpp>

namespace lawful::store {

// docs/data-model.md says of each column what it holds. No column holds an address, a name or free
// text in clear: such a column takes a Sealed or a BlindIndex.
const char* const schema_sql = R"sql(
CREATE TABLE meta (
    name  TEXT PRIMARY KEY NOT NULL,
    value BLOB NOT NULL
);

CREATE TABLE key_epochs (
    epoch   INTEGER PRIMARY KEY NOT NULL,
    wrapped BLOB,
    subject BLOB,
    indexes BLOB
);

CREATE TABLE signing_keys (
    position INTEGER PRIMARY KEY NOT NULL,
    sealed   BLOB NOT NULL
);

CREATE TABLE subjects (
    id         BLOB PRIMARY KEY NOT NULL,
    kind       INTEGER NOT NULL,
    key        BLOB,
    key_epoch  INTEGER,
    state      BLOB NOT NULL,
    last_event INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE profiles (
    subject BLOB PRIMARY KEY NOT NULL REFERENCES subjects (id),
    sealed  BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE organisation_names (
    name_key     BLOB PRIMARY KEY NOT NULL,
    organisation BLOB NOT NULL REFERENCES subjects (id),
    epoch        INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE addresses (
    id           BLOB PRIMARY KEY NOT NULL REFERENCES subjects (id),
    medium       INTEGER NOT NULL,
    identity_key BLOB NOT NULL,
    loose_key    BLOB NOT NULL,
    epoch        INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX addresses_by_identity_key ON addresses (identity_key);
CREATE INDEX addresses_by_loose_key ON addresses (loose_key);

CREATE TABLE holders (
    address    BLOB NOT NULL REFERENCES addresses (id),
    recipient  BLOB NOT NULL REFERENCES subjects (id),
    since      TEXT NOT NULL,
    until      TEXT,
    added      INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    PRIMARY KEY (address, recipient, added)
) WITHOUT ROWID;
CREATE INDEX holders_by_recipient ON holders (recipient);

CREATE TABLE events (
    position   INTEGER PRIMARY KEY NOT NULL,
    subject    BLOB NOT NULL,
    previous   INTEGER,
    recorded   INTEGER NOT NULL,
    commitment BLOB NOT NULL,
    m          BLOB
);

CREATE TABLE event_keys (
    position INTEGER PRIMARY KEY NOT NULL,
    r        BLOB NOT NULL,
    epoch    INTEGER NOT NULL
);

CREATE TABLE subtrees (
    level  INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hash   BLOB NOT NULL,
    PRIMARY KEY (level, number)
) WITHOUT ROWID;

CREATE TABLE ledger (
    one           INTEGER PRIMARY KEY NOT NULL CHECK (one = 1),
    size          INTEGER NOT NULL,
    frontier      BLOB NOT NULL,
    root          BLOB NOT NULL,
    last_recorded INTEGER NOT NULL,
    policy_event  INTEGER,
    rows_event    INTEGER,
    key_epoch     INTEGER NOT NULL
);

CREATE TABLE milestones (
    position INTEGER PRIMARY KEY NOT NULL,
    kind     INTEGER NOT NULL
);

CREATE TABLE suppressions (
    loose_key BLOB NOT NULL,
    epoch     INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    occurred  INTEGER NOT NULL,
    purposes  TEXT NOT NULL,
    PRIMARY KEY (loose_key, position)
) WITHOUT ROWID;

CREATE TABLE proof_keys (
    expires TEXT PRIMARY KEY NOT NULL,
    sealed  BLOB NOT NULL
);

CREATE TABLE proofs (
    position  INTEGER NOT NULL,
    loose_key BLOB NOT NULL,
    epoch     INTEGER NOT NULL,
    expires   TEXT NOT NULL REFERENCES proof_keys (expires),
    sealed    BLOB NOT NULL,
    PRIMARY KEY (position, loose_key)
);
CREATE INDEX proofs_by_loose_key ON proofs (loose_key);

CREATE TABLE notices (
    sha256 TEXT PRIMARY KEY NOT NULL,
    body   TEXT NOT NULL
);

CREATE TABLE imported_rows (
    row_key BLOB PRIMARY KEY NOT NULL
) WITHOUT ROWID;
)sql";

void require_version(Connection& connection, const std::filesystem::path& file) {
    const auto version = connection.pragma("PRAGMA user_version");
    if (version > format_version) {
        throw Error(ErrorCode::newer_version,
                    fmt::format("{}: written by a later version of lawful (format {}, this reads {})",
                                file.string(), version, format_version));
    }
    if (version < format_version) {
        throw Error(ErrorCode::not_a_registry,
                    fmt::format("{}: of a version before the first release: make it anew", file.string()));
    }
}

}  // namespace lawful::store
