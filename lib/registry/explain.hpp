// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/audit_export.hpp"
#include "registry/question.hpp"

namespace lawful::registry {

/// The answer, the event behind each reason, and its proof. With a folder, also a bundle from which
/// the answer can be decided again.
[[nodiscard]] Explanation explain(const Context& context, const store::ReadTransaction& from,
                                  const View& view, std::string_view address,
                                  std::string_view purpose, Channel channel,
                                  const std::filesystem::path* folder);

}  // namespace lawful::registry
