// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "registry/context.hpp"

namespace lawful::registry {

/// Compares the key epochs with the rotations that the events tell of, opens each, and looks for
/// rows of an epoch that is not in use. `fault` is told one line each.
void check_keys(const Context& context, const store::ReadTransaction& from,
                const std::vector<std::int64_t>& rotations,
                const std::function<void(std::string)>& fault);

/// Every announcement of a signing key, in order.
using SigningKeys = std::vector<std::pair<EventIndex, SigningKeyAnnounced>>;

/// Each is signed by the one before it, and the last one is the key that is kept.
void check_signing_keys(const Context& context, const store::ReadTransaction& from,
                        const SigningKeys& keys, const std::function<void(std::string)>& fault);

}  // namespace lawful::registry
