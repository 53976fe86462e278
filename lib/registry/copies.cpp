// SPDX-License-Identifier: Apache-2.0
#include <lawful/copies.hpp>

#include "exchange/private_folder.hpp"
#include "exchange/ropa.hpp"
#include "registry/access.hpp"
#include "registry/impl.hpp"
#include "registry/pages.hpp"
#include "registry/receipt.hpp"
#include "registry/report.hpp"
#include "registry/view.hpp"
#include "registry/writer.hpp"

namespace lawful {
namespace {

exchange::RopaFacts ropa_facts(const registry::Context& context, const store::ReadTransaction& from) {
    const registry::View view(context, from, std::nullopt);
    exchange::RopaFacts facts{.policy = view.policy()->policy, .made = view.now(), .recipients = 0, .addresses = {}};
    registry::each_subject(from, SubjectKind::recipient, [&](const auto& id) {
        facts.recipients += registry::is_erased(from.subject(id).value()) ? 0 : 1;
    });
    for (const auto medium : {Medium::email, Medium::phone, Medium::post}) {
        registry::each_address(from, medium, [&](const auto&) { ++facts.addresses[medium]; });
    }
    return facts;
}

}  // namespace

std::string Copies::report(const Progress& progress) const {
    const auto from = registry_->impl_->store->read();
    const auto& context = registry_->impl_->context;
    auto events = registry::count_events(context, from, progress);
    return exchange::report_html(registry::report_facts(context, from, std::move(events), progress));
}

std::string Copies::ropa(RopaFormat format) const {
    const auto from = registry_->impl_->store->read();
    const auto facts = ropa_facts(registry_->impl_->context, from);
    switch (format) {
        case RopaFormat::html: return exchange::ropa_html(facts);
        case RopaFormat::csv: return exchange::ropa_csv(facts);
        case RopaFormat::json: return exchange::ropa_json(facts);
    }
    return {};
}

std::string Copies::receipt(const Subject& subject, std::string_view purpose) const {
    const auto from = registry_->impl_->store->read();
    return exchange::receipt_json(registry::receipt_facts(registry_->impl_->context, from, subject, purpose));
}

std::vector<std::string> Copies::access(RecipientId recipient, const std::filesystem::path& folder) {
    registry::Writer writer(registry_->impl_->context);
    const auto facts =
        registry::access_facts(registry_->impl_->context, writer.transaction(), recipient);
    exchange::PrivateFolder out(folder);
    std::vector<std::string> names;
    const auto add = [&](const char* name, const std::optional<std::string>& content) {
        if (!content) return;
        out.add(name, *content);
        names.emplace_back(name);
    };
    add("access.json", exchange::access_json(facts));
    add("access.html", exchange::access_html(facts));
    add("portability.json", exchange::portability_json(facts));
    add("contact.vcf", exchange::portability_vcard(facts));
    const auto given = writer.append(recipient, CopyGiven{names}, writer.now());
    for (const auto& other : facts.merged) {
        writer.append(other.id, CopyGiven{names}, writer.now(), {Origin::linked, given});
    }
    writer.commit();
    out.finish();
    return names;
}

}  // namespace lawful
