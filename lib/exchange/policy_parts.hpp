// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/toml_table.hpp"

#include <lawful/policy.hpp>

namespace lawful::exchange {

/// `[[notices]]`, with the texts of the files they name. The purposes are read already.
void read_notices(TomlTable& root, const std::filesystem::path& folder, PolicyFile& out);

/// `[[organisation_bases]]` and `[[retention]]`.
void read_organisation_bases(TomlTable& root, Policy& policy);
void read_retention(TomlTable& root, Policy& policy);

}  // namespace lawful::exchange
