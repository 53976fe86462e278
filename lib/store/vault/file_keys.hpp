// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <string>

#include "crypto/keys.hpp"
#include "crypto/nonces.hpp"
#include "crypto/scrypt.hpp"
#include "crypto/xts.hpp"
#include "store/vault/block0.hpp"

#include <lawful/secret.hpp>

/// The file key of a vault, the ways to it, and what is derived from it.
namespace lawful::store::vault {

using FileId = std::array<std::uint8_t, 16>;

/// Wraps the file key for one credential; bound to the file's header. `cost` is for passphrases.
[[nodiscard]] Entry wrap_file_key(const Credential& credential, const crypto::SubKey& file_key,
                                  const FileId& file_id, Random& random,
                                  crypto::ScryptCost cost = {});

/// `name` is for messages. Throws `wrong_key`, and `corrupt` when the key is right and its entry was
/// damaged.
[[nodiscard]] crypto::SubKey unwrap_file_key(const Credential& credential, const Block0& block,
                                             const std::string& name);

/// What reads and writes one vault. Used by all its connections, from several threads.
class FileKeys {
public:
    FileKeys(crypto::SubKey file_key, const FileId& file_id, std::shared_ptr<Random> random);

    [[nodiscard]] const FileId& file_id() const { return file_id_; }
    [[nodiscard]] const crypto::SubKey& file_key() const { return file_key_; }
    [[nodiscard]] const crypto::Xaes256Gcm& page() const { return page_; }
    [[nodiscard]] const crypto::Xaes256Gcm& wal() const { return wal_; }
    [[nodiscard]] const crypto::Aes256Xts& frame_header() const { return frame_header_; }
    [[nodiscard]] crypto::NoncePool& nonces() const { return nonces_; }
    /// What the keys of the sealed fields are wrapped under in this file.
    [[nodiscard]] crypto::SubKey field_key() const;

private:
    FileId file_id_;
    crypto::SubKey file_key_;
    crypto::Xaes256Gcm page_;
    crypto::Xaes256Gcm wal_;
    crypto::Aes256Xts frame_header_;
    std::shared_ptr<Random> random_;
    mutable crypto::NoncePool nonces_;
};

using Keys = std::shared_ptr<const FileKeys>;

/// In locked memory, where the system allows.
[[nodiscard]] Keys keep_keys(crypto::SubKey file_key, const FileId& file_id,
                             std::shared_ptr<Random> random);

}  // namespace lawful::store::vault
