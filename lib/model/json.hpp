// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The subset of JSON that is hashed, sealed and exported: strings, booleans, integers below 2^53,
/// arrays and objects, written as RFC 8785 (JCS) says.
namespace lawful::model {

/// The order of member names: by UTF-16 code units (RFC 8785 3.2.3). Byte order, but for characters
/// beyond the basic plane, whose surrogates come before U+E000.
struct MemberOrder {
    using is_transparent = void;
    [[nodiscard]] bool operator()(std::string_view left, std::string_view right) const noexcept;
};

struct Json {
    using Array = std::vector<Json>;
    using Object = std::map<std::string, Json, MemberOrder>;

    std::variant<bool, std::int64_t, std::string, Array, Object> value;

    bool operator==(const Json&) const = default;
};

/// RFC 8785. Throws `invalid_text` for text that is not UTF-8 and for integers of 2^53 and above.
[[nodiscard]] std::string write(const Json& json);

/// Strict inverse: what `write` would not have written is refused, null and fractions with it, and
/// nesting over 32. Throws `invalid_text`, with the place.
[[nodiscard]] Json parse(std::string_view text);

/// Throws as `parse` does, and makes nothing: for verifying many texts.
void require_canonical(std::string_view text);

}  // namespace lawful::model
