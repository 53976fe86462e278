// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "store/backup.hpp"

namespace lawful::store {

/// Rows that are copied as they are. Parameters are `:a`, `:b` ... in the order of the columns;
/// `types` has one letter each: i integer, t text, b bytes.
struct CopiedTable {
    const char* select;
    const char* insert;
    const char* types;
};

/// `PRAGMA application_id` of a backup's files: "lawd" and "lawk".
[[nodiscard]] std::int64_t application_id_of(BackupPart part);
[[nodiscard]] const char* schema_of(BackupPart part);

/// From a registry into a part.
[[nodiscard]] std::span<const CopiedTable> backed_up(BackupPart part);
/// Back, in the order of their references: some of each part come before the rest of the other.
struct RestoredTable {
    BackupPart from;
    CopiedTable table;
};
[[nodiscard]] std::span<const RestoredTable> restored();
/// All of a registry, in the order of their references.
[[nodiscard]] std::span<const CopiedTable> whole();

}  // namespace lawful::store
