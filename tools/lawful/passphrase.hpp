// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <lawful/secret.hpp>

namespace lawful::tool {

/// Whether somebody is there to be asked: standard input is a terminal.
[[nodiscard]] bool can_ask();

/// Asks on the terminal, without echo. Throws `UsageError` when the input ends, and what
/// `Passphrase` throws.
[[nodiscard]] Passphrase ask_passphrase(std::string_view prompt);
/// Asks twice. Throws `UsageError` when the answers differ.
[[nodiscard]] Passphrase ask_new_passphrase();

}  // namespace lawful::tool
