// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto/keys.hpp"
#include "registry/context.hpp"
#include "store/backup.hpp"
#include "store/file.hpp"

namespace lawful::registry {

/// A vault with a file key of its own, under that credential.
struct FreshVault {
    FreshVault(const Credential& credential, const std::shared_ptr<Random>& random);

    store::vault::KeyTable table;
    store::vault::Keys keys;
};

/// Removes a file that was not finished, and what SQLite keeps beside it.
class Unfinished {
public:
    explicit Unfinished(std::filesystem::path file) : file_(std::move(file)) {}
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    ~Unfinished() { store::discard(file_); }

    [[nodiscard]] const std::filesystem::path& path() const { return file_; }

private:
    std::filesystem::path file_;
};

/// Writes both files of a backup from one consistent view, and gives them their names when whole.
void back_up(const Context& context, const std::filesystem::path& folder, const Credential& credential,
             const Progress& progress);

/// Joins both files into the empty registry that was prepared, under its own keys; whose it is. Throws
/// `invalid_file`, `wrong_key`, `corrupt`.
RegistryId join(const std::filesystem::path& folder, const Credential& credential,
              const std::filesystem::path& prepared, const store::vault::Keys& keys,
              std::shared_ptr<Random> random, const store::OpenOptions& options,
              const Progress& progress);

/// Copies a registry into an empty one that was prepared, under its own keys.
void copy_into(const std::filesystem::path& prepared, const store::vault::Keys& keys, store::Store& from,
               std::shared_ptr<Random> random, const store::OpenOptions& options,
               const Progress& progress);

}  // namespace lawful::registry
