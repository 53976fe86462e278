// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "faults/sql_subject.hpp"

namespace faults {

/// Stock SQLite over the vault, without the registry above it.
[[nodiscard]] SqlKind vault_sqlite();

}  // namespace faults
