// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/view.hpp"

namespace lawful::registry {

/// Those of one subject that was not erased, in the order in which they were opened.
[[nodiscard]] std::vector<RightsRequest> requests_of(const Context& context, const store::ReadTransaction& from,
                                                     const View& view, const store::SubjectRow& row);

/// Requests in the order in which they are due.
[[nodiscard]] std::vector<RightsRequest> requests(const Context& context, const store::ReadTransaction& from,
                                                  const View& view, const DutyFilter& filter);

}  // namespace lawful::registry
