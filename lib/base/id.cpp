// SPDX-License-Identifier: Apache-2.0
#include <lawful/id.hpp>

#include "base/bytes.hpp"

#include <lawful/error.hpp>

namespace lawful {

std::string to_string(const std::array<std::uint8_t, 16>& bytes) { return to_hex(bytes); }

std::array<std::uint8_t, 16> parse_id_bytes(std::string_view text) {
    if (text.size() != 32) throw Error(ErrorCode::invalid_text, "an id has 32 hexadecimal digits");
    return to_array<16>(from_hex(text));
}

}  // namespace lawful
