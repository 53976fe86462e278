// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session.hpp"

/// Lists of what the controller must do, below the commands that do it.
namespace lawful::tool {

/// due, export.
void add_inform_lists(CLI::App& inform, Session& session);
/// ageing.
void add_ageing(CLI::App& consent, Session& session);

}  // namespace lawful::tool
