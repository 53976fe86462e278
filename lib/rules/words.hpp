// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <lawful/decision.hpp>
#include <lawful/events.hpp>

/// Answers in plain English, for a data protection officer.
namespace lawful::rules {

/// What a reason's code means. A code without words of its own is told by its article.
[[nodiscard]] std::string words_of(const Reason& reason);
[[nodiscard]] std::string words_of(const Decision& decision);
/// What happened, and when; no name and no address.
[[nodiscard]] std::string words_of(const RecordedEvent& recorded);

}  // namespace lawful::rules
