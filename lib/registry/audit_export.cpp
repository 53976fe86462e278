// SPDX-License-Identifier: Apache-2.0
#include "registry/audit_export.hpp"

#include "exchange/report_html.hpp"
#include "ledger/checkpoint.hpp"
#include "model/canonical.hpp"
#include "registry/report.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

constexpr std::uint64_t progress_step = 256;

exchange::AuditWriter begin(const Context& context, const store::ReadTransaction& from,
                            const std::filesystem::path& folder, exchange::AuditCoverage coverage) {
    return {folder, coverage, signed_checkpoint(context, from), signer(context, from).known_as};
}

/// Its counts are of the whole registry: a partial bundle, made for one person or purpose, has none.
std::string report(const Context& context, const store::ReadTransaction& from, const Progress& progress) {
    auto facts = report_facts(context, from, progress);
    facts.checkpoint = signed_checkpoint(context, from);
    return exchange::report_html(facts);
}

}  // namespace

AuditPump::AuditPump(const Context& context, const store::ReadTransaction& from,
                     exchange::AuditWriter& to, const Progress& progress,
                     std::uint64_t passes)
    : context_(context),
      from_(from),
      to_(to),
      progress_(progress),
      passes_(passes),
      registry_key_(context.keys().registry_subject_key()),
      size_(from.ledger().size) {
    context.learn_epochs(from, from.ledger().key_epoch);
}

const crypto::SubKey& AuditPump::key_of(const store::SubjectBytes& subject) {
    if (subject == context_.id().bytes) return registry_key_;
    if (!last_key_ || subject != last_subject_) {
        last_key_.emplace(context_.subject_key(from_.subject(subject).value()));
        last_subject_ = subject;
    }
    return *last_key_;
}

void AuditPump::open_events(const std::function<bool(const store::EventRow&)>& may_open,
                            const std::function<bool(const RecordedEvent&)>& opens) {
    from_.each_event(0, [&](store::EventRow&& row) {
        tell_progress(++done_);
        if (!row.m) ++erased_;
        if (!may_open(row)) return;
        const auto opening = context_.open_commitment(row, key_of(row.subject));
        const bool of_registry = row.subject == context_.id().bytes;
        RecordedEvent recorded{row.position, {}};
        // Reading an event costs as much as opening it: where all are wanted few need to be read.
        if (opens || of_registry) recorded.event = model::parse_event(as_text(opening.m));
        if (opens && !opens(recorded)) return;
        to_.opening(row.position, opening.r, as_text(opening.m));
        ++opened_;
        if (const auto* applied = std::get_if<PolicyApplied>(&recorded.event.body)) {
            add_policy(row.position, applied->policy);
        }
    });
}

void AuditPump::add_policy(EventIndex index, const Policy& policy) {
    has_policy_ = true;
    to_.policy(index, model::canonical(policy));
    for (const auto& notice : policy.notices) {
        if (const auto text = from_.notice(notice.sha256)) to_.notice(*text);
    }
}

void AuditPump::write_leaves() {
    from_.each_event(0, [&](store::EventRow&& row) {
        to_.leaf(row.commitment);
        tell_progress(++done_);
    });
}

Progress AuditPump::report_progress() const {
    return [this](std::uint64_t done, std::uint64_t) { tell_progress(done_ + done); };
}

void AuditPump::tell_progress(std::uint64_t done) const {
    if (progress_ && done % progress_step == 0) progress_(done, passes_ * size_);
}

AuditExport export_audit(const Context& context, const store::ReadTransaction& from,
                         const std::filesystem::path& folder, const AuditSelection& selection,
                         const Progress& progress) {
    const Selected selected(context, from, selection);
    const bool all = selected.is_all();
    auto writer = begin(context, from, folder,
                        all ? exchange::AuditCoverage::full : exchange::AuditCoverage::partial);
    for (const auto& older : selection.older) {
        require_consistent(context, from, older);
        writer.prove_consistency(ledger::Checkpoint::parse(ledger::parse_note(older).text).head.size);
    }
    AuditPump pump(context, from, writer, progress, all ? 3 : 2);
    std::function<bool(const RecordedEvent&)> opens;
    if (!all) opens = [&](const auto& recorded) { return selected.opens(recorded); };
    pump.open_events([&](const auto& row) { return selected.may_open(row); }, opens);
    pump.write_leaves();
    if (all && pump.has_policy()) writer.report(report(context, from, pump.report_progress()));
    writer.finish();
    return {all, from.ledger().size, pump.opened(), pump.erased()};
}

}  // namespace lawful::registry
