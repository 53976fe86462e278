// SPDX-License-Identifier: Apache-2.0
#include "crypto/keys.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <lawful/error.hpp>

namespace lawful::crypto {
namespace {

constexpr std::size_t commitment_size = 32;

struct WipeAtEnd {
    Bytes& bytes;
    ~WipeAtEnd() { wipe(bytes); }
};

// The plaintext of a wrapped key, wiped also when its size is refused.
SubKey to_key(Bytes bytes) {
    const WipeAtEnd guard{bytes};
    return SubKey(bytes);
}

std::array<std::uint8_t, 8> big_endian(std::int64_t number) {
    std::array<std::uint8_t, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (56U - 8U * i));
    }
    return bytes;
}

Xaes256Gcm key_encryption_key(ByteView above, ByteView registry_id) {
    return Xaes256Gcm(derive(above, "lawful/kek/v1", registry_id).view());
}

SubKey commitment(ByteView above, ByteView registry_id) {
    return derive(above, "lawful/kek-commit/v1", registry_id);
}

SealContext registry_key_context(ByteView registry_id) {
    return {.table = "registry", .column = "key", .registry = registry_id, .owner = {}, .row = {}};
}

std::optional<SubKey> try_unwrap(ByteView above, ByteView registry_id, ByteView sealed) {
    try {
        return to_key(unseal(key_encryption_key(above, registry_id),
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

IndexKeys::IndexKeys(ByteView material)
    : suppression(SubKey(material.first(material.size() / 2)).view()),
      imported(SubKey(material.last(material.size() / 2)).view()) {}

Wiped<64> index_material(const SubKey& registry_key, ByteView registry_id) {
    Wiped<64> out;
    auto* at = out.bytes.data();
    for (const auto* label : {"lawful/suppression-index/v1", "lawful/import-index/v1"}) {
        const auto key = derive(registry_key.view(), label, registry_id);
        at = std::copy(key.view().begin(), key.view().end(), at);
    }
    return out;
}

EpochKeys::EpochKeys(std::int64_t epoch, const SubKey& registry_key, ByteView registry_id)
    : epoch_(epoch),
      registry_id_(registry_id.begin(), registry_id.end()),
      identity_index_(derive(registry_key.view(), "lawful/identity-index/v1", registry_id).view()),
      indexes_(index_material(registry_key, registry_id).bytes),
      wrapping_(derive(registry_key.view(), "lawful/wrapping/v1", registry_id).view()) {}

SealContext EpochKeys::context(ByteView owner) const {
    return {.table = "subject_key",
            .column = "wrapped",
            .registry = registry_id_,
            .owner = owner,
            .row = {}};
}

Sealed EpochKeys::wrap(Random& random, ByteView owner, const SubKey& subject_key) const {
    return seal(wrapping_, random, context(owner), subject_key.view());
}

SubKey EpochKeys::unwrap(ByteView owner, const Sealed& wrapped) const {
    return to_key(unseal(wrapping_, context(owner), wrapped));
}

SealContext EpochKeys::r_context(ByteView owner, ByteView place) const {
    return {.table = "event_keys",
            .column = "r",
            .registry = registry_id_,
            .owner = owner,
            .row = place};
}

Sealed EpochKeys::wrap_r(Random& random, ByteView owner, ByteView place, ByteView r) const {
    return seal(wrapping_, random, r_context(owner, place), r);
}

Digest EpochKeys::unwrap_r(ByteView owner, ByteView place, const Sealed& wrapped) const {
    return to_array<32>(unseal(wrapping_, r_context(owner, place), wrapped));
}

Sealed EpochKeys::wrap_indexes(Random& random, std::int64_t of, ByteView material) const {
    const auto row = big_endian(of);
    return seal(wrapping_, random, {"key_epochs", "indexes", registry_id_, {}, row}, material);
}

Wiped<64> EpochKeys::unwrap_indexes(std::int64_t of, const Sealed& wrapped) const {
    const auto row = big_endian(of);
    auto plain = unseal(wrapping_, {"key_epochs", "indexes", registry_id_, {}, row}, wrapped);
    const WipeAtEnd guard{plain};
    Wiped<64> out;
    if (plain.size() != out.bytes.size()) throw Error(ErrorCode::corrupt, "index keys are damaged");
    std::copy(plain.begin(), plain.end(), out.bytes.begin());
    return out;
}

Sealed wrap_registry_key(ByteView above, ByteView registry_id, Random& random,
                         const SubKey& registry_key) {
    const auto sealed = seal(key_encryption_key(above, registry_id), random,
                             registry_key_context(registry_id), registry_key.view());
    const auto committed = commitment(above, registry_id);
    Bytes out(committed.view().begin(), committed.view().end());
    out.insert(out.end(), sealed.bytes.begin(), sealed.bytes.end());
    return Sealed(std::move(out));
}

SubKey unwrap_registry_key(ByteView above, ByteView registry_id, const Sealed& wrapped) {
    const ByteView bytes = wrapped.bytes;
    if (bytes.size() < commitment_size) {
        throw Error(ErrorCode::corrupt, "wrapped registry key is too short");
    }
    const bool committed =
        equal(bytes.first(commitment_size), commitment(above, registry_id).view());
    auto key = try_unwrap(above, registry_id, bytes.subspan(commitment_size));
    if (committed && key) return std::move(*key);
    // A key that opens the seal is the right one: then it is the commitment that was damaged.
    if (committed || key) throw Error(ErrorCode::corrupt, "wrapped registry key is damaged");
    throw Error(ErrorCode::wrong_key, "the key does not open this registry");
}

}  // namespace lawful::crypto
