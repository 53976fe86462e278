// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <lawful/random.hpp>

#include "base/bytes.hpp"
#include "crypto/mac.hpp"
#include "crypto/sealed.hpp"
#include "crypto/wipe.hpp"
#include "crypto/xaes.hpp"

/// key above > KEK > registry key, one an epoch > index keys, wrapping key > subject keys > event
/// keys.
namespace lawful::crypto {

/// A 32-byte key inside the hierarchy. It moves, does not copy, and is wiped when it goes.
class SubKey {
public:
    static constexpr std::size_t size = 32;

    /// Copies exactly 32 bytes. Throws `corrupt` otherwise.
    explicit SubKey(ByteView bytes);
    [[nodiscard]] static SubKey generate(Random& random);

    [[nodiscard]] ByteView view() const noexcept { return bytes_.bytes; }

private:
    SubKey() = default;
    friend SubKey derive(ByteView key, std::string_view label, ByteView salt);

    Wiped<size> bytes_;
};

/// HKDF-SHA256 with `label` as info.
[[nodiscard]] SubKey derive(ByteView key, std::string_view label, ByteView salt);

/// The key under which one event's `m` is sealed; `r` is the event's own 32 bytes.
[[nodiscard]] SubKey event_key(const SubKey& subject_key, ByteView r);

/// The two indexes whose clear text is not kept: they outlive the epoch that made them.
struct IndexKeys {
    /// From `material`. Throws `corrupt` for another size.
    explicit IndexKeys(ByteView material);

    HmacKey suppression;  ///< loose identity of an address: used to deny
    HmacKey imported;     ///< identity of imported rows
};

/// What one epoch of a registry's key gives. All of it may be used from several threads.
class EpochKeys {
public:
    EpochKeys(std::int64_t epoch, const SubKey& registry_key, ByteView registry_id);

    [[nodiscard]] std::int64_t epoch() const noexcept { return epoch_; }
    /// Strict identity of an address: used to allow.
    [[nodiscard]] const HmacKey& identity_index() const noexcept { return identity_index_; }
    [[nodiscard]] const IndexKeys& indexes() const noexcept { return indexes_; }

    /// A subject's key, bound to this registry and to its owner (16 bytes).
    [[nodiscard]] Sealed wrap(Random& random, ByteView owner, const SubKey& subject_key) const;
    /// Throws `corrupt`.
    [[nodiscard]] SubKey unwrap(ByteView owner, const Sealed& wrapped) const;

    /// An event's `r`, bound to its subject and its place. In clear it would let anyone who guesses
    /// an address confirm the guess against the event's commitment.
    [[nodiscard]] Sealed wrap_r(Random& random, ByteView owner, ByteView place, ByteView r) const;
    /// Throws `corrupt`.
    [[nodiscard]] Digest unwrap_r(ByteView owner, ByteView place, const Sealed& wrapped) const;

    /// The index keys of an epoch that is over.
    [[nodiscard]] Sealed wrap_indexes(Random& random, std::int64_t of, ByteView material) const;
    /// Throws `corrupt`.
    [[nodiscard]] Wiped<64> unwrap_indexes(std::int64_t of, const Sealed& wrapped) const;

private:
    [[nodiscard]] SealContext context(ByteView owner) const;
    [[nodiscard]] SealContext r_context(ByteView owner, ByteView place) const;

    std::int64_t epoch_;
    Bytes registry_id_;
    HmacKey identity_index_;
    IndexKeys indexes_;
    Xaes256Gcm wrapping_;
};

/// What `IndexKeys` is made of.
[[nodiscard]] Wiped<64> index_material(const SubKey& registry_key, ByteView registry_id);

/// Key commitment (32) | sealed registry key, under the 32-byte key above it. GCM does not commit to
/// its key; the commitment also tells a wrong key from a damaged file.
[[nodiscard]] Sealed wrap_registry_key(ByteView above, ByteView registry_id, Random& random,
                                       const SubKey& registry_key);

/// Throws `wrong_key` when the blob was made with another key or for another registry, and
/// `corrupt` when it was damaged.
[[nodiscard]] SubKey unwrap_registry_key(ByteView above, ByteView registry_id,
                                         const Sealed& wrapped);

}  // namespace lawful::crypto
