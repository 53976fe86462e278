// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/view.hpp"

namespace lawful::registry {

/// The legal holds of one view (GDPR 17(3)).
class Holds {
public:
    Holds(const Context& context, const View& view);

    /// The oldest hold that stops the erasure of a person or an address: their own, their organisation's, or
    /// one on a purpose that something is recorded for.
    [[nodiscard]] std::optional<rules::HoldFact> on(const Subject& subject, const rules::SubjectState& state) const;

private:
    const View& view_;
    std::vector<rules::HoldFact> of_registry_;
};

}  // namespace lawful::registry
