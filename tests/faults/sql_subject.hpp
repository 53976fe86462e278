// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <filesystem>
#include <memory>
#include <string>

#include "faults/rows.hpp"
#include "faults/sql.hpp"
#include "faults/subject.hpp"

namespace faults {

/// How a SQL subject comes to its database; nothing else differs between plain SQLite and the vault.
struct SqlKind {
    /// Makes an empty database in WAL mode.
    std::function<void(const std::filesystem::path& file, const std::string& vfs)> create{};
    /// Opens it, read and write; never creates. Throws SqlError.
    std::function<Database(const std::filesystem::path& file, const std::string& vfs)> open{};
    /// Run on each connection.
    std::string settings{};
};

/// The settings of the library's own connections (lib/store/connection.cpp), with a page cache that is
/// smaller than a transaction, so that `cache_spill` means something.
[[nodiscard]] std::string library_settings();

/// Stock SQLite on its own file format.
[[nodiscard]] SqlKind plain_sqlite(std::string settings = library_settings());

/// Random rows in one table with an index. One writer at a time, by a lock on a file beside the
/// database, as in the library.
[[nodiscard]] MakeSubject sql_subject(const SqlKind& kind);

}  // namespace faults
