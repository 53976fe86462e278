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

struct Json {
    using Array = std::vector<Json>;
    using Object = std::map<std::string, Json, std::less<>>;

    std::variant<bool, std::int64_t, std::string, Array, Object> value;

    bool operator==(const Json&) const = default;
};

/// RFC 8785. Throws `invalid_text` for text that is not UTF-8 and for integers of 2^53 and above.
/// Member names are ASCII, so byte order is the UTF-16 order of RFC 8785 3.2.3.
[[nodiscard]] std::string write(const Json& json);

/// Reads that subset. Throws `invalid_text`; null, fractions and nesting over 32 are refused.
[[nodiscard]] Json parse(std::string_view text);

}  // namespace lawful::model
