// SPDX-License-Identifier: Apache-2.0
#include <lawful/erasure.hpp>

#include "registry/impl.hpp"
#include "registry/proofs.hpp"
#include "registry/retention.hpp"

#include <lawful/error.hpp>

namespace lawful {

RetentionPlan Retention::plan(std::optional<Day> on, const Progress& progress) const {
    return registry::plan_retention(registry_->impl_->context, registry_->impl_->store->read(), on, progress);
}

RetentionRun Retention::apply(const RetentionPlan& plan, const Progress& progress) {
    return registry::apply_retention(registry_->impl_->context, plan, progress);
}

std::vector<RecordedEvent> Retention::read_proof(std::string_view address, Medium medium, std::string_view claim) {
    const auto& context = registry_->impl_->context;
    registry::Writer writer(context);
    const auto loose = contact::loose_of(medium, address, writer.view().policy()->policy.controller.country);
    if (!loose) throw Error(ErrorCode::invalid_address, "not an address that could be written to");
    auto events = registry::read_proofs(context, writer, context.loose_keys(*loose), claim);
    writer.commit();
    return events;
}

}  // namespace lawful
