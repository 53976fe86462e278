// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/report_html.hpp"
#include "registry/context.hpp"

namespace lawful::registry {

/// Everything the report says, from one state, in memory that does not grow with people or events.
/// `checkpoint` is left empty. Throws `policy_missing`.
[[nodiscard]] exchange::ReportFacts report_facts(const Context& context, const store::ReadTransaction& from,
                                                 const Progress& progress = {});

}  // namespace lawful::registry
