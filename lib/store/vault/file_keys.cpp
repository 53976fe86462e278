// SPDX-License-Identifier: Apache-2.0
#include "store/vault/file_keys.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "crypto/locked.hpp"
#include "crypto/mac.hpp"
#include "crypto/wipe.hpp"

#include <lawful/error.hpp>

namespace lawful::store::vault {
namespace {

using crypto::SubKey;

/// The 32 bytes that a credential comes down to for one entry.
SubKey secret_of(const Credential& credential, const Entry& entry) {
    if (const auto* key = credential.key()) return SubKey(key->expose());
    if (const auto* fetch = credential.callback()) {
        return SubKey((*fetch)(KeyId{entry.key_id}).expose());
    }
    return crypto::scrypt(credential.passphrase()->expose(), entry.salt,
                          {.log_n = entry.log_n, .r = entry.r, .p = entry.p});
}

crypto::Xaes256Gcm key_encryption_key(const SubKey& secret, const Entry& entry) {
    return crypto::Xaes256Gcm(crypto::derive(secret.view(), "lawful/kek/v1", entry.salt).view());
}

/// GCM does not commit to its key.
SubKey commitment(const SubKey& secret, const Entry& entry) {
    return crypto::derive(secret.view(), "lawful/kek-commit/v1", entry.salt);
}

Bytes associated_data(const Entry& entry, const FileId& file_id) {
    constexpr std::string_view label = "lawful-slot/v1";
    Bytes out(label.begin(), label.end());
    const auto header = encode_header(file_id);
    out.insert(out.end(), header.begin(), header.end());
    const auto head = entry_head(entry);
    out.insert(out.end(), head.begin(), head.end());
    return out;
}

/// XTS takes two keys.
crypto::Aes256Xts xts_key(const SubKey& file_key, const FileId& file_id) {
    crypto::Wiped<64> key;
    crypto::hkdf_sha256(file_key.view(), file_id, as_bytes("lawful/vault/frame-header/v1"),
                        std::span<std::uint8_t>(key.bytes));
    return crypto::Aes256Xts(key.bytes);
}

crypto::Xaes256Gcm page_key(const SubKey& file_key, std::string_view label, const FileId& file_id) {
    return crypto::Xaes256Gcm(crypto::derive(file_key.view(), label, file_id).view());
}

EntryKind kind_of(const Credential& credential) {
    return credential.passphrase() != nullptr ? EntryKind::passphrase : EntryKind::raw;
}

}  // namespace

Entry wrap_file_key(const Credential& credential, const SubKey& file_key, const FileId& file_id,
                    Random& random, crypto::ScryptCost cost) {
    Entry entry;
    entry.kind = kind_of(credential);
    random.fill(entry.salt);
    random.fill(entry.nonce);
    if (credential.key() != nullptr) {
        entry.key_id = key_id(*credential.key()).bytes;
    } else {
        random.fill(entry.key_id);
    }
    if (entry.kind == EntryKind::passphrase) {
        entry.log_n = static_cast<std::uint8_t>(cost.log_n);
        entry.r = static_cast<std::uint8_t>(cost.r);
        entry.p = static_cast<std::uint8_t>(cost.p);
    }
    const auto secret = secret_of(credential, entry);
    key_encryption_key(secret, entry)
        .seal_into(entry.nonce, file_key.view(), associated_data(entry, file_id), entry.wrapped,
                   entry.tag);
    const auto committed = commitment(secret, entry);
    std::copy_n(committed.view().begin(), entry.commitment.size(), entry.commitment.begin());
    return entry;
}

SubKey unwrap_file_key(const Credential& credential, const Block0& block, const std::string& name) {
    const auto kind = kind_of(credential);
    const auto* entry = block.keys.find(kind);
    if (entry == nullptr) {
        throw Error(ErrorCode::wrong_key,
                    fmt::format("{}: it opens with a {}, not with a {}", name,
                                kind == EntryKind::raw ? "passphrase" : "key",
                                kind == EntryKind::raw ? "key" : "passphrase"));
    }
    const auto secret = secret_of(credential, *entry);
    crypto::Wiped<SubKey::size> plain;
    const bool opened = key_encryption_key(secret, *entry)
                            .open_into(entry->nonce, entry->wrapped, entry->tag,
                                       associated_data(*entry, block.file_id), plain.bytes);
    const bool committed = crypto::equal(entry->commitment, commitment(secret, *entry).view());
    if (opened && committed) return SubKey(plain.bytes);
    if (!opened && !committed) {
        throw Error(ErrorCode::wrong_key,
                    fmt::format("{}: the {} does not open this registry", name,
                                kind == EntryKind::raw ? "key" : "passphrase"));
    }
    throw Error(ErrorCode::corrupt, fmt::format("{}: the wrapped file key is damaged", name));
}

FileKeys::FileKeys(SubKey file_key, const FileId& file_id, std::shared_ptr<Random> random)
    : file_id_(file_id),
      file_key_(std::move(file_key)),
      page_(page_key(file_key_, "lawful/vault/page/v1", file_id)),
      wal_(page_key(file_key_, "lawful/vault/wal/v1", file_id)),
      frame_header_(xts_key(file_key_, file_id)),
      random_(std::move(random)),
      nonces_(*random_) {}

SubKey FileKeys::field_key() const {
    return crypto::derive(file_key_.view(), "lawful/field-key/v1", file_id_);
}

Keys keep_keys(SubKey file_key, const FileId& file_id, std::shared_ptr<Random> random) {
    const auto locked = std::make_shared<crypto::Locked<FileKeys>>(std::move(file_key), file_id,
                                                                   std::move(random));
    return {locked, &**locked};
}

}  // namespace lawful::store::vault
