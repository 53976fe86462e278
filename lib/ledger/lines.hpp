// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <lawful/error.hpp>

#include "base/bytes.hpp"

/// What formats made of lines have in common. For .cpp files only.
namespace lawful::ledger {

[[noreturn]] inline void refuse(const std::string& what) {
    throw Error(ErrorCode::invalid_file, what);
}

/// Lines that all end in a newline.
class Lines {
public:
    /// Throws `invalid_file`, named after `what`, when the last line has no end.
    Lines(std::string_view text, std::string_view what) : rest_(text) {
        if (!text.ends_with('\n')) refuse(std::string(what) + ": the last line has no newline");
    }

    [[nodiscard]] std::optional<std::string_view> next() {
        if (rest_.empty()) return std::nullopt;
        const auto end = rest_.find('\n');
        const auto line = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return line;
    }
    [[nodiscard]] std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
};

/// ASCII digits without a leading zero.
[[nodiscard]] std::optional<std::uint64_t> decimal(std::string_view text);

/// 32 bytes in base64.
[[nodiscard]] std::optional<Digest> hash_line(std::string_view line);

}  // namespace lawful::ledger
