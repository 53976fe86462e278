// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace lawful::exchange {

/// What opens one commitment: a line of `events.jsonl`.
struct AuditOpening {
    std::uint64_t index = 0;
    Bytes m;
    Bytes r;  ///< 32 bytes

    /// Of a line without its newline. Throws `invalid_file` for any other spelling.
    [[nodiscard]] static AuditOpening parse(std::string_view line);
};

/// The line with its newline.
[[nodiscard]] std::string audit_line(std::uint64_t index, ByteView r, std::string_view m);

}  // namespace lawful::exchange
