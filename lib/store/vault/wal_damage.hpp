// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "store/vault/wal_file.hpp"

/// SQLite takes the first bad frame for the end of the log. These tell a torn end from damage.
namespace lawful::store::vault {

/// Two commits that authenticate, one after the other in one unbroken chain of checksums, stand
/// behind a bad frame: it had been synced before the second was begun, so it was damaged later.
[[nodiscard]] bool commits_follow(WalFile& log, std::uint64_t first);

/// The log's header is not one, and the frame behind it authenticates.
[[nodiscard]] bool header_was_lost(WalFile& log, ByteView header);

}  // namespace lawful::store::vault
