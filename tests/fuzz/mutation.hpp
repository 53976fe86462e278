// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <random>
#include <string>

namespace fuzz {

/// One of the corpus, changed in a few places: bytes, numbers, quoted texts, lines and whole files, also by
/// those of another. The same engine gives the same text.
[[nodiscard]] std::string mutated(const std::map<std::string, std::string>& corpus, std::mt19937_64& engine);

}  // namespace fuzz
