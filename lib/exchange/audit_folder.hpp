// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include <lawful/audit.hpp>

namespace lawful::exchange {

/// A bundle that is a folder. No link is followed, and only what is a regular file is read.
[[nodiscard]] AuditStreams streams_of(const std::filesystem::path& folder);

}  // namespace lawful::exchange
