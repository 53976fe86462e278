// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "registry/view.hpp"

namespace lawful::registry {

/// Which events a bundle opens.
class Selected {
public:
    /// Throws `invalid_address`, `unknown_id` for an address nobody knows, `unknown_purpose`.
    Selected(const Context& context, const store::ReadTransaction& from,
             const AuditSelection& selection);

    /// Nothing is left out.
    [[nodiscard]] bool is_all() const;
    /// Told by the row alone: spares opening what is not asked for.
    [[nodiscard]] bool may_open(const store::EventRow& row) const;
    [[nodiscard]] bool opens(const RecordedEvent& recorded) const;

private:
    [[nodiscard]] bool is_of_registry(const store::SubjectBytes& subject) const;

    RegistryId registry_;
    const AuditSelection& selection_;
    std::set<store::SubjectBytes> subjects_;
};

/// Whoever checks any other event needs these: policies, national rows, keys, tombstones. They hold
/// nothing about a person.
[[nodiscard]] bool is_always_opened(const EventBody& body);

/// Whether an event is about that purpose, or about every purpose.
[[nodiscard]] bool concerns(const EventBody& body, std::string_view purpose);
/// Whether something is recorded of the subject for that purpose, or for every purpose.
[[nodiscard]] bool is_recorded_for(const View& view, const Subject& subject, const rules::SubjectState& state,
                                   std::string_view purpose);

}  // namespace lawful::registry
