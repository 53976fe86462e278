// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lawful/registry.hpp>

#include "listing.hpp"

namespace lawful::tool {

/// What may be sent to, readable, and in the JSON formats what was refused too; the exit status.
[[nodiscard]] int print_releases(const Session& session, Format format, Releases releases);

}  // namespace lawful::tool
