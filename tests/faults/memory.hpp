// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace faults::memory {

/// Every allocation of SQLite, of OpenSSL and of operator new in this program can be made to fail.
/// Linked into one test program only.
enum class Whose : std::uint8_t { sqlite = 1, openssl, cpp };

/// Takes the hooks; before any of the three has allocated. False: too late.
[[nodiscard]] bool take_over();

/// The `allocation`-th one from now fails, counted over all; with `for_ever` all later ones too.
void arm(std::uint64_t allocation, bool for_ever);
/// Memory is there again; whether the fault was reached.
bool disarm();
/// Allocations counted since the last `arm`.
[[nodiscard]] std::uint64_t counted(Whose whose);

}  // namespace faults::memory
