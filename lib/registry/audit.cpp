// SPDX-License-Identifier: Apache-2.0
#include "registry/audit_export.hpp"
#include "registry/explain.hpp"
#include "registry/impl.hpp"

/// Verbs of the audit: what others check without this registry.
namespace lawful {

std::string Registry::checkpoint() const {
    return registry::signed_checkpoint(impl_->context, impl_->store->read());
}

void Registry::require_consistent(std::string_view older_checkpoint) const {
    registry::require_consistent(impl_->context, impl_->store->read(), older_checkpoint);
}

std::string Registry::verifier_key() const {
    return registry::signer(impl_->context, impl_->store->read()).known_as.text();
}

EventIndex Registry::rotate_signing_key() {
    const auto announced = [&] {
        registry::Writer writer(impl_->context);
        const auto index = registry::announce_signing_key(impl_->context, writer);
        writer.commit();
        return index;
    }();
    impl_->store->scrub();  // the old key is in the log until it is emptied
    return announced;
}

AuditExport Registry::export_audit(const std::filesystem::path& folder,
                                   const AuditSelection& selection, const Progress& progress) const {
    return registry::export_audit(impl_->context, impl_->store->read(), folder, selection, progress);
}

Explanation Registry::explain(std::string_view address, std::string_view purpose, Channel channel,
                              std::optional<Instant> as_of) const {
    const auto from = impl_->store->read();
    const registry::View view(impl_->context, from, as_of);
    return registry::explain(impl_->context, from, view, address, purpose, channel, nullptr);
}

Explanation Registry::explain(std::string_view address, std::string_view purpose, Channel channel,
                              std::optional<Instant> as_of,
                              const std::filesystem::path& folder) const {
    const auto from = impl_->store->read();
    const registry::View view(impl_->context, from, as_of);
    return registry::explain(impl_->context, from, view, address, purpose, channel, &folder);
}

}  // namespace lawful
