// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include <lawful/registry.hpp>

#include "session.hpp"

namespace lawful::tool {

/// What a denial reaches: no purpose every purpose, no channel every channel.
struct DenialScope {
    std::optional<std::string> purpose;
    std::optional<Channel> channel;
};

/// Records a denial of a person, an organisation or an address. An address that the registry does
/// not know is suppressed in its place, and that is said: doubt denies.
[[nodiscard]] int record_denial(const Session& session, const std::string& address, Medium medium,
                                const DenialScope& scope, const EventBody& body,
                                std::optional<Instant> occurred);

}  // namespace lawful::tool
