// SPDX-License-Identifier: Apache-2.0
#include <lawful/rights.hpp>

#include "registry/duty_lists.hpp"
#include "registry/impl.hpp"
#include "registry/notices.hpp"
#include "registry/requests.hpp"

namespace lawful {

void Duties::requests(const std::function<void(const RightsRequest&)>& each, const DutyFilter& filter) const {
    const auto& context = registry_->impl_->context;
    const auto from = registry_->impl_->store->read();
    const registry::View view(context, from, std::nullopt);
    for (const auto& request : registry::requests(context, from, view, filter)) each(request);
}

void Duties::information(const std::function<void(const InformationDue&)>& each, const DutyFilter& filter) const {
    const auto& context = registry_->impl_->context;
    const auto from = registry_->impl_->store->read();
    const registry::View view(context, from, std::nullopt);
    for (const auto& owed : registry::owed_information(from, view, filter)) {
        each(registry::information_due(context, from, view, owed.recipient));
    }
}

Releases Duties::release_notices(std::string_view purpose, Channel channel, const std::vector<std::string>& fulfilled,
                                 const DutyFilter& filter) {
    registry::Writer writer(registry_->impl_->context);
    auto releases =
        registry::release_notices(registry_->impl_->context, writer, purpose, channel, fulfilled, filter);
    writer.commit();
    return releases;
}

void Duties::ageing(const std::function<void(const AgeingConsent&)>& each, std::int32_t within_days) const {
    const auto from = registry_->impl_->store->read();
    const registry::View view(registry_->impl_->context, from, std::nullopt);
    registry::list_ageing(from, view, within_days, each);
}

AffectedCounts Duties::affected(const BreachSelection& selection,
                                const std::function<void(const AffectedPerson&)>& each) const {
    const auto& context = registry_->impl_->context;
    const auto from = registry_->impl_->store->read();
    const registry::View view(context, from, std::nullopt);
    return registry::list_affected(context, from, view, selection, each);
}

}  // namespace lawful
