// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"

#include <lawful/events.hpp>

namespace lawful::registry {

/// An address, by the hash that denies.
struct LooseKey {
    std::string key;                  ///< base64 of the keyed hash
    std::int64_t epoch = 1;

    bool operator==(const LooseKey&) const = default;
};

/// One line of the denial journal: ids, terms, times and keyed hashes; no name and no free text.
struct DenialEntry {
    std::uint64_t batch = 0;          ///< where in the file the lines of its commit begin
    std::uint64_t lines = 0;          ///< and how many they are
    EventIndex index = 0;
    Digest commitment{};
    std::string kind;
    Subject subject;                  ///< of an erasure: whom
    std::optional<std::string> purpose;
    std::optional<Channel> channel;
    std::vector<std::string> purposes;  ///< of a suppression
    std::optional<ObjectionKind> objection;
    std::optional<RestrictionGround> restriction;
    std::optional<SuppressionReason> suppression;
    std::optional<ErasureGround> erasure;
    std::optional<DataCategory> category;  ///< that alone was erased
    std::optional<EventIndex> consent;  ///< that was invalidated
    std::vector<LooseKey> loose;      ///< the addresses concerned
    Instant occurred{};
    Instant recorded{};
};

/// What the journal keeps of an event; nothing of one that denies nothing.
[[nodiscard]] std::optional<DenialEntry> denial_entry(EventIndex index, const Event& event);

/// Whether both deny the same of the same, whenever it was.
[[nodiscard]] bool says_the_same(const DenialEntry& one, const DenialEntry& other);

/// Canonical JSON, and its strict inverse (`corrupt`).
[[nodiscard]] std::string encode_entry(const DenialEntry& entry);
[[nodiscard]] DenialEntry decode_entry(std::string_view text);

}  // namespace lawful::registry
