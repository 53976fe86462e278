// SPDX-License-Identifier: Apache-2.0
#include "crypto/keys.hpp"

#include <algorithm>
#include <optional>

#include <lawful/error.hpp>

namespace lawful::crypto {
namespace {

constexpr std::size_t commitment_size = 32;

// The plaintext of a wrapped key, wiped also when its size is refused.
SubKey to_key(Bytes bytes) {
    struct Wipe {
        Bytes& bytes;
        ~Wipe() { wipe(bytes); }
    } const guard{bytes};
    return SubKey(bytes);
}

HmacKey index_key(const SubKey& registry_key, std::string_view label, ByteView registry_id) {
    return HmacKey(derive(registry_key.view(), label, registry_id).view());
}

Xaes256Gcm key_encryption_key(const SecretKey& host, ByteView registry_id) {
    return Xaes256Gcm(derive(host.expose(), "lawful/kek/v1", registry_id).view());
}

SubKey commitment(const SecretKey& host, ByteView registry_id) {
    return derive(host.expose(), "lawful/kek-commit/v1", registry_id);
}

SealContext registry_key_context(ByteView registry_id) {
    return {.table = "registry", .column = "key", .registry = registry_id, .owner = {}, .row = {}};
}

std::optional<SubKey> try_unwrap(const SecretKey& host, ByteView registry_id, ByteView sealed) {
    try {
        return to_key(unseal(key_encryption_key(host, registry_id),
                             registry_key_context(registry_id),
                             Sealed(Bytes(sealed.begin(), sealed.end()))));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::corrupt) throw;
        return std::nullopt;
    }
}

}  // namespace

SubKey::SubKey(ByteView bytes) {
    if (bytes.size() != size) throw Error(ErrorCode::corrupt, "key has the wrong size");
    std::copy(bytes.begin(), bytes.end(), bytes_.bytes.begin());
}

SubKey SubKey::generate(Random& random) {
    SubKey out;
    random.fill(out.bytes_.bytes);
    return out;
}

SubKey derive(ByteView key, std::string_view label, ByteView salt) {
    SubKey out;
    hkdf_sha256(key, salt, as_bytes(label), std::span<std::uint8_t>(out.bytes_.bytes));
    return out;
}

SubKey event_key(const SubKey& subject_key, ByteView r) {
    return derive(subject_key.view(), "lawful/event/v1", r);
}

RegistryKeys::RegistryKeys(const SubKey& registry_key, ByteView registry_id)
    : registry_id_(registry_id.begin(), registry_id.end()),
      identity_index_(index_key(registry_key, "lawful/identity-index/v1", registry_id)),
      suppression_index_(index_key(registry_key, "lawful/suppression-index/v1", registry_id)),
      import_index_(index_key(registry_key, "lawful/import-index/v1", registry_id)),
      journal_(index_key(registry_key, "lawful/denial-journal/v1", registry_id)),
      wrapping_(derive(registry_key.view(), "lawful/wrapping/v1", registry_id).view()),
      registry_subject_key_(
          derive(registry_key.view(), "lawful/registry-subject/v1", registry_id)) {}

SealContext RegistryKeys::context(ByteView owner) const {
    return {.table = "subject_key",
            .column = "wrapped",
            .registry = registry_id_,
            .owner = owner,
            .row = {}};
}

Sealed RegistryKeys::wrap(Random& random, ByteView owner, const SubKey& subject_key) const {
    return seal(wrapping_, random, context(owner), subject_key.view());
}

SubKey RegistryKeys::unwrap(ByteView owner, const Sealed& wrapped) const {
    return to_key(unseal(wrapping_, context(owner), wrapped));
}

SealContext RegistryKeys::r_context(ByteView owner, ByteView place) const {
    return {.table = "event_keys",
            .column = "r",
            .registry = registry_id_,
            .owner = owner,
            .row = place};
}

Sealed RegistryKeys::wrap_r(Random& random, ByteView owner, ByteView place, ByteView r) const {
    return seal(wrapping_, random, r_context(owner, place), r);
}

Digest RegistryKeys::unwrap_r(ByteView owner, ByteView place, const Sealed& wrapped) const {
    return to_array<32>(unseal(wrapping_, r_context(owner, place), wrapped));
}

SubKey RegistryKeys::registry_subject_key() const { return SubKey(registry_subject_key_.view()); }

Sealed wrap_registry_key(const SecretKey& host, ByteView registry_id, Random& random,
                         const SubKey& registry_key) {
    const auto sealed = seal(key_encryption_key(host, registry_id), random,
                             registry_key_context(registry_id), registry_key.view());
    const auto committed = commitment(host, registry_id);
    Bytes out(committed.view().begin(), committed.view().end());
    out.insert(out.end(), sealed.bytes.begin(), sealed.bytes.end());
    return Sealed(std::move(out));
}

SubKey unwrap_registry_key(const SecretKey& host, ByteView registry_id, const Sealed& wrapped) {
    const ByteView bytes = wrapped.bytes;
    if (bytes.size() < commitment_size) {
        throw Error(ErrorCode::corrupt, "wrapped registry key is too short");
    }
    const bool committed =
        equal(bytes.first(commitment_size), commitment(host, registry_id).view());
    auto key = try_unwrap(host, registry_id, bytes.subspan(commitment_size));
    if (committed && key) return std::move(*key);
    // A key that opens the seal is the right one: then it is the commitment that was damaged.
    if (committed || key) throw Error(ErrorCode::corrupt, "wrapped registry key is damaged");
    throw Error(ErrorCode::wrong_key, "the key does not open this registry");
}

}  // namespace lawful::crypto
