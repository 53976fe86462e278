// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <istream>
#include <memory>

namespace lawful::exchange {

/// A regular file, no link. What is not that throws `invalid_file`, what cannot be read `input_output`; so
/// does reading on, where that fails.
[[nodiscard]] std::unique_ptr<std::istream> open_regular(const std::filesystem::path& file);

}  // namespace lawful::exchange
