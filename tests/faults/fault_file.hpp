// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <memory>

#include "faults/disk.hpp"
#include "faults/fault_vfs.hpp"

namespace faults {

/// What SQLite holds of an open file; the file of the base VFS lies behind it in the same block.
struct FaultFile {
    sqlite3_file head;  ///< first, as SQLite wants it
    FaultVfs* disk;
    sqlite3_file* real;
    std::shared_ptr<Inode> inode;  ///< null: a temporary file, gone after a crash anyway
    bool folder_unsynced;          ///< the base VFS syncs the folder with the file's first sync
};

/// Where the base VFS's file begins.
[[nodiscard]] constexpr std::size_t real_offset() { return (sizeof(FaultFile) + 15) / 16 * 16; }

[[nodiscard]] const sqlite3_io_methods& file_methods();

}  // namespace faults
