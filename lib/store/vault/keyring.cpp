// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "store/vault/vault.hpp"

#include <lawful/error.hpp>

namespace lawful::store::vault {
namespace {

thread_local Keyring* opening = nullptr;
thread_local std::exception_ptr failure;

}  // namespace

Keyring::Keyring(Credential credential, std::shared_ptr<Random> random, bool accept_wal_loss)
    : credential_(std::move(credential)),
      random_(std::move(random)),
      accept_wal_loss_(accept_wal_loss) {}

Keyring::Keyring(Keys keys) : keys_(std::move(keys)) {}

Keys Keyring::unlock(const Block0& block, const std::string& name) {
    const std::lock_guard lock(lock_);
    if (keys_) {
        if (keys_->file_id() == block.file_id) return keys_;
        throw Error(ErrorCode::registry_missing,
                    fmt::format("{}: another file took the registry's place", name));
    }
    keys_ = keep_keys(unwrap_file_key(*credential_, block, name), block.file_id, random_);
    credential_.reset();
    return keys_;
}

Keys Keyring::keys() const {
    const std::lock_guard lock(lock_);
    if (!keys_) throw Error(ErrorCode::internal, "the registry was not opened yet");
    return keys_;
}

Opening::Opening(Keyring& keyring) : before_(opening) { opening = &keyring; }

Opening::~Opening() { opening = before_; }

Keyring* Opening::current() { return opening; }

void keep_failure() noexcept { failure = std::current_exception(); }

void forget_failure() noexcept { failure = nullptr; }

void throw_kept_failure() {
    if (failure) std::rethrow_exception(std::exchange(failure, nullptr));
}

}  // namespace lawful::store::vault
