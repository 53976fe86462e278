// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>

namespace lawful::store {

/// Which file a path names now: a deleted or replaced registry is another file.
struct FileIdentity {
    ::dev_t device = 0;
    ::ino_t inode = 0;

    bool operator==(const FileIdentity&) const = default;
};

/// Throws `registry_missing`.
[[nodiscard]] FileIdentity identify(const std::filesystem::path& file);

/// Refuses what is no file: `registry_missing`, `not_a_registry`. It does not open the file, because
/// closing any handle on it would drop the POSIX locks that SQLite holds in this process.
void require_database(const std::filesystem::path& file);

/// Makes the names in the folder of that file durable. Throws `input_output`.
void sync_folder_of(const std::filesystem::path& file);

/// Gives a finished file its name, durably; never over another. Throws `registry_exists`, `input_output`.
void publish(const std::filesystem::path& finished, const std::filesystem::path& name);
/// With its denial journal.
void publish_registry(const std::filesystem::path& finished, const std::filesystem::path& name);

/// Gives a finished file the name of one that exists, which goes. Throws `input_output`.
void replace(const std::filesystem::path& finished, const std::filesystem::path& name);

/// Removes a database and what SQLite keeps beside it. Never throws.
void discard(const std::filesystem::path& file) noexcept;

}  // namespace lawful::store
