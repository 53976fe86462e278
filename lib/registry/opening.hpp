// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "registry/context.hpp"

namespace lawful::registry {

/// On opening for writing: replays what the denial journal holds more than the registry. Throws
/// `corrupt` for a damaged journal.
void catch_up(const Context& context);

/// On opening for reading only. A journal that is ahead may be another process's commit on its way:
/// looks again for that long, then throws `corrupt`.
void look_at_journal(const Context& context, std::chrono::milliseconds patience);

}  // namespace lawful::registry
