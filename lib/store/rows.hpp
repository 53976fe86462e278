// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "crypto/registry_keys.hpp"
#include "model/holding.hpp"

/// Rows of the tables, as they are stored.
namespace lawful::store {

using SubjectBytes = std::array<std::uint8_t, 16>;

struct SubjectRow {
    Subject subject;
    std::optional<crypto::Sealed> key;  ///< of a person or an address: their own, wrapped
    std::int64_t key_epoch = 0;         ///< of the key that wraps it
    Bytes state;
    EventIndex last_event = 0;
};

/// A subject's standing alone, for who reads them all.
struct StandingRow {
    Subject subject;
    bool has_key = false;
    ByteView state;                     ///< until the next row
};

struct AddressRow {
    AddressId id;
    Medium medium = Medium::email;
    crypto::BlindIndex identity_key;
    crypto::BlindIndex loose_key;
    std::int64_t epoch = 0;             ///< of both keys
};

using HolderRow = model::Holding;

struct EventRow {
    EventIndex position = 0;
    SubjectBytes subject{};
    std::optional<EventIndex> previous;  ///< the subject's event before this one
    Instant recorded{};
    Digest commitment{};
    std::optional<crypto::Sealed> m;     ///< gone once erased
    std::optional<crypto::Sealed> r;     ///< gone once erased
    std::int64_t r_epoch = 0;            ///< of the key that seals `r`
};

struct LedgerRow {
    std::uint64_t size = 0;
    Bytes frontier;
    Digest root{};
    Instant last_recorded{};
    std::optional<EventIndex> policy_event;
    std::optional<EventIndex> rows_event;
    std::int64_t key_epoch = 1;  ///< the newest
};

/// In use: `wrapped` and `subject`. Over: `indexes` alone.
struct KeyEpochRow {
    std::int64_t epoch = 0;
    std::optional<crypto::Sealed> wrapped;  ///< the registry key, under the key above it
    std::optional<crypto::Sealed> subject;  ///< the registry's own subject key, under this epoch
    std::optional<crypto::Sealed> indexes;  ///< the index keys, under the newest epoch
};

/// The private key that signs checkpoints, and the event that announced it.
struct SigningKeyRow {
    EventIndex position = 0;
    crypto::Sealed sealed;
};

/// An event's sealed `r`, to be sealed anew.
struct SealedR {
    EventIndex position = 0;
    SubjectBytes subject{};
    crypto::Sealed r;
    std::int64_t epoch = 0;
};

/// An organisation's name as it is found.
struct NameRow {
    crypto::BlindIndex name_key;
    OrganisationId organisation;
};

/// Proof of consent that outlives an erasure, found by an address it was about. It opens under the key of
/// the day it ends.
struct ProofRow {
    EventIndex position = 0;
    crypto::BlindIndex loose_key;
    std::int64_t epoch = 1;             ///< of `loose_key`
    Day expires{};                      ///< the first day without
    crypto::Sealed sealed;              ///< `r`, then `m`
};

/// The key of all proofs that end on a day; without it they are gone.
struct ProofKeyRow {
    Day expires{};
    crypto::Sealed sealed;
};

enum class MilestoneKind : std::uint8_t { policy = 1, rows };

struct SuppressionRow {
    crypto::BlindIndex loose_key;
    std::int64_t epoch = 1;
    EventIndex position = 0;
    Instant occurred{};
    std::vector<std::string> purposes;
};

}  // namespace lawful::store
