// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/holds.hpp"
#include "registry/writer.hpp"
#include "rules/retention.hpp"

namespace lawful::registry {

/// What retention asks for at one instant, of one view.
class RetentionLook {
public:
    RetentionLook(const Context& context, const store::ReadTransaction& from, const View& view, Instant on);

    /// Of a person, or of an address that nobody reads or read. The erasure of all of it stands alone.
    [[nodiscard]] std::vector<RetentionEntry> due(const store::SubjectRow& row);

private:
    [[nodiscard]] std::vector<RetentionEntry> due_of_person(const Subject& subject, const rules::SubjectState& state);
    [[nodiscard]] std::vector<RetentionEntry> due(const Subject& subject, const rules::Kept& kept) const;
    static void note_hold(const std::optional<rules::HoldFact>& hold, std::vector<RetentionEntry>& entries);
    [[nodiscard]] const rules::SubjectState* organisation_of(const rules::SubjectState& state);
    void note_holdings(std::span<const RecipientId> group, rules::Kept& kept) const;
    [[nodiscard]] bool is_held(AddressId address) const;

    const store::ReadTransaction& from_;
    const View& view_;
    Instant on_;
    PolicyPointer policy_;
    Holds holds_;
    bool wants_messages_ = false;
    bool wants_holdings_ = false;
    std::map<OrganisationId, rules::SubjectState> organisations_;
};

[[nodiscard]] RetentionPlan plan_retention(const Context& context, const store::ReadTransaction& from,
                                           std::optional<Day> on, const Progress& progress);

RetentionRun apply_retention(const Context& context, const RetentionPlan& plan, const Progress& progress);

}  // namespace lawful::registry
