// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// What writing and parsing canonical JSON share. For the .cpp files of `json` and `json_view` only.
namespace lawful::model::detail {

constexpr std::int64_t exact_limit = std::int64_t{1} << 53U;

/// Throws `invalid_text`.
[[noreturn]] void refuse_json(std::string_view what);

/// The letter after the backslash, for what has one (RFC 8785 3.2.2.2); 0 for what has none.
[[nodiscard]] char short_escape(char c);

/// What stands between the quotes of checked text, without its escapes.
[[nodiscard]] std::string unescaped(std::string_view raw);

}  // namespace lawful::model::detail
