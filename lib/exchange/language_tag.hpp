// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lawful::exchange {

/// A well-formed language tag (RFC 5646, a language of two or three letters and further subtags)
/// in its usual case: `nl`, `nl-BE`, `zh-Hant-TW`. Nothing when the text is none.
[[nodiscard]] std::optional<std::string> language_tag(std::string_view text);

}  // namespace lawful::exchange
