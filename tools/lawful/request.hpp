// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session.hpp"

namespace lawful::tool {

/// open, verify-identity, extend, refuse, close.
void add_request_events(CLI::App& group, Session& session);

}  // namespace lawful::tool
