// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/writer.hpp"

namespace lawful::registry {

/// One address of each person who must still be told (GDPR 14), released for a notice of that purpose.
/// Throws `invalid_record` where the purpose's content is not `legal_notice`.
[[nodiscard]] Releases release_notices(const Context& context, Writer& writer, std::string_view purpose,
                                       Channel channel, const std::vector<std::string>& fulfilled,
                                       const DutyFilter& filter);

}  // namespace lawful::registry
