// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace lawful::exchange {

/// A whole small file. Throws `input_output` when it cannot be read or is larger than `limit`.
[[nodiscard]] std::string read_file(const std::filesystem::path& file, std::size_t limit);

}  // namespace lawful::exchange
