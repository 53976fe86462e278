// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <lawful/policy.hpp>
#include <lawful/records.hpp>

/// Events of the registry itself: what it was told to do, and what it did. It records these by verbs of
/// their own.
namespace lawful {

struct RegistryCreated {
    std::int64_t format = 1;

    bool operator==(const RegistryCreated&) const = default;
};

struct PolicyApplied {
    Policy policy{};

    bool operator==(const PolicyApplied&) const = default;
};

/// One dated rule of gate 3 (see lib/rules/national_rows.cpp), as recorded.
struct NationalRow {
    std::string id{};                 ///< `NL-1`
    std::string country{};            ///< ISO 3166-1 alpha-2; `EU`: where no national profile is;
                                      ///< empty: everywhere
    std::string when{};               ///< name of the condition
    std::string ground{};             ///< wire name of the ground the condition reads, or empty
    std::string audience{};           ///< any, natural, legal, consumer, professional
    std::vector<Channel> channels{};
    std::string effect{};             ///< wire name
    std::string code{};
    std::vector<std::string> lifts{};   ///< row ids
    std::string article{};
    std::optional<Day> valid_from{};
    std::optional<Day> valid_to{};    ///< exclusive

    bool operator==(const NationalRow&) const = default;
};

struct RowsAdopted {
    std::string version{};
    std::vector<NationalRow> rows{};

    bool operator==(const RowsAdopted&) const = default;
};

/// The clock ran backwards; recording time was held.
struct ClockHeld {
    Instant wall{};

    bool operator==(const ClockHeld&) const = default;
};

/// GDPR 21(3): a keyed hash that keeps an address from coming back. No purposes means all.
struct Suppressed {
    std::string loose_key{};          ///< base64 of the keyed hash
    std::int64_t epoch = 1;
    SuppressionReason reason = SuppressionReason::objection;
    std::vector<std::string> purposes{};

    bool operator==(const Suppressed&) const = default;
};

/// New keys seal and hash from here on.
struct KeysRotated {
    std::int64_t epoch = 0;

    bool operator==(const KeysRotated&) const = default;
};

/// GDPR 17: the tombstone. What it names can no longer be read by anyone; the leaves stay.
struct Erased {
    Subject subject{};                ///< whom: a person or an address
    std::vector<EventIndex> leaves{};   ///< the destroyed events, in the ledger's order
    ErasureGround ground = ErasureGround::unnecessary;
    std::optional<std::string> purpose{};     ///< only what was recorded for it; absent: everything
    std::optional<DataCategory> category{};   ///< only that; absent: everything

    bool operator==(const Erased&) const = default;
};

/// What was kept of an erased consent was read, for a legal claim (GDPR 17(3)(e)).
struct ProofRead {
    std::vector<EventIndex> leaves{};
    std::string claim{};              ///< which; names nobody

    bool operator==(const ProofRead&) const = default;
};

/// Proof of consent whose period ended can no longer be read.
struct ProofDestroyed {
    Day expired{};
    std::vector<EventIndex> leaves{};

    bool operator==(const ProofDestroyed&) const = default;
};

/// The controller accepts that denials may be missing; a new journal begins.
struct JournalLossAccepted {
    std::string journal{};            ///< id of the new journal

    bool operator==(const JournalLossAccepted&) const = default;
};

/// This file comes from a backup.
struct RegistryRestored {
    std::int64_t size = 0;            ///< the backup's events
    std::string root{};               ///< and its ledger's root, base64

    bool operator==(const RegistryRestored&) const = default;
};

/// The key that signs checkpoints from here on, as others know it. A later one is signed by the one
/// before it, which is destroyed.
struct SigningKeyAnnounced {
    std::string key{};                ///< a C2SP signed-note verifier key
    std::optional<std::string> signature{};  ///< by the key before it, base64; the first has none

    bool operator==(const SigningKeyAnnounced&) const = default;
};

}  // namespace lawful
