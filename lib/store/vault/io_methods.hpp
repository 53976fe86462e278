// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <sqlite3.h>

#include "store/vault/vault_file.hpp"

/// SQLite's file methods over a `VaultFile`.
namespace lawful::store::vault {

extern const int handle_size;

/// Makes SQLite's handle work on that file, and closes the file with it.
void give_methods(sqlite3_file* handle, std::unique_ptr<VaultFile> file);

/// The file behind SQLite's handle; null when the handle is not a vault's.
[[nodiscard]] VaultFile* file_of(sqlite3_file* handle);

}  // namespace lawful::store::vault
