// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

namespace lawful::store {

class Connection;

/// `PRAGMA application_id` of a registry: "lawf".
inline constexpr std::int64_t application_id = 0x6C617766;
/// `PRAGMA user_version`: the format this library writes, and the only one it reads.
inline constexpr std::int64_t format_version = 5;

extern const char* const schema_sql;

/// Throws `newer_version`; `not_a_registry` for one of before the first release.
void require_version(Connection& connection, const std::filesystem::path& file);

}  // namespace lawful::store
