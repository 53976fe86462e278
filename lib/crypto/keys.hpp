// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include <lawful/random.hpp>
#include <lawful/secret.hpp>

#include "base/bytes.hpp"
#include "crypto/mac.hpp"
#include "crypto/sealed.hpp"
#include "crypto/wipe.hpp"
#include "crypto/xaes.hpp"

/// host key > KEK > registry key > index keys, wrapping key > subject keys > event keys.
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

/// What one registry derives from its key. All of it may be used from several threads.
class RegistryKeys {
public:
    RegistryKeys(const SubKey& registry_key, ByteView registry_id);

    /// Strict identity of an address: used to allow.
    [[nodiscard]] const HmacKey& identity_index() const noexcept { return identity_index_; }
    /// Loose identity of an address: used to deny.
    [[nodiscard]] const HmacKey& suppression_index() const noexcept { return suppression_index_; }
    /// Identity of imported rows.
    [[nodiscard]] const HmacKey& import_index() const noexcept { return import_index_; }
    /// The denial journal's MACs.
    [[nodiscard]] const HmacKey& journal() const noexcept { return journal_; }

    /// A subject's key, bound to this registry and to its owner (16 bytes).
    [[nodiscard]] Sealed wrap(Random& random, ByteView owner, const SubKey& subject_key) const;
    /// Throws `corrupt`.
    [[nodiscard]] SubKey unwrap(ByteView owner, const Sealed& wrapped) const;

    /// An event's `r`, bound to its subject and its place. In clear it would let anyone who guesses
    /// an address confirm the guess against the event's commitment.
    [[nodiscard]] Sealed wrap_r(Random& random, ByteView owner, ByteView place, ByteView r) const;
    /// Throws `corrupt`.
    [[nodiscard]] Digest unwrap_r(ByteView owner, ByteView place, const Sealed& wrapped) const;

    /// Stands for a subject key for events of organisations and of the registry itself.
    [[nodiscard]] SubKey registry_subject_key() const;

private:
    [[nodiscard]] SealContext context(ByteView owner) const;
    [[nodiscard]] SealContext r_context(ByteView owner, ByteView place) const;

    Bytes registry_id_;
    HmacKey identity_index_;
    HmacKey suppression_index_;
    HmacKey import_index_;
    HmacKey journal_;
    Xaes256Gcm wrapping_;
    SubKey registry_subject_key_;
};

/// Key commitment (32) | sealed registry key. GCM does not commit to its key; the commitment also
/// tells a wrong key from a damaged file.
[[nodiscard]] Sealed wrap_registry_key(const SecretKey& host, ByteView registry_id, Random& random,
                                       const SubKey& registry_key);

/// Throws `wrong_key` when the blob was made with another host key or for another registry, and
/// `corrupt` when it was damaged.
[[nodiscard]] SubKey unwrap_registry_key(const SecretKey& host, ByteView registry_id,
                                         const Sealed& wrapped);

}  // namespace lawful::crypto
