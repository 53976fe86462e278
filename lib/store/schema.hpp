// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace lawful::store {

/// `PRAGMA application_id` of a registry: "lawf".
inline constexpr std::int64_t application_id = 0x6C617766;
/// `PRAGMA user_version`: the format this library writes and the newest it reads.
inline constexpr std::int64_t format_version = 1;

extern const char* const schema_sql;

}  // namespace lawful::store
