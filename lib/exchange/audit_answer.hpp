// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "rules/recount.hpp"

#include <lawful/decision.hpp>

namespace lawful::exchange {

/// `answer.json` of a bundle: one question, what the registry found for it, and its answer.
struct AuditAnswer {
    rules::Asked asked{};
    Decision decision{};

    /// Throws `invalid_file`.
    [[nodiscard]] static AuditAnswer parse(std::string_view text);
    /// Strict inverse: canonical JSON and a newline.
    [[nodiscard]] std::string text() const;
};

}  // namespace lawful::exchange
